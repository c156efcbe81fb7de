using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Runspaces;
using PiPS.Engine.Sharing;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets;

/// <summary>PowerShell's part of the codec: what a worker gets and returns is what a job would, but faster, and whole.</summary>
/// <remarks>
/// PSCustomObjects that have notes alone, and plain values with notes (lines of Get-Content), are taken apart, and are made
/// anew on the other side, under the same type names (a job puts "Deserialized." before them). Enums are <see cref="EnumForm"/>,
/// drives and providers <see cref="RecurringForm"/>. The rest is PowerShell's XML, as in jobs: at depth 1, which is
/// remoting's. Notes, collections and dictionaries cost no depth there, so that nested PSCustomObjects are whole; other
/// objects have their properties, whose own objects become strings; and type data can say otherwise.
/// <para>
/// Make it and encode on a thread that has a runspace: type data and script properties are the runspace's. Decode anywhere. Outside Windows a secure
/// string isn't encrypted on its way, as by PowerShell's Export-Clixml; on Windows it is, for the same user there alone.
/// </para>
/// </remarks>
public sealed class PowerShellCodec : IForeignCodec
{
    private static readonly PSObject Nothing = AutomationNull.Value;

    // What PowerShell adds itself once an object was asked for it.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "psobject", "psbase", "psadapted", "psextended", "pstypenames",
    };

    private readonly RecurringForm _recurring = new();
    private readonly Runspace? _home = Runspace.DefaultRunspace;

    /// <inheritdoc/>
    public object? Unwrap(object? value)
    {
        while (value is PSObject wrapper)
        {
            object core = wrapper.ImmediateBaseObject;

            if (core is SharedProxy)
            {
                // It is the same object there; what was tied to it here isn't part of it.
                return core;
            }

            if (core is PSCustomObject || IsMore(wrapper, core))
            {
                return ReferenceEquals(wrapper, Nothing) ? null : wrapper;
            }

            value = core;
        }

        return value is ICollection and not SharedProxy && IsMore(value, value) ? PSObject.AsPSObject(value) : value;
    }

    /// <inheritdoc/>
    public bool TryTakeApart(object value, out RecordHead head, List<Field> fields)
    {
        head = default;

        if (value.GetType() != typeof(PSObject) || InstanceNotes.Current is not InstanceNotes notes)
        {
            return false;
        }

        PSObject whole = (PSObject)value;
        object? core = whole.ImmediateBaseObject is PSCustomObject ? null : whole.ImmediateBaseObject;

        if (core is not null && !CompactCodec.IsScalar(core.GetType()))
        {
            return false;
        }

        Collection<string> all = notes.TypeNames(whole);
        string[] names = IsUsual(all, core?.GetType() ?? typeof(PSCustomObject)) ? [] : [.. all];

        if (core is null && names.Length > 0 && TypeDataCheck.Computes(whole, names))
        {
            return false;
        }

        head = new(core, names);
        return !notes.TryGetMembers(whole, out IEnumerable<PSMemberInfo>? members) || TryAdd(members, fields);
    }

    /// <inheritdoc/>
    public object CreateRecord(in RecordHead head)
    {
        PSObject record = head.Core is null ? new() : new(head.Core);

        if (head.TypeNames.Count == 0)
        {
            return record;
        }

        if (head.Core is null && InstanceNotes.Current is InstanceNotes notes)
        {
            notes.SetTypeNames(record, head.TypeNames);
            return record;
        }

        record.TypeNames.Clear();

        foreach (string name in head.TypeNames)
        {
            record.TypeNames.Add(name);
        }

        return record;
    }

    /// <inheritdoc/>
    public void AddField(object record, string name, object? value)
        => ((PSObject)record).Properties.Add(new PSNoteProperty(name, value), preValidated: true);

    /// <inheritdoc/>
    public byte[] Encode(object value) => value switch
    {
        Enum number => EnumForm.Encode(number),
        _ when RecurringForm.Knows(value) => _recurring.Encode(value),
        _ => ClixmlForm.Encode(value),
    };

    /// <inheritdoc/>
    public object? Decode(ReadOnlySpan<byte> bytes) => bytes is [byte begin, ..]
        ? begin switch
        {
            EnumForm.Begin => EnumForm.Decode(bytes),
            RecurringForm.Begin => _recurring.Decode(bytes),
            ClixmlForm.Begin => Decode(bytes, _home),
            _ => throw new FormatException($"A value begins with {begin}."),
        }
        : throw new FormatException("A value has no bytes.");

    // What makes live objects of some, credentials for one, is PowerShell's type data, which a thread has from its runspace.
    private static object? Decode(ReadOnlySpan<byte> bytes, Runspace? home)
    {
        if (Runspace.DefaultRunspace is not null || home is not { RunspaceStateInfo.State: RunspaceState.Opened })
        {
            return ClixmlForm.Decode(bytes);
        }

        Runspace.DefaultRunspace = home;

        try
        {
            return ClixmlForm.Decode(bytes);
        }
        finally
        {
            Runspace.DefaultRunspace = null;
        }
    }

    private static bool TryAdd(IEnumerable<PSMemberInfo> members, List<Field> fields)
    {
        int first = fields.Count;

        foreach (PSMemberInfo member in members)
        {
            if (member.GetType() == typeof(PSNoteProperty))
            {
                fields.Add(new(member.Name, member.Value));
            }
            else if (!Reserved.Contains(member.Name))
            {
                // Script properties are computed by PowerShell, and what a job deserialized has methods of PowerShell's own.
                fields.RemoveRange(first, fields.Count - first);
                return false;
            }
        }

        return true;
    }

    private static bool IsMore(object value, object core)
    {
        if (InstanceNotes.Current is not InstanceNotes notes)
        {
            return value is PSObject;
        }

        return (notes.TryGetMembers(value, out IEnumerable<PSMemberInfo>? members)
                && members.Any(member => !Reserved.Contains(member.Name)))
            || (notes.TryGetTypeNames(value, out Collection<string>? names) && !IsUsual(names, core.GetType()));
    }

    private static bool IsUsual(Collection<string> names, Type type)
    {
        int index = 0;

        for (Type? next = type; next is not null; next = next.BaseType)
        {
            if (index == names.Count || names[index++] != next.FullName)
            {
                return false;
            }
        }

        return index == names.Count;
    }
}
