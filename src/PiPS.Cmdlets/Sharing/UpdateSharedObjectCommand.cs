using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PiPS.Cmdlets.Completion;
using PiPS.Cmdlets.Pools;
using PiPS.Engine.Sharing;
using PiPS.Engine.Sharing.Objects;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets.Sharing;

/// <summary><c>Update-SharedObject</c>: changes a shared value by a script block, while nobody else changes it.</summary>
/// <remarks>
/// The script block runs once, in the caller's scope, with the present value as $_ ($null if there is none); what it puts out is the new value: nothing
/// is $null, several objects are an array, and a comma before an array keeps that whole: <c>{ , @($_) }</c>. If it throws, or its worker dies, the value stays.
/// Others who update or set the same wait meanwhile, in their order; who reads it gets the old value at once.
/// <para>
/// Without -Key it is about the whole: of a list, $_ is an array, and the output are the new values; of a dictionary or a namespace, $_ is a copy in order,
/// and the output a dictionary, or nothing if the copy was changed. An update within an update of the same is an error, as it would wait for itself. So is
/// one within the update of another key, if that one's updater waits for this; updates of different objects within each other should have -TimeoutSeconds.
/// </para>
/// </remarks>
/// <example>
/// <para>Count without losing any</para>
/// <code>$d = New-SharedObject Dictionary
/// 1..1000 | Invoke-WorkerTask { Update-SharedObject $using:d hits { $_ + 1 } }
/// $d.hits</code>
/// <para>Gives 1000, however many workers there are.</para>
/// </example>
/// <example>
/// <para>Change several keys at once</para>
/// <code>$account = New-SharedObject Dictionary -InitialValue @{ me = 9; you = 0 }
/// Update-SharedObject $account { $_.me -= 5; $_.you += 5 }</code>
/// <para>Nobody sees one changed and the other not.</para>
/// </example>
/// <example>
/// <para>Sort a list by what you choose</para>
/// <code>$processes = Get-Process | Select-Object Name, Id
/// $list = New-SharedObject List -InitialValue $processes
/// Update-SharedObject $list { $_ | Sort-Object Id }</code>
/// <para>The list has the same values in another order.</para>
/// </example>
/// <seealso cref="NewSharedObjectCommand"/>
/// <seealso cref="UseWorkerLockCommand"/>
/// <seealso>about_PiPS_Sharing</seealso>
/// <returns>Nothing; with -PassThru, the new value.</returns>
[Cmdlet(VerbsData.Update, "SharedObject")]
[OutputType(typeof(object))]
public sealed class UpdateSharedObjectCommand : StoppableCmdlet
{
    // ForEach-Object runs a script as a user expects: in the caller's scope, with $_. PowerShell parses this once.
    private const string Runner = ", @(Microsoft.PowerShell.Core\\ForEach-Object -InputObject $args[1] -Process $args[0])";

    /// <summary><b>-InputObject</b>: the dictionary, list, namespace or value.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(SharedObjectCompleter))]
    public SharedProxy InputObject { get; set; } = null!;

    /// <summary><b>-Key</b>: of a dictionary the key, of a namespace the name, of a list the index. The script block may come in its place.</summary>
    /// <value>The whole</value>
    [Parameter(Position = 1)]
    public object? Key { get; set; }

    /// <summary><b>-ScriptBlock</b>: takes the present value as $_, and puts out the new one. It has to be given, here or in the place of -Key.</summary>
    [Parameter(Position = 2)]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary><b>-TimeoutSeconds</b>: the longest to wait while others update the same; then it is an error, and the script block doesn't run.</summary>
    /// <value>No limit</value>
    [Parameter]
    public double? TimeoutSeconds { get; set; }

    /// <summary><b>-PassThru</b>: puts out the new value.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (TimeoutSeconds is double seconds && !(seconds >= 0.0 && seconds <= 1e8))
        {
            ThrowTerminatingError(Errors.InvalidOption(PoolErrors.TimeoutOutOfRange(seconds)));
        }

        object? key = Key is PSObject wrapper ? wrapper.BaseObject : Key;

        if (ScriptBlock is null && key is ScriptBlock)
        {
            (ScriptBlock, key) = ((ScriptBlock)key, null);
        }

        if (ScriptBlock is null)
        {
            ThrowTerminatingError(ShareErrors.UpdateScriptMissing(key));
        }

        if (InputObject is not SharedObject shared)
        {
            ThrowTerminatingError(ShareErrors.NotUpdatable(InputObject));
            return;
        }

        try
        {
            Change(shared, key);
        }
        catch (ShareException refused)
        {
            ThrowTerminatingError(ShareErrors.Refused(refused, shared));
        }
        catch (UnencodableValueException refused)
        {
            ThrowTerminatingError(ShareErrors.ValueNotShared(refused, shared));
        }
    }

    private void Change(SharedObject shared, object? key)
    {
        TimeSpan? limit = TimeoutSeconds is double seconds ? TimeSpan.FromSeconds(seconds) : null;
        using SharedUpdate? update = shared.BeginUpdate(key, limit, Stop);

        // It may have been given just as it was no longer wanted.
        if (Stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        if (update is null)
        {
            ThrowTerminatingError(ShareErrors.UpdateTimedOut(shared, key, TimeoutSeconds!.Value));
        }

        Collection<PSObject?> output = InvokeCommand.InvokeScript(
            Runner, useNewScope: false, PipelineResultTypes.Error, null, ScriptBlock, update!.Value);
        object? value = New(shared, isWhole: key is null, update.Value, output);
        update.Complete(value);

        if (PassThru)
        {
            WriteObject(value, enumerateCollection: false);
        }
    }

    private static object? New(SharedObject shared, bool isWhole, object? present, Collection<PSObject?> output) => output.Count switch
    {
        _ when isWhole && shared is SharedList => output.ToArray<object?>(),
        0 => isWhole && shared is SharedDictionary ? present : null,
        1 => isWhole && shared is SharedDictionary ? output[0]?.BaseObject : output[0],
        _ => output.ToArray<object?>(),
    };
}
