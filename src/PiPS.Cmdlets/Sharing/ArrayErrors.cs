using System.Globalization;
using PiPS.Engine.Estimating;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Memory;

namespace PiPS.Cmdlets.Sharing;

/// <summary>Every refusal of an option of New-SharedArray: one method each, named as the error's id.</summary>
internal static class ArrayErrors
{
    public static InvalidOptionException ArrayLengthOutOfRange(object? given) => new(
        nameof(ArrayLengthOutOfRange), given, $"The length of a shared array has to be 1 or more, and its bytes a number of 62 bits; {Shown(given)} isn't in that range.",
        "Give the number of elements, such as 1000 or 1e6.");

    public static InvalidOptionException ArrayLengthMissing() => new(
        nameof(ArrayLengthMissing), null, "A shared array needs a length, or values to begin with.",
        "Give -Length, such as 1000, or -InitialValue.");

    public static InvalidOptionException InitialValueTooLong(long values, long length) => new(
        nameof(InitialValueTooLong), values, Said($"There are {values:N0} initial values for an array of {length:N0} elements."),
        "Give no more values than the array has elements, or leave out -Length.");

    public static InvalidOptionException InitialValueNotConverted(object? given, SharedElement type, string why) => new(
        nameof(InitialValueNotConverted), given, $"An initial value can't be a {type}: {why}",
        "Give numbers in that type's range, or choose another -Type, such as Double.");

    /// <summary>Why the engine couldn't make it, under its own id.</summary>
    public static InvalidOptionException NotMade(ShareException refused, object? given) => new(refused.Id, given, refused.Problem, refused.Advice);

    private static string Shown(object? given) => given switch
    {
        null => "nothing",
        string text => $"'{text}'",
        Array => "a list of several",
        _ => Convert.ToString(given, CultureInfo.InvariantCulture) ?? "nothing",
    };

    private static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
