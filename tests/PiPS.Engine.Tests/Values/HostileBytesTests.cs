using FsCheck.Fluent;
using PiPS.Engine.Protocol;
using PiPS.Engine.Values;

namespace PiPS.Engine.Tests.Values;

/// <summary>Bytes may be anything: they are refused in one way, and cost no more memory than their number explains.</summary>
public sealed class HostileBytesTests
{
    private const int Mutations = 200_000;

    // A thousand bytes of empty tables make a thousand tables.
    private const int MemoryAByte = 400;
    private const int MemoryAnyway = 64 * 1024;

    [Fact]
    public void Refuses_mutated_values_in_one_way()
    {
        Random random = new(1);
        byte[][] streams = [.. AnyValue.Generator.Sample(30, 500).Select(Carrier.Encode)];
        int refused = 0;

        for (int round = 0; round < Mutations; round++)
        {
            byte[] bytes = Mutate(streams[random.Next(streams.Length)], streams[random.Next(streams.Length)], random);
            refused += Refuses(bytes) ? 1 : 0;
        }

        // Neither all nor none, or the mutations would test nothing.
        Assert.InRange(refused, Mutations / 10, Mutations * 9 / 10);
    }

    [Fact]
    public void Refuses_values_cut_short_anywhere()
    {
        foreach (byte[] bytes in AnyValue.Generator.Sample(30, 200).Select(Carrier.Encode))
        {
            for (int length = 0; length < bytes.Length; length++)
            {
                Assert.True(Refuses(bytes[..length]));
            }
        }
    }

    [Theory]
    [InlineData("1C", "a tag that means nothing")]
    [InlineData("7F", "a tag that means nothing")]
    [InlineData("10FFFFFFFF0F", "a string of 4 GB")]
    [InlineData("11FFFFFFFF0F", "a string of 8 GB")]
    [InlineData("20FFFFFFFF0F", "an array of 4 G")]
    [InlineData("2307FFFFFFFFFFFFFFFF7F00", "an int array of too many")]
    [InlineData("2307808080808080808040" + "00000000", "an int array whose size overflows to 0")]
    [InlineData("2310018801", "a string array with a number")]
    [InlineData("230D010000", "a double array cut short")]
    [InlineData("23020103", "a bool array with a 3")]
    [InlineData("232000", "an array of arrays as a plain one")]
    [InlineData("0E000000000000000000000000000000FF", "decimal bits that none has")]
    [InlineData("12FFFFFFFFFFFFFF3F", "a date beyond the last")]
    [InlineData("1300000000000000000F27", "an offset of days")]
    [InlineData("15FFFFFFFF07", "a day beyond the last")]
    [InlineData("16FFFFFFFFFFFFFF7F", "a time beyond midnight")]
    [InlineData("1800020000", "a version without a major part")]
    [InlineData("1903C161", "a kind of address that isn't one")]
    [InlineData("1901C13A", "an address that is none")]
    [InlineData("190188", "an address that is a number")]
    [InlineData("2502" + "00", "an unknown comparison of keys")]
    [InlineData("250001" + "0088", "null for a key")]
    [InlineData("27018800", "a number for a type name")]
    [InlineData("2700018888", "a number for a field name")]
    [InlineData("270001C088", "a field without a name")]
    [InlineData("2820000000", "fields tied to an array")]
    [InlineData("2900", "again, at the beginning")]
    [InlineData("20012901", "again, of what comes later")]
    [InlineData("2A01FF", "a foreign value the shell doesn't know")]
    [InlineData("0780808080808080808080" + "01", "a number of eleven bytes")]
    public void Refuses_what_cannot_be(string bytes, string why)
        => Assert.True(Refuses(Convert.FromHexString(bytes)), why);

    [Fact]
    public void Reserves_no_memory_for_counts_within_counts()
    {
        // Each of the arrays announces all that is left.
        List<byte> bytes = [];

        for (int level = 0; level < 90; level++)
        {
            bytes.AddRange([0x20, 0xA0, 0x8D, 0x06]);
        }

        bytes.AddRange(new byte[101_000]);

        Assert.True(Refuses([.. bytes]));
    }

    private static bool Refuses(byte[] bytes)
    {
        bool refused = Refuses(bytes, out long memory);

        if (memory > Most(bytes))
        {
            // The first time, the runtime itself needs some.
            Refuses(bytes, out memory);
        }

        Assert.InRange(memory, 0, Most(bytes));
        return refused;
    }

    private static int Most(byte[] bytes) => (bytes.Length * MemoryAByte) + MemoryAnyway;

    private static bool Refuses(byte[] bytes, out long memory)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        try
        {
            ByteReader source = new(bytes);
            Carrier.Codec.Read(ref source);
            return false;
        }
        catch (ProtocolException)
        {
            return true;
        }
        finally
        {
            memory = GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static byte[] Mutate(byte[] bytes, byte[] other, Random random)
    {
        List<byte> mutated = [.. bytes];

        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int place = random.Next(mutated.Count + 1);

            switch (random.Next(5))
            {
                case 0 when place < mutated.Count:
                    mutated[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when place < mutated.Count:
                    mutated[place] = (byte)random.Next(256);
                    break;
                case 2:
                    mutated.RemoveRange(place, random.Next(Math.Min(mutated.Count - place, 4) + 1));
                    break;
                case 3:
                    mutated.Insert(place, (byte)random.Next(256));
                    break;
                default:
                    mutated.InsertRange(place, other.AsSpan(0, random.Next(Math.Min(other.Length, 64) + 1)));
                    break;
            }
        }

        return [.. mutated];
    }
}
