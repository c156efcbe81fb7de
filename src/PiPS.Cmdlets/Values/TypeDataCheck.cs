using System.Management.Automation;

namespace PiPS.Cmdlets;

/// <summary>Whether type data computes properties of PSCustomObjects with some type names: a job would bring them along.</summary>
/// <remarks>
/// To ask costs ten times as much as to send such an object. So the last answer holds for a second: objects of a kind come one
/// after the other, and type data hardly ever changes.
/// </remarks>
internal static class TypeDataCheck
{
    private const int HoldMilliseconds = 1000;

    // A thread's runspace has the type data.
    [ThreadStatic]
    private static string[]? _names;

    [ThreadStatic]
    private static bool _computes;

    [ThreadStatic]
    private static long _asked;

    public static bool Computes(PSObject bag, string[] names)
    {
        long now = Environment.TickCount64;

        if (_names is null || now - _asked > HoldMilliseconds || !names.AsSpan().SequenceEqual(_names))
        {
            _computes = bag.Properties.Any(property => !property.IsInstance);
            _names = names;
            _asked = now;
        }

        return _computes;
    }
}
