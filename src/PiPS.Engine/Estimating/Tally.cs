namespace PiPS.Engine.Estimating;

/// <summary>What came out of some trials. Sums don't depend on the order, which is what makes an estimate repeatable.</summary>
/// <param name="Trials">Trials counted, from 0.</param>
/// <param name="Hits">Those within the circle, 0 to <paramref name="Trials"/>.</param>
public readonly record struct Tally(long Trials, long Hits)
{
    /// <summary>Both together.</summary>
    public static Tally operator +(Tally left, Tally right) => new(left.Trials + right.Trials, left.Hits + right.Hits);
}
