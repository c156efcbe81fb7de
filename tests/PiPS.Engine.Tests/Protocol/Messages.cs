using FsCheck;
using FsCheck.Fluent;
using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Protocol;

/// <summary>What a worker and its parent may say, as properties draw it.</summary>
internal static class Messages
{
    private const long Most = 1L << 62;

    private static readonly string[] Words = ["", "node17", "0.1.0+abc", "Zürich", "京都", "🥧", "\0", "\r\n\u001A", new('x', 5000)];

    private static readonly Gen<long> Long =
        ArbMap.Default.GeneratorFor<DoNotSize<long>>().Select(any => any.Item & long.MaxValue);

    private static readonly Gen<int> FromOne =
        ArbMap.Default.GeneratorFor<DoNotSize<int>>().Select(any => Math.Max(1, any.Item & int.MaxValue));

    // Ten words at the most: a longer text than 65,535 bytes is cut.
    private static readonly Gen<string> Text = from words in Gen.Elements(Words).ListOf().Resize(10) select string.Concat(words);

    private static readonly Gen<long> UpToMost = Gen.OneOf(Gen.Elements(1, Most, 1L << 20), Long.Select(any => (any % Most) + 1));

    private static readonly Gen<object> Hello =
        from id in FromOne
        from processors in FromOne
        from clock in Long
        from host in Text
        from version in Text
        from job in Text
        from step in Text
        select (object)new Hello(id, processors, clock, host, version, job, step);

    private static readonly Gen<object> Job =
        from generator in Gen.Elements(Enum.GetValues<Generator>())
        from seed in ArbMap.Default.GeneratorFor<DoNotSize<ulong>>()
        from size in UpToMost
        from trials in UpToMost
        select (object)new Job(generator, seed.Item, size, trials);

    private static readonly Gen<object> Count =
        from first in Long
        from blocks in Long
        select (object)new Count(first / 2, (blocks / 2) + 1);

    private static readonly Gen<object> Counted =
        from first in Long
        from blocks in Long
        from trials in Long
        from hits in Long
        from computing in Long
        from waiting in Long
        select (object)new Counted(first / 2, (blocks / 2) + 1,
            Math.Max(trials, hits), Math.Min(trials, hits), computing, waiting);

    private static readonly Gen<object> Ping = FromOne.Select(milliseconds => (object)new Ping(milliseconds));

    /// <summary>Any message; a text alone stands for a failure, and nothing for a cut.</summary>
    public static Gen<object?> Any { get; } = Gen.OneOf<object?>(
        Hello!, Job!, Count!, Counted!, Ping!, Text.Select(text => (object)new Failed(text))!, Gen.Constant<object?>(null));

    /// <summary>Writes one.</summary>
    public static FrameEncoder Message(this FrameEncoder encoder, object? message) => message switch
    {
        Hello hello => encoder.Hello(hello),
        Ping ping => encoder.Ping(ping),
        Job job => encoder.Job(job),
        Count count => encoder.Count(count),
        Counted counted => encoder.Counted(counted),
        Failed failed => encoder.Failed(failed.Message),
        _ => encoder.Cut(),
    };

    /// <summary>A preface and these messages.</summary>
    public static byte[] Bytes(params IEnumerable<object?> messages)
    {
        FrameEncoder encoder = new FrameEncoder().Preface();
        messages.ToList().ForEach(message => encoder.Message(message));
        return encoder.Bytes.ToArray();
    }
}
