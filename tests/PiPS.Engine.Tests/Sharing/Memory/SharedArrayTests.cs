using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Memory;

namespace PiPS.Engine.Tests.Sharing.Memory;

/// <summary>An array of numbers in shared memory; what all types of elements do is in <see cref="ElementTests{T}"/>.</summary>
public sealed class SharedArrayTests
{
    public static TheoryData<SharedElement> Types { get; } = [.. Enum.GetValues<SharedElement>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void It_is_opened_when_it_is_used_first(SharedElement type)
    {
        SharedArray made = Memories.Array(type, 10);
        int asked = 0;
        SharedArray array = Memories.Twin(made, () => asked++);
        Assert.Equal(0, asked);

        Assert.Equal(10, array.Length);
        Assert.Equal(made.Bytes, array.Bytes);

        Assert.Equal(1, asked);
        made.Close();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MaxValue / 8)]
    public void A_length_that_cannot_be_is_refused(long length)
    {
        ShareException refused = Assert.Throws<ShareException>(() => Memories.Array(SharedElement.Double, length));

        Assert.Equal("LengthOutOfRange", refused.Id);
        Assert.NotEmpty(refused.Advice);
    }

    [Fact]
    public void One_that_is_larger_than_the_machine_is_refused()
        => Assert.Equal("MemoryTooLarge", Assert.Throws<ShareException>(() => Memories.Array(SharedElement.Double, 1L << 50)).Id);

    [Fact]
    public void Integers_wrap_round()
    {
        SharedArray<byte> bytes = Memories.ArrayOf<byte>(1);
        SharedArray<int> numbers = Memories.ArrayOf<int>(1);
        bytes[0] = 250;
        numbers[0] = int.MaxValue;

        Assert.Equal(4, bytes.Add(0, 10));
        Assert.Equal(int.MinValue, numbers.Increment(0));
        bytes.Close();
        numbers.Close();
    }

    [Fact]
    public void Floating_point_is_compared_by_its_bits()
    {
        SharedArray<double> array = Memories.ArrayOf<double>(2);
        array[0] = double.NaN;
        array[1] = -0.0;

        Assert.Equal(double.NaN, array.Add(0, 1));
        _ = array.CompareExchange(0, 5, double.NaN);
        _ = array.CompareExchange(1, 5, 0.0);

        Assert.Equal(5, array[0]);
        Assert.Equal(0, array[1]);
        Assert.Equal(1, array.Add(1, 1));
        array.Close();
    }

    [Fact]
    public void A_span_is_the_memory_itself()
    {
        SharedArray<int> array = Memories.ArrayOf<int>(10);

        Span<int> span = array.AsSpan(-3, 3);
        span[2] = 5;

        Assert.Equal(5, array[9]);
        Assert.Equal("RangeOutOfRange", Assert.Throws<ShareException>(() => array.AsSpan(8, 3).Length).Id);
        array.Close();
    }

    [Fact]
    public void Whoever_uses_it_while_it_is_removed_is_told_and_does_not_crash()
    {
        for (int round = 0; round < 20; round++)
        {
            SharedArray<long> array = Memories.ArrayOf<long>(100_000);
            using CountdownEvent running = new(4);
            Thread[] threads = [.. Enumerable.Range(0, 4).Select(number => new Thread(() =>
            {
                long[] copy = new long[1000];
                running.Signal();

                while (true)
                {
                    try
                    {
                        _ = array.Add(number, 1);
                        array.CopyTo(copy, 50_000);
                        array.CopyFrom(copy, 90_000);
                    }
                    catch (ShareException refused) when (refused.Id == "SharedObjectRemoved")
                    {
                        return;
                    }
                }
            }))];
            Array.ForEach(threads, thread => thread.Start());
            running.Wait(TestContext.Current.CancellationToken);

            array.Close();

            Assert.All(threads, thread => Assert.True(thread.Join(Deadline.Generous)));
        }
    }
}
