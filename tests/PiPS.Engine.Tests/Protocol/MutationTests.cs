using PiPS.Engine.Protocol;
using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Protocol;

/// <summary>Whatever comes in: frames, or a <see cref="ProtocolException"/>, and never more memory than the bytes need.</summary>
public sealed class MutationTests
{
    private static readonly byte[] Conversation = Messages.Bytes(
        new Hello(7, 2, "node17", "0.1.0"),
        new Job(Generator.Xoshiro256PlusPlus, 42, 1 << 20, 100_000_000),
        new Count(0, 16),
        new Counted(0, 16, 1 << 24, 13_176_795, 1, 2),
        null,
        new Failed("No."));

    [Fact]
    public void Mutated_streams_are_understood_or_refused()
    {
        Dictionary<Rejection, int> refusals = [];

        for (int seed = 0; seed < 150_000; seed++)
        {
            Random random = new(seed);
            List<byte> bytes = Mutated(random);

            try
            {
                Understand(bytes.ToArray(), random.Next(1, bytes.Count + 2));
            }
            catch (ProtocolException refused)
            {
                refusals[refused.Rejection] = refusals.GetValueOrDefault(refused.Rejection) + 1;
            }
        }

        // Each of these has a way in; what is out of order is so for whoever waits for something else.
        Assert.Equal(Enum.GetValues<Rejection>().Except([Rejection.OutOfOrder]), refusals.Keys.Order());
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

    private static List<byte> Mutated(Random random)
    {
        List<byte> bytes = [.. Conversation];

        for (int i = random.Next(4); i >= 0; i--)
        {
            int at = random.Next(bytes.Count);
            int count = random.Next(1, Math.Min(20, bytes.Count - at) + 1);

            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2 when bytes.Count > count:
                    bytes.RemoveRange(at, count);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, count));
                    break;
                case 4:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(100) == 0 ? 70_000 : count));
                    break;
                default:
                    bytes.RemoveRange(at + 1, bytes.Count - at - 1);
                    break;
            }
        }

        return bytes;
    }
}
