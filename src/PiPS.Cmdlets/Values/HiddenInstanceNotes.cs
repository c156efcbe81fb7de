using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Reflection;

namespace PiPS.Cmdlets;

/// <summary>What PowerShell ties to one object, where PowerShell's own collections have names.</summary>
/// <typeparam name="TMembers">What holds an object's members.</typeparam>
/// <typeparam name="TNames">What holds its types' names.</typeparam>
internal sealed class HiddenInstanceNotes<TMembers, TNames> : InstanceNotes
    where TMembers : class, IEnumerable<PSMemberInfo>
    where TNames : Collection<string>
{
    private readonly Getter<TMembers> _members;
    private readonly Getter<TNames> _given;
    private readonly Func<PSObject, TNames> _names;
    private readonly Action<PSObject, TNames> _setNames;
    private TNames _last;

    public HiddenInstanceNotes(MethodInfo members, MethodInfo given, PropertyInfo names)
    {
        _members = members.CreateDelegate<Getter<TMembers>>();
        _given = given.CreateDelegate<Getter<TNames>>();
        _names = names.GetMethod!.CreateDelegate<Func<PSObject, TNames>>();
        _setNames = names.SetMethod!.CreateDelegate<Action<PSObject, TNames>>();
        _last = Share([]);
    }

    private delegate bool Getter<T>(object value, out T? found);

    public override bool TryGetMembers(object value, [NotNullWhen(true)] out IEnumerable<PSMemberInfo>? members)
    {
        bool any = _members(value, out TMembers? found);
        members = found;
        return any;
    }

    public override bool TryGetTypeNames(object value, [NotNullWhen(true)] out Collection<string>? names)
    {
        bool any = _given(value, out TNames? found);
        names = found;
        return any;
    }

    public override Collection<string> TypeNames(PSObject value) => _names(value);

    public override void SetTypeNames(PSObject bag, IReadOnlyList<string> names)
    {
        TNames shared = _last;

        if (!shared.SequenceEqual(names))
        {
            _last = shared = Share(names);
        }

        _setNames(bag, shared);
    }

    private static TNames Share(IReadOnlyList<string> names) => (TNames)Activator.CreateInstance(
        typeof(TNames), BindingFlags.NonPublic | BindingFlags.Instance, null, [names, /* can't be changed */ true], null)!;
}
