using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Machine;

public sealed class ProcessorListTests
{
    // list => numbers
    public static TheoryData<string, int[]> Lists => new()
    {
        { "", [] },
        { "0", [0] },
        { "0-3", [0, 1, 2, 3] },
        { "0-1,8,10-11", [0, 1, 8, 10, 11] },
        { "1500-1501", [1500, 1501] },
    };

    [Theory, MemberData(nameof(Lists))]
    public void Reads_what_the_kernel_writes(string list, int[] numbers) => Assert.Equal(numbers, ProcessorList.Parse(list));

    [Theory]
    [InlineData(null)]
    [InlineData(",")]
    [InlineData("0,")]
    [InlineData("a-b")]
    [InlineData("-1")]
    [InlineData("1-2-3")]
    [InlineData("3-1")]
    [InlineData("4,4")]
    [InlineData("0-999999999")]
    [InlineData("99999999999999999999")]
    public void Takes_anything_else_as_unknown(string? list) => Assert.Null(ProcessorList.Parse(list));
}
