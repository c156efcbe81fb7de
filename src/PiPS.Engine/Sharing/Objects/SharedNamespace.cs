using System.Collections;
using System.Diagnostics.CodeAnalysis;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing.Objects;

/// <summary>Names with values, as properties, that a session and its workers share.</summary>
/// <remarks>A dictionary whose keys are strings, and of which a property is always a name's value: never the dictionary's own, such as Count.</remarks>
[SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "It is one.")]
[SuppressMessage("Design", "CA1010:Generic interface should also be implemented", Justification = "A shell has keys and values of any type.")]
public sealed class SharedNamespace : SharedDictionary
{
    internal SharedNamespace(ShareSpace space, in SharedReference reference)
        : base(space, reference)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="space">Where.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <param name="entries">Its first names and values.</param>
    /// <exception cref="ShareException">The name is taken, or a key isn't a string.</exception>
    public static new SharedNamespace Create(ShareSpace space, string name = "", IDictionary? entries = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        return (SharedNamespace)space.Create(
            SharedKind.Namespace, name, entries is null ? [] : Packing.Entries(space, entries, (target, key) => WriteName(target, space, key)));
    }

    /// <summary>The names that there are now.</summary>
    public IReadOnlyList<string> GetNames() => [.. Keys.Cast<string>()];

    private protected override void WriteKey(ByteWriter target, object? key) => WriteName(target, Space, key);

    private static void WriteName(ByteWriter target, ShareSpace space, object? key)
    {
        if (key is string text)
        {
            TextForm.Write(target, text);
            return;
        }

        // It may be a shell's wrapper around one.
        ByteWriter name = new(64);
        KeyForm.Write(name, space, key);
        TextForm.Write(target, space.Decode(name.Bytes.ToArray()) as string ?? throw ShareRefusals.SharedNameNotText(key));
    }
}
