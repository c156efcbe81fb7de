using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>Remove-SharedObject</c>: ends queues, pipes, objects, arrays and locks that the session and its workers share.</summary>
/// <remarks>
/// Whoever waits for one gets an error (SharedObjectRemoved), and so does whoever uses it later. All end with the session anyway. Give a list as
/// -InputObject: a pipeline would take its values.
/// </remarks>
/// <example>
/// <para>Remove one by its name</para>
/// <code>$null = New-SharedObject Dictionary -Name counts
/// Remove-SharedObject counts</code>
/// <para>Workers that use it get an error from now on.</para>
/// </example>
/// <example>
/// <para>Remove all queues</para>
/// <code>$queues = 1..3 | ForEach-Object { New-WorkerQueue -Name "work$_" }
/// Get-SharedObject work* | Remove-SharedObject</code>
/// <para>The names are free again.</para>
/// </example>
/// <seealso cref="GetSharedObjectCommand"/>
/// <seealso cref="NewSharedObjectCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsCommon.Remove, "SharedObject", SupportsShouldProcess = true, DefaultParameterSetName = NameSet)]
[OutputType(typeof(void))]
public sealed class RemoveSharedObjectCommand : PSCmdlet
{
    private const string NameSet = "Name";
    private const string ObjectSet = "Object";

    /// <summary><b>-Name</b>: names of those to remove; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SharedNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary><b>-InputObject</b>: what to remove.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ObjectSet)]
    [ArgumentCompleter(typeof(SharedObjectCompleter))]
    public SharedProxy[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (SharedProxy shared in Selected().Where(one => ShouldProcess(one.ToString(), "Remove")))
        {
            try
            {
                SessionShares.Current.Remove(shared);
            }
            catch (ShareException refused)
            {
                WriteError(ShareErrors.Refused(refused, shared));
            }
        }
    }

    private IReadOnlyList<SharedProxy> Selected()
    {
        try
        {
            return ParameterSetName == NameSet ? SharedSelection.Of(Name, WriteError) : InputObject;
        }
        catch (ShareException refused)
        {
            ThrowTerminatingError(ShareErrors.Refused(refused, Name));
            return [];
        }
    }
}
