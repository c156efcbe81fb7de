using System.Text;
using PiPS.Engine.Tests.Protocol;

namespace PiPS.Engine.Tests.Files;

/// <summary>What becomes of lines of JSON at somebody's hands: what <see cref="Mutations"/> does, and what only who knows the format would do.</summary>
internal static class TextMutations
{
    private static readonly string[] Numbers =
    [
        "-1", "0", "1", "0.5", "1e400", "-0", "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616",
        "4611686018427387904", "4611686018427387905", "2147483648", "1e18", "null", "true", "\"7\"", "[]", "{}",
    ];

    private static readonly string[] Pieces =
        ["{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "\n", "\r\n", "\u001b[2J", "\uFEFF", "//", "NaN", "\"key\":", "{\"a\":1}"];

    /// <summary>One text with changes, now and then with parts of another.</summary>
    public static byte[] Of(byte[] sound, byte[] other, Random random) => random.Next(6) switch
    {
        0 => Mutations.Of(sound, random),
        1 => Spliced(sound, other, random),
        2 => Nested(sound, random),
        3 => Encoding.UTF8.GetBytes(Inserted(Encoding.UTF8.GetString(sound), random)),
        _ => Encoding.UTF8.GetBytes(Renumbered(Encoding.UTF8.GetString(sound), random)),
    };

    private static byte[] Spliced(byte[] sound, byte[] other, Random random)
    {
        int from = random.Next(other.Length);
        int length = random.Next(other.Length - from);
        return [.. sound.AsSpan(0, random.Next(sound.Length)), .. other.AsSpan(from, length), .. sound.AsSpan(random.Next(sound.Length))];
    }

    // As deep as a stack might not be.
    private static byte[] Nested(byte[] sound, Random random)
    {
        int at = random.Next(sound.Length);
        int depth = (int)Math.Pow(10, random.NextDouble() * 4.3);
        string open = random.Next(2) == 0 ? "[" : "{\"a\":";
        string nest = string.Concat(Enumerable.Repeat(open, depth)) + "1" + (random.Next(2) == 0 ? new string(open[0] == '[' ? ']' : '}', depth) : string.Empty);
        return [.. sound.AsSpan(0, at), .. Encoding.UTF8.GetBytes(nest), .. sound.AsSpan(at)];
    }

    private static string Inserted(string sound, Random random)
    {
        StringBuilder text = new(sound);

        for (int i = random.Next(3); i >= 0; i--)
        {
            text.Insert(random.Next(text.Length), Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    private static string Renumbered(string sound, Random random)
    {
        string text = sound;

        for (int i = random.Next(3); i >= 0; i--)
        {
            int from = random.Next(text.Length);
            int start = from + Math.Max(0, text.AsSpan(from).IndexOfAnyInRange('0', '9'));
            int length = Math.Max(0, text.AsSpan(start).IndexOfAnyExceptInRange('0', '9'));
            text = string.Concat(text.AsSpan(0, start), Numbers[random.Next(Numbers.Length)], text.AsSpan(start + length));
        }

        return text;
    }
}
