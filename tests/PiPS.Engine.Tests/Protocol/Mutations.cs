namespace PiPS.Engine.Tests.Protocol;

/// <summary>What becomes of bytes on a bad day.</summary>
internal static class Mutations
{
    /// <summary>Bytes with one to four flips, cuts, insertions and the like; now and then others altogether.</summary>
    public static byte[] Of(ReadOnlySpan<byte> sound, Random random)
    {
        if (random.Next(20) == 0)
        {
            byte[] any = new byte[random.Next(40)];
            random.NextBytes(any);
            return any;
        }

        List<byte> bytes = [.. sound];

        for (int i = random.Next(4); i >= 0 && bytes.Count > 0; i--)
        {
            int at = random.Next(bytes.Count);
            int count = random.Next(1, Math.Min(8, bytes.Count - at) + 1);

            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, count);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, count));
                    break;
                case 4:
                    // Now and then more than is skipped before a worker's first word.
                    bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), random.Next(100) == 0 ? 70_000 : count));
                    break;
                case 5:
                    // The largest numbers there are, where a small one was.
                    bytes.InsertRange(at, Enumerable.Repeat((byte)0xFF, random.Next(1, 10)));
                    break;
                default:
                    bytes.RemoveRange(at + 1, bytes.Count - at - 1);
                    break;
            }
        }

        return [.. bytes];
    }
}
