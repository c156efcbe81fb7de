using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Reflection;

namespace PiPS.Cmdlets;

/// <summary>What PowerShell ties to one object: members of its own, and names of types.</summary>
/// <remarks>
/// Objects without a wrapper can have some too: PowerShell finds them again once it wraps the object.
/// PowerShell's serializer looks there, but nothing public does at less than some microseconds an object. So this asks the
/// methods that PowerShell asks itself. A PowerShell that has them no longer gives <see cref="Current"/> null.
/// </remarks>
internal abstract class InstanceNotes
{
    /// <summary>This PowerShell's.</summary>
    public static InstanceNotes? Current { get; } = Find();

    /// <summary>The members that were added to one object.</summary>
    public abstract bool TryGetMembers(object value, [NotNullWhen(true)] out IEnumerable<PSMemberInfo>? members);

    /// <summary>The names of types that one object was given, if it was asked for them or given any.</summary>
    public abstract bool TryGetTypeNames(object value, [NotNullWhen(true)] out Collection<string>? names);

    /// <summary>The names of an object's types, given or not.</summary>
    public abstract Collection<string> TypeNames(PSObject value);

    /// <summary>Gives a new PSCustomObject the names of its types; PowerShell copies them before it changes any.</summary>
    /// <remarks>Its public way costs three times as much as the rest of such an object.</remarks>
    public abstract void SetTypeNames(PSObject bag, IReadOnlyList<string> names);

    private static InstanceNotes? Find()
    {
        const BindingFlags Hidden = BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

        try
        {
            MethodInfo? members = typeof(PSObject).GetMethod("HasInstanceMembers", Hidden);
            MethodInfo? given = typeof(PSObject).GetMethod("HasInstanceTypeName", Hidden);
            PropertyInfo? names = typeof(PSObject).GetProperty("InternalTypeNames", Hidden);

            return members is null || given is null || names is null
                ? null
                : (InstanceNotes?)Activator.CreateInstance(
                    typeof(HiddenInstanceNotes<,>).MakeGenericType(Found(members), Found(given)), members, given, names);
        }
        catch (Exception other) when (other is AmbiguousMatchException or ArgumentException or TargetInvocationException)
        {
            // They have other parameters.
            return null;
        }
    }

    private static Type Found(MethodInfo method)
        => method.GetParameters().LastOrDefault()?.ParameterType.GetElementType() ?? typeof(object);
}
