using System.Diagnostics;
using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.Engine.Pools.Runs;

/// <summary>How long a worker has been on its item, without the time for which whoever takes the results made it wait.</summary>
/// <remarks>Exact to the time between two looks.</remarks>
internal sealed class ItemClock
{
    private long _looked = Stopwatch.GetTimestamp();
    private long _item = -1;
    private TimeSpan _held;

    /// <summary>Looks.</summary>
    /// <param name="mark">What the worker is on.</param>
    /// <param name="isHeldBack">Whether it waits for whoever takes the results.</param>
    /// <returns>How long it has been working on the item.</returns>
    public TimeSpan Look(ItemMark mark, bool isHeldBack)
    {
        TimeSpan since = Stopwatch.GetElapsedTime(_looked);
        _looked = Stopwatch.GetTimestamp();

        if (mark.Index != _item || mark.Running < _held)
        {
            _item = mark.Index;
            _held = TimeSpan.Zero;
        }

        _held += !isHeldBack ? TimeSpan.Zero : since < mark.Running ? since : mark.Running;
        return mark.Running - _held;
    }
}
