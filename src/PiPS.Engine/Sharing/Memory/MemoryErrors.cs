using System.Globalization;

namespace PiPS.Engine.Sharing.Memory;

/// <summary>Every refusal of shared memory: one method each, named as the error's id.</summary>
internal static class MemoryErrors
{
    public static ShareException MemoryTooLarge(double bytes, double available) => new(
        nameof(MemoryTooLarge), $"Shared memory of {Size(bytes)} can't be had: this machine, or this process's share of it, has {Size(available)} left.",
        "Ask for less, remove shared arrays that are no longer used, or close what uses memory.");

    public static ShareException MemoryRefused(long bytes, string why) => new(
        nameof(MemoryRefused), $"Shared memory of {Size(bytes)} can't be had: {why}.",
        "Ask for less, remove shared arrays that are no longer used, or raise what limits it (ulimit -n for open files, ulimit -v for memory).");

    public static ShareException MemoryUnreachable(string why) => new(
        nameof(MemoryUnreachable), $"The shared memory can't be opened: {why}",
        "Only processes of the same user, on the same machine as the session that made it, can use it, while that session is there. "
        + "Pass its content elsewhere: ToArray().");

    public static ShareException SharedArrayIsLocal(string name) => new(
        nameof(SharedArrayIsLocal),
        name.Length > 0
            ? $"The shared array or counter {name} is memory of the machine that its session runs on: workers that a launcher started can't use it."
            : "Shared arrays and counters are memory of the machine that their session runs on: workers that a launcher started can't make or use them.",
        "Give them its content instead, with ToArray() or Value, or a shared dictionary, list, value or queue, which they reach.");

    public static ShareException SharedObjectRemoved() => new(
        nameof(SharedObjectRemoved), "The shared memory was removed: what was in it is gone.",
        "Remove it only once nobody uses it any more; copy what is still needed first, with ToArray().");

    public static ShareException LengthOutOfRange(long length, int elementBytes) => new(
        nameof(LengthOutOfRange), Said($"A shared array has from 1 to {long.MaxValue / 2 / elementBytes:N0} elements; {length} isn't in that range."),
        "Give the number of elements, such as 1000 or 1e6.");

    public static ShareException IndexOutOfRange(long index, long length) => new(
        nameof(IndexOutOfRange), Said($"There is no element {index}: the array has {length}, from 0 to {length - 1}; -1 is the last."),
        "Give an index in that range.");

    public static ShareException NotAnIndex(object? given) => new(
        nameof(NotAnIndex), Said($"An index has to be a whole number; '{given}' isn't one."),
        "Give numbers such as 5, -1 or 1..3.");

    public static ShareException RangeOutOfRange(long start, long count, long length) => new(
        nameof(RangeOutOfRange), Said($"There are no {count} elements from {start} on: the array has {length}."),
        "Give a start from 0 on, and no more elements than there are behind it.");

    public static ShareException TooManyForAnArray(long count) => new(
        nameof(TooManyForAnArray), Said($"An array of .NET holds {Array.MaxLength:N0} elements at the most; {count:N0} are asked for."),
        "Copy a part at a time: ToArray(start, count).");

    public static ShareException OtherElementType(Type given, string due) => new(
        nameof(OtherElementType), $"The array has elements of type {due}; those of the array given are of type {given.GetElementType()?.Name}.",
        $"Give an array of the same type, such as [{due}[]]::new(1000).");

    private static string Size(double bytes) => bytes switch
    {
        >= 1L << 30 => Said($"{bytes / (1L << 30):N1} GiB"),
        >= 1L << 20 => Said($"{bytes / (1L << 20):N1} MiB"),
        _ => Said($"{bytes:N0} bytes"),
    };

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
