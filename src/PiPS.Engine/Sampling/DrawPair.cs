namespace PiPS.Engine.Sampling;

/// <summary>Two draws that make eight trials.</summary>
internal struct DrawPair
{
    /// <summary>A byte for each trial's x, of which the lowest 7 bits count.</summary>
    public ulong X;

    /// <summary>A byte for each trial's y.</summary>
    public ulong Y;

    /// <summary>The index of the first of the eight, counted from the first of the call.</summary>
    public long Trial;
}
