namespace PiPS.Cmdlets.Tasks;

/// <summary>What stands in an item's place while the script runs outside of any: a pseudo item.</summary>
public sealed class TaskPhase
{
    private readonly string _name;

    private TaskPhase(string name)
    {
        _name = name;
    }

    /// <summary>The script's <c>begin</c> block. It runs before the first item, and again after an item that failed.</summary>
    public static TaskPhase Beginning { get; } = new("begin");

    /// <summary>The script's <c>end</c> block. It runs once, after the last item.</summary>
    public static TaskPhase Ending { get; } = new("end");

    /// <inheritdoc/>
    public override string ToString() => _name;
}
