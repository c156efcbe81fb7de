using System.Collections;
using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Cmdlets.Tasks;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Sharing.Objects;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>New-SharedObject</c>: makes a dictionary, list, namespace, value or counter that the session and its workers share.</summary>
/// <remarks>
/// Use it as what it is: <c>$d['a']</c>, <c>$d.a</c>, <c>$d.Keys</c>; <c>$list[-1]</c>, <c>$list[1..3]</c>, <c>$list.Add(5)</c>; <c>$ns.Setting = 5</c>;
/// <c>$v.Value</c>. Give it to workers as an argument, by $using:, or within other values. Each of these is one step, but <c>$d.a++</c> is two, between
/// which another worker may come: Update-SharedObject makes it one. Values are copied: change a hashtable that you read, and you change the copy; set
/// it again, or make it a shared object, which may be within others.
/// </remarks>
/// <example>
/// <para>Let workers fill a dictionary</para>
/// <code>$lengths = New-SharedObject Dictionary
/// 'one', 'two', 'three' | Invoke-WorkerTask {
///     $lengths = $using:lengths
///     $lengths[$_] = $_.Length
/// }
/// $lengths.three</code>
/// <para>Gives 5.</para>
/// </example>
/// <example>
/// <para>Share settings that may change</para>
/// <code>$settings = New-SharedObject Namespace settings -InitialValue @{ Level = 1 }
/// $settings.Level = 2
/// Start-WorkerProcess { (Get-SharedObject settings).Level } |
///     Receive-Job -Wait</code>
/// <para>Gives 2.</para>
/// </example>
/// <seealso cref="UpdateSharedObjectCommand"/>
/// <seealso cref="GetSharedObjectCommand"/>
/// <seealso cref="RemoveSharedObjectCommand"/>
/// <seealso cref="NewSharedArrayCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsCommon.New, "SharedObject")]
[OutputType(typeof(SharedDictionary), typeof(SharedList), typeof(SharedNamespace), typeof(SharedValue), typeof(SharedCounter))]
public sealed class NewSharedObjectCommand : PSCmdlet
{
    /// <summary><b>-Type</b>: Dictionary (values by key), List (values by place), Namespace (values by name, as properties), Value (one value) or
    /// Counter (a number that many add to).</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [OneNameArgument(typeof(SharedObjectType))]
    [PSTypeName("PiPS.Cmdlets.Sharing.SharedObjectType")]
    [ArgumentCompleter(typeof(EnumCompleter<SharedObjectType>))]
    public Enum Type { get; set; } = SharedObjectType.Dictionary;

    /// <summary><b>-Name</b>: its name, for Get-SharedObject.</summary>
    /// <value>Dictionary1, List1 and so on</value>
    [Parameter(Position = 1)]
    public string Name { get; set; } = string.Empty;

    /// <summary><b>-InitialValue</b>: what it begins with: a dictionary for Dictionary and Namespace, any values for List, any value for Value, a
    /// number for Counter.</summary>
    /// <value>Nothing; 0 for Counter</value>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public object? InitialValue { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            WriteObject(Create(SessionShares.Current), enumerateCollection: false);
        }
        catch (ShareException refused)
        {
            ThrowTerminatingError(ShareErrors.Refused(refused, refused.Id == "SharedNameTaken" ? Name : InitialValue));
        }
        catch (UnencodableValueException refused)
        {
            ThrowTerminatingError(ShareErrors.ValueNotShared(refused, InitialValue));
        }
    }

    private SharedProxy Create(ShareSpace space) => (SharedObjectType)Type switch
    {
        SharedObjectType.Dictionary => SharedDictionary.Create(space, Name, Entries()),
        SharedObjectType.List => SharedList.Create(space, Name, LanguagePrimitives.GetEnumerable(InitialValue) ?? (InitialValue is null ? Array.Empty<object>() : new[] { InitialValue })),
        SharedObjectType.Namespace => SharedNamespace.Create(space, Name, Entries()),
        SharedObjectType.Value => SharedValue.Create(space, Name, InitialValue),
        SharedObjectType.Counter => SharedCounter.Create(space, Name, Number()),
        _ => throw new PSNotSupportedException($"There is no shared object of type {Type}."),
    };

    private long Number()
    {
        // PowerShell would round 1.5 to 2.
        if (!LanguagePrimitives.TryConvertTo(InitialValue ?? 0, out long number) || !LanguagePrimitives.TryConvertTo(InitialValue ?? 0, out decimal exact) || exact != number)
        {
            ThrowTerminatingError(ShareErrors.InitialValueNotANumber(InitialValue));
        }

        return number;
    }

    private IDictionary? Entries()
    {
        object? given = Values.Plain(InitialValue);

        if (given is not null and not IDictionary)
        {
            ThrowTerminatingError(ShareErrors.InitialValueNotADictionary((SharedObjectType)Type, given));
        }

        return given as IDictionary;
    }
}
