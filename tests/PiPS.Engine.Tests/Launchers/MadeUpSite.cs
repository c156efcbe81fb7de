using PiPS.Engine.Launchers;
using PiPS.Engine.Tests.Workers;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>The hosts of a <see cref="MadeUpLauncher"/>.</summary>
internal sealed class MadeUpSite : LaunchSite
{
    private readonly MadeUpLauncher _launcher;
    private volatile bool _isClosing;

    public MadeUpSite(MadeUpLauncher launcher)
        : base(launcher)
    {
        _launcher = launcher;
    }

    public override int? SlotsPerPlace => _launcher.Slots;

    public override bool IsClosing => _isClosing;

    public override WorkerCommand Carry(string place, IReadOnlyList<string> program)
        => Carrier("/bin/sh", "-c", $"worker() {{ \"$0\" worker \"$@\"; }}; {_launcher.Scripts[place]}", Estimates.Pips.FileName);

    public override LaunchFailure Explain(string place, int? exitCode, bool saidHello, string lastWords)
        => saidHello ? LaunchFailure.Lost : LaunchFailure.NoHello(place);

    public override void Avoid(string host)
    {
        lock (_launcher.Avoided)
        {
            _launcher.Avoided.Add(host);
        }
    }

    public override void Draining() => _isClosing = _launcher.EndsWithDraining;
}
