namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>Who watches a sweep. Every call comes on the thread that runs it; an exception from it ends the sweep.</summary>
public interface IScalingObserver
{
    /// <summary>How far the sweep is: at the start of each run, and then four times a second at the most.</summary>
    void Progressed(ScalingProgress progress);

    /// <summary>Something that the user may want to know, such as that the spread didn't get small.</summary>
    void Noticed(string message);
}
