using System.Globalization;
using PiPS.Engine.Values;

namespace PiPS.Engine.Pools.Logging;

/// <summary>Where a run's log is, and how its items are known.</summary>
public sealed record TaskLogOptions
{
    /// <summary>The file's whole path.</summary>
    public required string Path { get; init; }

    /// <summary>The script's text: the same item is another one for another script.</summary>
    public required string Script { get; init; }

    /// <summary>What the log from before decides.</summary>
    public ResumeMode Resume { get; init; }

    /// <summary>
    /// What knows the shell's values, and how they are the same in another session. Without it, items are plain values.
    /// Called on the thread that offers items.
    /// </summary>
    public IForeignCodec? Foreign { get; init; }

    /// <summary>An item as a person knows it; nothing if that can't be told. Called on the thread that offers items; it must not throw.</summary>
    public Func<object?, string?> Show { get; init; } = item => Convert.ToString(item, CultureInfo.InvariantCulture);

    /// <summary>An error that a script wrote, as a sentence. Called on the log's own thread; it must not throw.</summary>
    public Func<object, string?>? Describe { get; init; }
}
