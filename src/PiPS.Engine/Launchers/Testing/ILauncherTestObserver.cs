namespace PiPS.Engine.Launchers.Testing;

/// <summary>Told how a launcher's test goes on, on the thread that runs it. What it throws ends the test.</summary>
public interface ILauncherTestObserver
{
    /// <summary>A place was tried.</summary>
    void Tested(HostTest host);

    /// <summary>Some time has passed.</summary>
    void Progressed(LauncherTestProgress progress);
}
