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
    private readonly Func<PSObject, Collection<string>> _names;

    public HiddenInstanceNotes(MethodInfo members, MethodInfo given, MethodInfo names)
    {
        _members = members.CreateDelegate<Getter<TMembers>>();
        _given = given.CreateDelegate<Getter<TNames>>();
        _names = names.CreateDelegate<Func<PSObject, Collection<string>>>();
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
}
