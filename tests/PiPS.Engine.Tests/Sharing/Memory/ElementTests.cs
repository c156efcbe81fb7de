using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Memory;

namespace PiPS.Engine.Tests.Sharing.Memory;

/// <summary>A shared array of one type of numbers.</summary>
public abstract class ElementTests<T> : IDisposable
    where T : unmanaged, INumber<T>
{
    private const int Threads = 8;
    private const int Each = 100_000;

    private readonly SharedArray<T> _array = Memories.ArrayOf<T>(10);

    [Fact]
    public void It_says_what_it_is()
        => Assert.Equal((typeof(T).Name, 10L, 10L, 10L * Unsafe.SizeOf<T>()), (_array.Type, _array.Length, _array.Count, _array.Bytes));

    [Fact]
    public void Elements_are_read_and_written_from_both_ends()
    {
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(T.Zero, _array[i]);
            _array[i] = T.CreateChecked(i * 10);
        }

        _array[-1] = T.CreateChecked(91);

        Assert.Equal(T.CreateChecked(91), _array[9]);
        Assert.Equal(T.Zero, _array[-10]);
        Assert.Equal(Numbers(0, 10, 20, 30, 40, 50, 60, 70, 80, 91), _array.ToArray());
        List<object?> seen = [];

        foreach (object? element in _array)
        {
            seen.Add(element);
        }

        Assert.Equal(_array.ToArray().Cast<object>(), seen);
        Assert.Same(_array, Assert.Single((IEnumerable)_array));
    }

    [Fact]
    public void Atomic_operations_give_what_they_should()
    {
        T two = T.CreateChecked(2), three = T.CreateChecked(3), five = T.CreateChecked(5);

        Assert.Equal(two, _array.Add(4, two));
        Assert.Equal(five, _array.Add(4, three));
        Assert.Equal(T.CreateChecked(6), _array.Increment(4));
        Assert.Equal(T.CreateChecked(6), _array.Exchange(4, two));
        Assert.Equal(two, _array.CompareExchange(4, five, three));
        Assert.Equal(two, _array[4]);
        Assert.Equal(two, _array.CompareExchange(4, five, two));
        Assert.Equal(five, _array[4]);
        Assert.Equal(T.One, _array.Increment(-1));
        Assert.Equal(Numbers(0, 0, 0, 0, 5, 0, 0, 0, 0, 1), _array.ToArray());
    }

    [Fact]
    public void No_update_is_lost_between_eight_threads()
    {
        SharedArray<T> twin = Memories.Twin(_array);

        // Neighbours of an element must stay what they are, also where several are in one word.
        _array[4] = _array[6] = T.CreateChecked(77);
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            SharedArray<T> mine = number % 2 == 0 ? _array : twin;

            for (int i = 0; i < Each; i++)
            {
                _ = mine.Add(5, T.One);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.Equal(T.CreateTruncating((Threads * Each) % (typeof(T) == typeof(byte) ? 256 : int.MaxValue)), _array[5]);
        Assert.Equal(Numbers(77, 77), new[] { _array[4], _array[6] });
    }

    [Fact]
    public void Copies_go_where_they_should()
    {
        _array.CopyFrom(Numbers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        _array.CopyFrom(Numbers(11, 12), 3);
        _array.CopyFrom(Numbers(13, 14, 15), -1, 2, 1);
        Assert.Equal(Numbers(1, 2, 3, 11, 12, 6, 7, 8, 9, 15), _array.ToArray());
        Assert.Equal(Numbers(12, 6), _array.ToArray(4, 2));
        Assert.Equal(Numbers(9, 15), _array.ToArray(-2, 2));
        Assert.Empty(_array.ToArray(10, 0));

        T[] target = new T[4];
        _array.CopyTo(target);
        Assert.Equal(Numbers(1, 2, 3, 11), target);
        _array.CopyTo(target, 6);
        Assert.Equal(Numbers(7, 8, 9, 15), target);
        _array.CopyTo(target, 0, 1, 2);
        Assert.Equal(Numbers(7, 1, 2, 15), target);

        _array.Fill(T.CreateChecked(3));
        _array.Fill(T.One, -2, 1);
        Assert.Equal(Numbers(3, 3, 3, 3, 3, 3, 3, 3, 1, 3), _array.ToArray());
        Assert.Equal(Numbers(3, 1), _array.Slice((object[])[0, "-2"]));
    }

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        foreach (long index in (long[])[10, -11, long.MaxValue, long.MinValue])
        {
            Assert.Equal("IndexOutOfRange", Refusal(() => _ = _array[index]));
            Assert.Equal("IndexOutOfRange", Refusal(() => _array[index] = T.One));
            Assert.Equal("IndexOutOfRange", Refusal(() => _array.Add(index, T.One)));
            Assert.Equal("IndexOutOfRange", Refusal(() => _array.Exchange(index, T.One)));
            Assert.Equal("IndexOutOfRange", Refusal(() => _array.CompareExchange(index, T.One, T.One)));
        }

        foreach ((long start, long count) in ((long, long)[])[(0, 11), (10, 1), (-11, 1), (5, 6), (0, -1), (11, 0), (1, long.MaxValue), (long.MaxValue, 1)])
        {
            Assert.Equal("RangeOutOfRange", Refusal(() => _array.ToArray(start, count)));
            Assert.Equal("RangeOutOfRange", Refusal(() => _array.Fill(T.One, start, count)));
            Assert.Equal("RangeOutOfRange", Refusal(() => _array.CopyTo(new T[11], start, 0, count)));
            Assert.Equal("RangeOutOfRange", Refusal(() => _array.CopyFrom(new T[11], start, 0, count)));
        }

        Assert.Equal("RangeOutOfRange", Refusal(() => _array.CopyTo(new T[2], 0, 1, 2)));
        Assert.Equal("RangeOutOfRange", Refusal(() => _array.CopyFrom(new T[2], 0, -1, 2)));
        Assert.Equal("RangeOutOfRange", Refusal(() => _array.CopyFrom(new T[11])));
        Assert.Equal("OtherElementType", Refusal(() => _array.CopyTo(new object[2])));
        Assert.Equal("NotAnIndex", Refusal(() => _array.Slice((object[])[1.5])));
        Assert.Throws<ArgumentNullException>(() => _array.CopyFrom(null!));
        Assert.Throws<ArgumentNullException>(() => _array.CopyTo(null!));
        Assert.Equal(new T[10], _array.ToArray());
    }

    [Fact]
    public void Once_removed_everything_says_so()
    {
        SharedArray<T> twin = Memories.Twin(_array);
        twin[0] = T.One;
        _array.Close();

        foreach (SharedArray<T> one in (SharedArray<T>[])[_array, twin])
        {
            Action[] acts =
            [
                () => _ = one[0], () => one[0] = T.One, () => one.Add(0, T.One), () => one.Increment(0), () => one.Exchange(0, T.One),
                () => one.CompareExchange(0, T.One, T.One), () => one.ToArray(), () => one.CopyTo(new T[1]), () => one.CopyFrom(new T[1]),
                () => one.Fill(T.One), () => _ = one.AsSpan(0, 1).Length, () => one.Slice((int[])[0]), () => one.GetEnumerator().MoveNext(),
            ];
            Assert.All(acts, act => Assert.Equal("SharedObjectRemoved", Refusal(act)));
        }
    }

    public void Dispose()
    {
        Memories.CloseIfThere(_array);
        GC.SuppressFinalize(this);
    }

    private static string Refusal(Action act)
    {
        ShareException refused = Assert.Throws<ShareException>(act);
        Assert.NotEmpty(refused.Advice);
        return refused.Id;
    }

    private static T[] Numbers(params int[] numbers) => [.. numbers.Select(T.CreateChecked)];
}
