using System.Management.Automation;
using PiPS.Engine.Estimating;
using PiPS.Engine.Files;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary>A cmdlet that writes what it is given to a file: whole or not at all, and over no other unless told.</summary>
public abstract class ExportingCmdlet : PSCmdlet
{
    /// <summary><b>-Path</b>: the file to write; wildcards are characters like others.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath", "LP")]
    public string Path { get; set; } = string.Empty;

    /// <summary><b>-Force</b>: replaces a file that is there already.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary><b>-NoClobber</b>: replaces no file, also with -Force. Without -Force none is replaced anyway.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>The file's whole path.</summary>
    private protected string FullPath { get; private set; } = string.Empty;

    /// <summary>Whether a file that is there is replaced.</summary>
    private protected bool Overwrite => Force && !NoClobber;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Try(() =>
    {
        FullPath = FilePath.Resolve(this, Path);

        // Before whoever is asked for input works an hour for it.
        Begin();
        WholeFile.ThrowIfRefused(FullPath, Overwrite);
    });

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Try(Take);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Try(Finish);

    /// <summary>Checks what was asked for.</summary>
    private protected abstract void Begin();

    /// <summary>Takes the next input.</summary>
    private protected abstract void Take();

    /// <summary>Writes the file.</summary>
    private protected abstract void Finish();

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (InvalidOptionException refused)
        {
            ThrowTerminatingError(BaselineErrors.Refused(refused));
        }
    }
}
