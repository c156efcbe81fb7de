using System.Management.Automation;
using PiPS.Cmdlets.Completion;
using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>Get-SharedObject</c>: gets the queues, pipes, objects, arrays and locks that the session and its workers share.</summary>
/// <remarks>
/// It shows a line for each: name, type and state. What comes out are the shared objects themselves: <c>(Get-SharedObject counts).hits</c>. So
/// a worker finds by its name what it wasn't given.
/// </remarks>
/// <example>
/// <para>See what there is</para>
/// <code>$null = New-SharedObject Dictionary -Name counts -InitialValue @{ hits = 5 }
/// Get-SharedObject</code>
/// <para>Shows counts, a Dictionary with 1 key.</para>
/// </example>
/// <example>
/// <para>Find one in a worker</para>
/// <code>$null = New-SharedObject Dictionary -Name counts
/// 1..100 | Invoke-WorkerTask {
///     Update-SharedObject (Get-SharedObject counts) hits { $_ + 1 }
/// }
/// (Get-SharedObject counts).hits</code>
/// <para>Gives 100.</para>
/// </example>
/// <seealso cref="NewSharedObjectCommand"/>
/// <seealso cref="RemoveSharedObjectCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
[Cmdlet(VerbsCommon.Get, "SharedObject")]
[OutputType(typeof(SharedProxy))]
public sealed class GetSharedObjectCommand : PSCmdlet
{
    /// <summary>Has them shown in a line each, where by themselves a dictionary or a list shows what is in it.</summary>
    private const string ViewName = "PiPS.SharedObject";

    /// <summary><b>-Name</b>: names of those to get; wildcards are allowed.</summary>
    /// <value>All</value>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SharedNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            foreach (SharedProxy shared in SharedSelection.Of(Name, WriteError))
            {
                PSObject shown = new(shared);
                shown.TypeNames.Insert(0, ViewName);
                WriteObject(shown, enumerateCollection: false);
            }
        }
        catch (ShareException refused)
        {
            ThrowTerminatingError(ShareErrors.Refused(refused, Name));
        }
    }
}
