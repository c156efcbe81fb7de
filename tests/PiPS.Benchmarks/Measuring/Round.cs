namespace PiPS.Benchmarks.Measuring;

/// <summary>One turn of all contenders of a group. The first warms up and is thrown away.</summary>
internal sealed class Round(GroupResult result, int number)
{
    /// <summary>Whether nothing of it is kept.</summary>
    public bool IsWarmUp => number == 0;

    /// <summary>Keeps a figure.</summary>
    public void Enter(string figure, Unit unit, double value)
    {
        if (!IsWarmUp)
        {
            result.SeriesOf(figure, unit).Enter(number, value);
        }
    }
}
