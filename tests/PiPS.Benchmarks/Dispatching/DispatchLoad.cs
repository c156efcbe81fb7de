namespace PiPS.Benchmarks.Dispatching;

/// <summary>Something that keeps many threads of this process busy with next to nothing, until it is ended.</summary>
internal abstract class DispatchLoad : IDisposable
{
    /// <summary>Whether all its workers are at work.</summary>
    public abstract bool IsUnderWay { get; }

    /// <summary>Items that ended by now.</summary>
    public abstract long Items { get; }

    /// <summary>Ends it, and waits until nothing of it is left.</summary>
    public abstract void Dispose();
}
