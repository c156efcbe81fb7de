using System.Globalization;
using System.Numerics;

namespace PiPS.Engine.Estimating;

/// <summary>
/// A whole number as somebody gave it: 100000000, 1e8, 1E+8 or "1e8". Nothing is rounded: what has a fraction isn't one.
/// </summary>
/// <remarks>PowerShell and C# round 1.5 to 2 on the way to an integer, without a word. Hence this type.</remarks>
public sealed class WholeNumber
{
    private const double FarOut = 1e38;

    private readonly Int128? _value;

    /// <summary>Takes any number or text; whether it is whole is asked later.</summary>
    public WholeNumber(object? given)
    {
        Given = given;
        _value = Read(given);
    }

    /// <summary>What was given.</summary>
    public object? Given { get; }

    /// <summary>The number, if it lies within the range.</summary>
    /// <param name="option">Name of the option, for the error: such as <c>-Seed</c>.</param>
    /// <param name="least">The smallest that is allowed.</param>
    /// <param name="most">The largest that is allowed.</param>
    /// <param name="outOfRange">Makes the error for a whole number outside the range.</param>
    /// <exception cref="InvalidOptionException">It isn't whole, or out of range.</exception>
    public Int128 Within(string option, Int128 least, Int128 most, Func<object?, InvalidOptionException> outOfRange)
    {
        if (_value is not Int128 value)
        {
            throw OptionErrors.NotAWholeNumber(option, Given);
        }

        return value >= least && value <= most ? value : throw outOfRange(Given);
    }

    /// <inheritdoc/>
    public override string ToString() => Convert.ToString(Given, CultureInfo.InvariantCulture) ?? string.Empty;

    private static Int128? Read(object? given) => given switch
    {
        // An enum's or a character's number isn't one that anybody meant.
        null or Enum or char or bool => null,
        double value => FromDouble(value),
        float value => FromDouble(value),
        Half value => FromDouble((double)value),
        decimal value => decimal.IsInteger(value) ? (Int128)value : null,
        BigInteger value => Saturated(value),
        UInt128 value => Saturated(value),
        string text => FromText(text.Trim()),
        sbyte or byte or short or ushort or int or uint or long or ulong
            => Int128.CreateChecked(Convert.ToDecimal(given, CultureInfo.InvariantCulture)),
        Int128 value => value,
        _ => null,
    };

    private static Int128? FromDouble(double value)
        => double.IsNaN(value) || (double.IsFinite(value) && value != Math.Floor(value)) ? null : Int128.CreateSaturating(value);

    // Text is read exactly: to a double 9007199254740993 is even, and to a decimal 1e-30 is 0.
    private static Int128? FromText(string text)
    {
        if (WithoutGroups(text) is not string digits
            || !double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double near))
        {
            return null;
        }

        // What is out of every range isn't read digit by digit: 1e999999999 has too many.
        if (double.IsNaN(near) || Math.Abs(near) > FarOut)
        {
            return FromDouble(near);
        }

        return BigInteger.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out BigInteger exact) ? Saturated(exact) : null;
    }

    // 1,000,000 is a million, but 1,5 isn't 15: where people write a half like that, nobody means it.
    private static string? WithoutGroups(string text)
    {
        string[] groups = text.Split(['.', 'e', 'E'], 2)[0].Split(',');
        bool fit = groups.Length == 1
            || (groups[0].TrimStart('+', '-').Length is 1 or 2 or 3 && groups.Skip(1).All(group => group.Length == 3));
        return fit ? text.Replace(",", string.Empty, StringComparison.Ordinal) : null;
    }

    private static Int128 Saturated(BigInteger value) => Int128.CreateSaturating(value);
}
