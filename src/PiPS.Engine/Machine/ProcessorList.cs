using System.Globalization;

namespace PiPS.Engine.Machine;

/// <summary>The kernel's notation for a set of logical processors: <c>0-3,8,10-11</c>.</summary>
/// <remarks>Source: "List format" in Linux's cpuset(7).</remarks>
internal static class ProcessorList
{
    // Linux is built for 8192 processors at most; what goes far beyond isn't a list, and not worth its memory.
    private const int Ceiling = 1 << 20;

    /// <returns>The numbers, ascending; none for ""; null for null and for what the kernel wouldn't write.</returns>
    public static int[]? Parse(string? list)
    {
        if (string.IsNullOrWhiteSpace(list))
        {
            return list is null ? null : [];
        }

        List<int> numbers = [];

        foreach (string range in list.Split(','))
        {
            string[] ends = range.Split('-');

            if (ends.Length > 2 || !IsNumber(ends[0], out int first) || !IsNumber(ends[^1], out int last) || last < first
                || (numbers.Count > 0 && first <= numbers[^1]))
            {
                return null;
            }

            for (int number = first; number <= last; number++)
            {
                numbers.Add(number);
            }
        }

        return [.. numbers];
    }

    private static bool IsNumber(string text, out int number)
        => int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < Ceiling;
}
