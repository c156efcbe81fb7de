namespace PiPS.Engine.Benchmarking.Cores;

/// <summary>Who watches a core test. Every call comes on the thread that runs it; an exception from it ends the test.</summary>
public interface ICoreTestObserver
{
    /// <summary>How far the test is: four times a second at the most.</summary>
    void Progressed(CoreTestProgress progress);

    /// <summary>Something that the user may want to know at once, such as that a processor can't be tested any more.</summary>
    void Noticed(string message);
}
