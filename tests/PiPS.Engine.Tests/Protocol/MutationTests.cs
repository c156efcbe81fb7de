using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Protocol;

/// <summary>Whatever comes in: frames, or a <see cref="ProtocolException"/>, and never more memory than the bytes need.</summary>
public sealed class MutationTests
{
    private static readonly byte[] Conversation = Messages.Bytes(
        new Hello(7, 2, 5, "node17", "0.1.0", "37", "0"),
        new Job(Generator.Xoshiro256PlusPlus, 42, 1 << 20, 100_000_000),
        new Count(0, 16),
        new Counted(0, 16, 1 << 24, 13_176_795, 1, 2),
        null,
        new Failed("No."));

    [Fact]
    public void Mutated_streams_are_understood_or_refused()
    {
        Dictionary<Rejection, int> refusals = [];

        for (int seed = 0; seed < 120_000; seed++)
        {
            Random random = new(seed);
            byte[] bytes = Mutations.Of(Conversation, random);

            try
            {
                Understand(bytes, random.Next(1, bytes.Length + 2));
            }
            catch (ProtocolException refused)
            {
                refusals[refused.Rejection] = refusals.GetValueOrDefault(refused.Rejection) + 1;
            }
        }

        // Each of these has a way in; what is out of order is so for whoever waits for something else.
        Assert.Empty(Enum.GetValues<Rejection>().Except(refusals.Keys).Except([Rejection.OutOfOrder]));
    }

    private static void Understand(byte[] bytes, int size)
    {
        FrameDecoder decoder = new();
        List<Heard> heard = Heard.All(decoder, bytes, size);
        heard.ForEach(frame => _ = frame.Message);

        Assert.True(heard.Sum(frame => frame.Payload.Length + Wire.HeaderSize) <= bytes.Length);
        Assert.True(decoder.Free().Length <= Math.Max(4096, 2 * bytes.Length));
        decoder.Finish();
    }
}
