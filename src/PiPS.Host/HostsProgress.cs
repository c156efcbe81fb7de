using PiPS.Engine.Launchers.Testing;

namespace PiPS.Host;

/// <summary>Prints rows as they come, and how the test goes on.</summary>
internal sealed class HostsProgress : ILauncherTestObserver
{
    private readonly TerminalProgress _progress;
    private readonly bool _isSilent;
    private bool _hasHead;

    /// <param name="progress">Where progress is shown.</param>
    /// <param name="isSilent">Whether rows are printed by somebody else.</param>
    public HostsProgress(TerminalProgress progress, bool isSilent)
    {
        _progress = progress;
        _isSilent = isSilent;
    }

    public void Progressed(LauncherTestProgress progress) => _progress.Progressed(progress);

    public void Tested(HostTest host)
    {
        if (_isSilent)
        {
            return;
        }

        _progress.Clear();

        if (!_hasHead)
        {
            _hasHead = true;
            Console.Out.WriteLine(HostsText.Head);
        }

        Console.Out.Write(HostsText.Write(host));
    }
}
