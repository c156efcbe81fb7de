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
    /// <param name="decides">
    /// Whether a column's classes may be used; where not, all its cells count as undecided, which costs nothing but time.
    /// </param>
    internal DecisionTables(Func<int, bool> decides)
    {
        for (int x = 0; x < Columns; x++)
        {
            for (int y = 0; y < Rows; y++)
            {
                Classes[(Rows * x) + y] = decides(x) ? Classify(x, y) : Undecided;
            }

            ReadOnlySpan<byte> column = new(Classes + (Rows * x), Rows);
            Bounds[x] = (byte)column.IndexOfAnyExcept(Inside);
            Bounds[Columns + x] = (byte)(column.Count(Undecided) - 1);
        }

        (InsideBelow, OutsideFrom) = BoundNorms();
    }

    /// <summary>The tables for every use but tests.</summary>
    public static DecisionTables Shared { get; } = new(_ => true);

    /// <summary>Classes: x selects 256 bytes, y one of them.</summary>
    public byte* Classes => _memory.Pointer;

    /// <summary>For each x the first y that isn't inside; then, for each, how many behind that one are undecided too.</summary>
    /// <remarks>The circle cuts every column, in one run of cells; so 0 to 255 further ones say all, in a byte.</remarks>
    public byte* Bounds => _memory.Pointer + (Columns * Rows);

    /// <summary>A cell with a smaller x^2 + (y/2)^2 (in whole numbers) is inside.</summary>
    public int InsideBelow { get; }

    /// <summary>A cell with this x^2 + (y/2)^2 (in whole numbers) or more is outside. At most 127^2 + 127^2 + 1.</summary>
    public int OutsideFrom { get; }

    private static byte Classify(int x, int y)
    {
        // The cell's corner nearest to the origin has all low-order bits 0, the farthest has them all 1.
        bool nearest = TrialRule.IsHit((ulong)x, (ulong)y, 0);
        bool farthest = TrialRule.IsHit((ulong)x, (ulong)y, ulong.MaxValue);
        return farthest ? Inside : nearest ? Undecided : Outside;
    }

    private (int InsideBelow, int OutsideFrom) BoundNorms()
    {
        int insideBelow = int.MaxValue;
        int outsideFrom = 0;

        for (int x = 0; x < Columns; x++)
        {
            for (int y = 0; y < Rows; y++)
            {
                int norm = (x * x) + (y / 2 * (y / 2));
                byte cell = Classes[(Rows * x) + y];
                insideBelow = cell == Inside ? insideBelow : int.Min(insideBelow, norm);
                outsideFrom = cell == Outside ? outsideFrom : int.Max(outsideFrom, norm + 1);
            }
        }

        return (insideBelow, outsideFrom);
    }
}
