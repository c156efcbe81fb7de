using PiPS.Engine.Sampling;

namespace PiPS.Engine.Tests.Sampling;

/// <summary>What a cell's leading bits decide, against exact geometry.</summary>
public sealed unsafe class DecisionTablesTests
{
    private readonly DecisionTables _tables = DecisionTables.Shared;

    [Fact]
    public void Classes_follow_from_the_corners_of_the_cells()
        => ForEachCell((x, y) =>
        {
            // Cells in units of 1/256: 2 wide, 1 high. The outermost trials' centres are 2^-31 inside of the corners.
            double margin = 1.0 / (1 << 23);
            double nearest = Math.Pow((2 * x) + margin, 2) + Math.Pow(y + margin, 2);
            double farthest = Math.Pow((2 * x) + 2 - margin, 2) + Math.Pow(y + 1 - margin, 2);
            byte expected = farthest < 65_536 ? DecisionTables.Inside
                : nearest < 65_536 ? DecisionTables.Undecided
                : DecisionTables.Outside;
            Assert.Equal(expected, Class(x, y));
        });

    [Fact]
    public void Bounds_say_what_the_classes_say()
        => ForEachCell((x, y) =>
        {
            int over = (byte)(y - _tables.Bounds[x]);
            byte expected = y < _tables.Bounds[x] ? DecisionTables.Inside
                : over <= _tables.Bounds[DecisionTables.Columns + x] ? DecisionTables.Undecided
                : DecisionTables.Outside;
            Assert.Equal(Class(x, y), expected);
        });

    [Fact]
    public void Norms_decide_nothing_wrongly_and_leave_few_cells_open()
    {
        int open = 0;

        ForEachCell((x, y) =>
        {
            int norm = (x * x) + (y / 2 * (y / 2));
            Assert.True(norm >= _tables.InsideBelow || Class(x, y) == DecisionTables.Inside);
            Assert.True(norm < _tables.OutsideFrom || Class(x, y) == DecisionTables.Outside);
            open += norm >= _tables.InsideBelow && norm < _tables.OutsideFrom ? 1 : 0;
        });

        Assert.InRange(open, 1, 32_768 / 50);
    }

    [Fact]
    public void Leaves_one_cell_in_85_undecided()
        => Assert.InRange(
            new ReadOnlySpan<byte>(_tables.Classes, 32_768).Count(DecisionTables.Undecided), 32_768 / 90, 32_768 / 80);

    private static void ForEachCell(Action<int, int> check)
    {
        for (int x = 0; x < DecisionTables.Columns; x++)
        {
            for (int y = 0; y < DecisionTables.Rows; y++)
            {
                check(x, y);
            }
        }
    }

    private byte Class(int x, int y) => _tables.Classes[(DecisionTables.Rows * x) + y];
}
