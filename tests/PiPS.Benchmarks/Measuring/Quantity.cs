namespace PiPS.Benchmarks.Measuring;

/// <summary>A figure, or a figure over a peer's, as the rounds gave it.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Peer">The figure to divide it by; <see langword="null"/> for the figure itself.</param>
internal sealed record Quantity(string Figure, string? Peer = null)
{
    /// <summary>What the ratio is divided by, as by the number of workers for their efficiency.</summary>
    public double Divisor { get; init; } = 1.0;

    /// <summary>What it is called.</summary>
    public string Label { get; init; } = Peer is null ? Figure : $"{Figure} / {Peer}";

    /// <returns>Nothing if a figure wasn't measured.</returns>
    public Spread? In(GroupResult result) => (result.Find(Figure), Peer is null ? null : result.Find(Peer)) switch
    {
        (Series figure, Series peer) => figure.Over(peer, Divisor),
        (Series figure, null) when Peer is null => figure.Spread,
        _ => null,
    };

    /// <returns>Nothing if the figure wasn't measured.</returns>
    public Unit? UnitIn(GroupResult result) => result.Find(Figure)?.Unit is Unit unit ? Peer is null ? unit : unit.Ratio : null;
}
