using PiPS.Engine.Protocol;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Objects;
using static PiPS.Engine.Tests.Sharing.Objects.ObjectSession;

namespace PiPS.Engine.Tests.Sharing.Objects;

/// <summary>Requests that no proxy sends: a worker's process may be anything.</summary>
public sealed class ObjectRequestTests
{
    private readonly ObjectSession _session = new();

    [Theory]
    [InlineData(nameof(ShareVerb.Get))]
    [InlineData(nameof(ShareVerb.Set))]
    [InlineData(nameof(ShareVerb.Delete))]
    [InlineData(nameof(ShareVerb.TryAdd))]
    [InlineData(nameof(ShareVerb.TrySet))]
    [InlineData(nameof(ShareVerb.Contains))]
    [InlineData(nameof(ShareVerb.Append))]
    [InlineData(nameof(ShareVerb.GetSeveral))]
    [InlineData(nameof(ShareVerb.EndUpdate))]
    [InlineData(nameof(ShareVerb.Put))]
    public void Of_nothing_or_nonsense_are_refused_and_change_nothing(string name)
    {
        ShareVerb verb = Enum.Parse<ShareVerb>(name);
        SharedDictionary dictionary = SharedDictionary.Create(_session.Space, "d");
        dictionary["a"] = 1;

        Assert.Throws<ProtocolException>(() => _session.Space.Ask(dictionary.Reference.Id, verb, Array.Empty<byte>(), null, TestContext.Current.CancellationToken));
        Assert.Throws<ProtocolException>(() => _session.Space.Ask(dictionary.Reference.Id, verb, new byte[] { 0x2B, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F }, null, TestContext.Current.CancellationToken));
        Assert.Equal(["a"], dictionary.Keys.Cast<string>());
    }

    [Fact]
    public void Of_any_bytes_end_in_an_answer_or_a_refusal()
    {
        Random random = new(20261122);
        long[] targets =
        [
            SharedDictionary.Create(_session.Space).Reference.Id,
            SharedList.Create(_session.Space).Reference.Id,
            SharedNamespace.Create(_session.Space).Reference.Id,
            SharedValue.Create(_session.Space).Reference.Id,
        ];
        ShareVerb[] verbs = [.. Enum.GetValues<ShareVerb>().Where(verb => verb is (>= ShareVerb.BeginUpdate and <= ShareVerb.Reverse) or >= ShareVerb.GetSeveral)];
        int answered = 0;
        int refused = 0;

        for (int i = 0; i < 100_000; i++)
        {
            byte[] content = new byte[random.Next(12)];
            random.NextBytes(content);

            // Small numbers are counts, indexes and short values.
            for (int at = 0; at < content.Length; at++)
            {
                content[at] = random.Next(3) == 0 ? content[at] : (byte)random.Next(4);
            }

            try
            {
                _session.Space.Ask(targets[random.Next(4)], verbs[random.Next(verbs.Length)], content, TimeSpan.Zero, TestContext.Current.CancellationToken);
                answered++;
            }
            catch (Exception end) when (end is ProtocolException or ShareException)
            {
                refused++;
            }
        }

        Assert.True(answered > 1000 && refused > 1000, $"{answered} answered, {refused} refused.");
    }

    [Fact]
    public async Task That_are_malformed_and_waited_harm_nobody_else()
    {
        SharedDictionary dictionary = SharedDictionary.Create(_session.Space);
        dictionary["a"] = 1;
        Seat honest = _session.Space.Join();
        Seat hostile = _session.Space.Join();
        SharedUpdate update = As(honest, () => dictionary.BeginUpdate("a", null, TestContext.Current.CancellationToken))!;

        // A key without a value.
        byte[] half = Packing.Content(target => KeyForm.Write(target, _session.Space, "a"));
        Task<Exception?> waiting = BeginWaiting(hostile, () => Record.Exception(() => _session.Space.Ask(dictionary.Reference.Id, ShareVerb.Set, half, null, TestContext.Current.CancellationToken)));
        As(honest, () =>
        {
            update.Complete(2);
            return 0;
        });

        Assert.Equal("SharedRequestMalformed", Assert.IsType<ShareException>(await waiting).Id);
        Assert.Equal(2, dictionary["a"]);
    }
}
