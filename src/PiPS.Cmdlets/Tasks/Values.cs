using System.Collections;
using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks;

/// <summary>Takes typed values out of the dictionaries that cross between processes.</summary>
internal static class Values
{
    /// <exception cref="InvalidDataException">It isn't there, or is something else.</exception>
    public static T Get<T>(this IDictionary values, string key)
        => Plain(values[key]) is T value ? value : throw new InvalidDataException($"A task's {key} is missing.");

    /// <summary>A list, whatever the codec made of it.</summary>
    public static object?[] List(this IDictionary values, string key)
        => Plain(values[key]) is IEnumerable list ? [.. list.Cast<object?>()] : [];

    /// <summary>A dictionary with names for keys, whatever the codec made of it.</summary>
    public static Dictionary<string, object?> Names(this IDictionary values, string key, StringComparer? comparer = null)
    {
        Dictionary<string, object?> names = new(comparer ?? StringComparer.OrdinalIgnoreCase);

        if (Plain(values[key]) is IDictionary given)
        {
            foreach (DictionaryEntry entry in given)
            {
                names[(string)Plain(entry.Key)!] = entry.Value;
            }
        }

        return names;
    }

    /// <summary>The object without PowerShell's wrapper.</summary>
    public static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
