using System.Numerics;

namespace PiPS.Engine.Sampling;

/// <summary>MT19937, seeded and read as CPython's <c>random</c> module does.</summary>
/// <remarks>
/// Matsumoto and Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998); CPython's Modules/_randommodule.c. Its 624 words make
/// 312 numbers, and so whole trials: a number takes two words, a trial two numbers.
/// </remarks>
internal sealed class MersenneTwister
{
    /// <summary>Numbers that <see cref="Refill"/> makes.</summary>
    public const int BatchSize = WordCount / 2;

    private const int WordCount = 624;
    private const int Middle = 397;
    private const uint TwistMatrix = 0x9908B0DF;
    private readonly uint[] _state = new uint[WordCount];

    /// <summary>Does what <c>random.seed(seed)</c> does: <c>init_by_array</c> over the 32-bit digits, lowest first.</summary>
    /// <param name="seed">From 0 up; 0 has one digit.</param>
    public void Seed(UInt128 seed)
    {
        Span<uint> key = stackalloc uint[4];
        int length = 0;

        do
        {
            key[length++] = (uint)seed;
            seed >>= 32;
        }
        while (seed != 0);

        SeedByNumber(19650218);
        SeedByArray(key[..length]);
    }

    /// <summary>Makes the next 312 values of <c>random.random()</c>: multiples of 2^-53 from 0 to below 1.</summary>
    /// <param name="numbers">Where they go; <see cref="BatchSize"/> long.</param>
    public void Refill(Span<double> numbers)
    {
        // Word i needs the words i + 1 and i + 397, which come round to new ones at the end.
        Twist(0, WordCount - Middle, Middle);
        Twist(WordCount - Middle, WordCount - 1, Middle - WordCount);
        _state[^1] = _state[Middle - 1] ^ Twist(_state[^1], _state[0]);
        Temper(_state, numbers);
    }

    private static uint Twist(uint word, uint next)
        => (((word & 0x80000000) | (next & 0x7FFFFFFF)) >> 1) ^ ((next & 1) * TwistMatrix);

    /// <summary>Renews words, each from itself, the next, and one that is further away.</summary>
    /// <param name="i">The first.</param>
    /// <param name="end">Behind the last.</param>
    /// <param name="offset">How far away.</param>
    private void Twist(int i, int end, int offset)
    {
        Span<uint> state = _state;

        // A vector is far shorter than the 227 words at least between a word and the new ones it needs.
        for (; i + Vector<uint>.Count <= end; i += Vector<uint>.Count)
        {
            Vector<uint> next = new(state[(i + 1)..]);
            Vector<uint> mixed = Vector.ConditionalSelect(new Vector<uint>(0x80000000), new(state[i..]), next) >> 1;
            Vector<uint> matrix = (Vector<uint>.Zero - (next & Vector<uint>.One)) & new Vector<uint>(TwistMatrix);
            (new Vector<uint>(state[(i + offset)..]) ^ mixed ^ matrix).CopyTo(state[i..]);
        }

        for (; i < end; i++)
        {
            state[i] = state[i + offset] ^ Twist(state[i], state[i + 1]);
        }
    }

    private static void Temper(ReadOnlySpan<uint> state, Span<double> numbers)
    {
        for (int i = 0; i < numbers.Length; i += Vector<double>.Count)
        {
            Vector<uint> word = new(state[(2 * i)..]);
            word ^= word >> 11;
            word ^= (word << 7) & new Vector<uint>(0x9D2C5680);
            word ^= (word << 15) & new Vector<uint>(0xEFC60000);
            word ^= word >> 18;

            // Of two words, the first in the low half, 27 and 26 bits.
            Vector<ulong> pair = Vector.AsVectorUInt64(word);
            Vector<ulong> bits = ((pair & new Vector<ulong>(0xFFFFFFE0)) << 21) | (pair >> 38);
            (Vector.ConvertToDouble(bits) * new Vector<double>(1.0 / (1UL << 53))).CopyTo(numbers[i..]);
        }
    }

    private void SeedByNumber(uint seed)
    {
        _state[0] = seed;

        for (int i = 1; i < WordCount; i++)
        {
            _state[i] = (1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
        }
    }

    private void SeedByArray(ReadOnlySpan<uint> key)
    {
        int i = 1;

        for (int k = 0, j = 0; k < WordCount; k++, j = (j + 1) % key.Length)
        {
            _state[i] = (_state[i] ^ (Chained(i) * 1664525)) + key[j] + (uint)j;
            i = Next(i);
        }

        for (int k = 1; k < WordCount; k++)
        {
            _state[i] = (_state[i] ^ (Chained(i) * 1566083941)) - (uint)i;
            i = Next(i);
        }

        _state[0] = 0x80000000;
    }

    private uint Chained(int i) => _state[i - 1] ^ (_state[i - 1] >> 30);

    private int Next(int i)
    {
        if (i < WordCount - 1)
        {
            return i + 1;
        }

        _state[0] = _state[WordCount - 1];
        return 1;
    }
}
