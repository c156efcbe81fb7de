using System.Numerics;
using System.Runtime.CompilerServices;

namespace PiPS.Engine.Sharing.Memory;

/// <summary>Operations on a number in memory that no other thread or process can come between.</summary>
internal static class AtomicElement
{
    /// <summary>Adds; what goes beyond an integer's range wraps round.</summary>
    /// <returns>The sum.</returns>
    public static T Add<T>(ref T place, T amount)
        where T : unmanaged, INumber<T>
        => typeof(T) == typeof(int) ? As<int, T>(Interlocked.Add(ref Unsafe.As<T, int>(ref place), As<T, int>(amount)))
        : typeof(T) == typeof(long) ? As<long, T>(Interlocked.Add(ref Unsafe.As<T, long>(ref place), As<T, long>(amount)))
        : typeof(T) == typeof(byte) ? AddBits<T, byte>(ref place, amount)
        : typeof(T) == typeof(float) ? AddBits<T, int>(ref place, amount)
        : AddBits<T, long>(ref place, amount);

    // Compared as bits: 0 and -0 are equal numbers, and a NaN isn't equal to itself.
    private static T AddBits<T, TBits>(ref T place, T amount)
        where T : unmanaged, INumber<T>
        where TBits : unmanaged, IEquatable<TBits>
    {
        ref TBits bits = ref Unsafe.As<T, TBits>(ref place);
        TBits seen = bits;

        while (true)
        {
            T sum = unchecked(As<TBits, T>(seen) + amount);
            TBits found = Interlocked.CompareExchange(ref bits, As<T, TBits>(sum), seen);

            if (found.Equals(seen))
            {
                return sum;
            }

            seen = found;
        }
    }

    private static TTo As<TFrom, TTo>(TFrom value)
        where TFrom : unmanaged
        where TTo : unmanaged
        => Unsafe.As<TFrom, TTo>(ref value);
}
