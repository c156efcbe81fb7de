namespace PiPS.Engine.Benchmarking.Scaling;

/// <summary>The same work gave other hits: the machine miscounts.</summary>
public sealed class MiscountException : Exception
{
    internal MiscountException(string message)
        : base(message)
    {
    }

    /// <summary>What to do, as a sentence.</summary>
    public static string Advice => "A processor or the memory is broken, or overclocked too far. Test-PiCore (pips cores) finds the processor; don't trust this machine's results until then.";
}
