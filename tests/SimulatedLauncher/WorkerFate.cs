namespace PiPS.SimulatedLauncher;

/// <summary>What becomes of one worker, as its model draws it. One thread at a time asks.</summary>
internal sealed class WorkerFate
{
    private readonly LauncherModel _model;
    private readonly Random _random;
    private readonly double _speed;

    public WorkerFate(LauncherModel model, Random random)
    {
        _model = model;
        _random = random;
        _speed = model.Speed.Slowest + (random.NextDouble() * (model.Speed.Fastest - model.Speed.Slowest));
        StartUp = model.StartUp.Least + (random.NextDouble() * (model.StartUp.Most - model.StartUp.Least));
        DiesAtStart = random.NextDouble() < model.DeathsAtStart;
    }

    /// <summary>How long it takes to start, or to die of it.</summary>
    public TimeSpan StartUp { get; }

    public bool DiesAtStart { get; }

    /// <summary>How long it takes for so many trials.</summary>
    public TimeSpan Counting(long trials) => TimeSpan.FromSeconds(trials / (_model.Rate * _speed));

    /// <summary>How long it takes for an item.</summary>
    public TimeSpan Item => _model.ItemTime / _speed;

    /// <summary>What becomes of the next piece or item that it takes in hand.</summary>
    public WorkOutcome Next() => _random.NextDouble() switch
    {
        double drawn when drawn < _model.DeathsAtWork => WorkOutcome.Death,
        double drawn when drawn < _model.DeathsAtWork + _model.Silences => WorkOutcome.Silence,
        _ => WorkOutcome.Answer,
    };
}
