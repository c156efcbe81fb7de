using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace PiPS.Cmdlets;

/// <summary>Drives and providers, which PowerShell ties to each file and to each line of Get-Content.</summary>
/// <remarks>
/// They are PowerShell's XML, made once a second at most, and read once for all that follow each other. So lines are
/// carried 50 times as fast, and share their drive, as they did.
/// </remarks>
internal sealed class RecurringForm
{
    /// <summary>How it begins.</summary>
    public const byte Begin = 2;

    // A drive has free space and a current folder, which change.
    private const int FreshMilliseconds = 1000;

    private const int Kept = 8;

    private readonly ConditionalWeakTable<object, Picture> _encoded = [];
    private readonly Reading?[] _decoded = new Reading?[Kept];
    private int _next;

    public static bool Knows(object value) => value is PSDriveInfo or ProviderInfo;

    public byte[] Encode(object value)
    {
        if (!_encoded.TryGetValue(value, out Picture? picture) || Environment.TickCount64 - picture.Taken > FreshMilliseconds)
        {
            picture = new([Begin, .. ClixmlForm.Encode(value)], Environment.TickCount64);
            _encoded.AddOrUpdate(value, picture);
        }

        return picture.Bytes;
    }

    public object? Decode(ReadOnlySpan<byte> bytes)
    {
        foreach (Reading? known in _decoded)
        {
            if (known is not null && bytes.SequenceEqual(known.Bytes))
            {
                return known.Value;
            }
        }

        Reading reading = new(bytes.ToArray(), ClixmlForm.Decode(bytes[1..]));
        _decoded[(uint)Interlocked.Increment(ref _next) % Kept] = reading;
        return reading.Value;
    }

    private sealed record Picture(byte[] Bytes, long Taken);

    private sealed record Reading(byte[] Bytes, object? Value);
}
