namespace PiPS.Engine.Sampling;

/// <summary>Which cells of leading bits (7 of x by 8 of y) the circle leaves whole: inside, outside, or undecided.</summary>
internal sealed unsafe class DecisionTables
{
    /// <summary>Columns: values of x.</summary>
    public const int Columns = 128;

    /// <summary>Rows: values of y.</summary>
    public const int Rows = 256;

    /// <summary>Class of a cell none of whose trials hits.</summary>
    public const byte Outside = 0;

    /// <summary>Class of a cell all of whose trials hit.</summary>
    public const byte Inside = 1;

    /// <summary>Class of a cell that the circle cuts. Eight trials' classes can be summed: hits fill the low 4 bits.</summary>
    public const byte Undecided = 16;

    private readonly PinnedMemory _memory = new((Columns * Rows) + (2 * Columns));

    /// <summary>Fills the tables.</summary>
    /// <param name="decides">Whether a cell's class may be used; where it isn't, the cell counts as undecided.</param>
    internal DecisionTables(Func<int, int, bool> decides)
    {
        for (int x = 0; x < Columns; x++)
        {
            for (int y = 0; y < Rows; y++)
            {
                Classes[(Rows * x) + y] = decides(x, y) ? Classify(x, y) : Undecided;
            }

            ReadOnlySpan<byte> column = new(Classes + (Rows * x), Rows);
            Bounds[x] = (byte)column.IndexOfAnyExcept(Inside);
            Bounds[Columns + x] = (byte)column.Count(Undecided);
        }
    }

    /// <summary>The tables for every use but tests.</summary>
    public static DecisionTables Shared { get; } = new((_, _) => true);

    /// <summary>Classes: x selects 256 bytes, y one of them.</summary>
    public byte* Classes => _memory.Pointer;

    /// <summary>For each x the first y that isn't inside, then for each x how many from there on are undecided.</summary>
    public byte* Bounds => _memory.Pointer + (Columns * Rows);

    private static byte Classify(int x, int y)
    {
        // The cell's corner nearest to the origin has all low-order bits 0, the farthest has them all 1.
        bool nearest = TrialRule.IsHit((ulong)x, (ulong)y, 0);
        bool farthest = TrialRule.IsHit((ulong)x, (ulong)y, ulong.MaxValue);
        return farthest ? Inside : nearest ? Undecided : Outside;
    }
}
