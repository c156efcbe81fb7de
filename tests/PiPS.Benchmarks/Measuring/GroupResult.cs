namespace PiPS.Benchmarks.Measuring;

/// <summary>What the rounds of a group gave.</summary>
internal sealed class GroupResult(BenchmarkGroup group, int rounds)
{
    private readonly OrderedDictionary<string, Series> _figures = [];

    public BenchmarkGroup Group => group;

    public int Rounds => rounds;

    public IEnumerable<KeyValuePair<string, Series>> Figures => _figures;

    /// <summary>Contenders that couldn't run, with the reason.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>Contenders that counted wrong hits.</summary>
    public List<string> WrongHits { get; } = [];

    /// <summary>Processors that other programs kept busy meanwhile; <see langword="null"/> if that can't be told.</summary>
    public double? OtherLoad { get; set; }

    public Series SeriesOf(string figure, Unit unit)
    {
        if (!_figures.TryGetValue(figure, out Series? series))
        {
            _figures.Add(figure, series = new(unit));
        }

        return series;
    }

    public Series? Find(string figure) => _figures.GetValueOrDefault(figure);
}
