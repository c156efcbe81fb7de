namespace PiPS.Engine.Estimating;

/// <summary>Who watches a run. Every call comes on the thread that runs the estimate; an exception from it ends the run.</summary>
public interface IEstimateObserver
{
    /// <summary>How far the run is: four times a second at the most.</summary>
    void Progressed(EstimateProgress progress);

    /// <summary>Something that the user may want to know, such as that a worker was lost and replaced.</summary>
    void Noticed(string message);
}
