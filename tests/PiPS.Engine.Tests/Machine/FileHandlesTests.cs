using PiPS.Engine.Estimating;
using PiPS.Engine.Machine;

namespace PiPS.Engine.Tests.Machine;

public sealed class FileHandlesTests
{
    // a line of /proc/self/limits => the limit; 0 for none
    public static TheoryData<string, int> Limits => new()
    {
        { "Max open files            64                   64                   files     ", 64 },
        { "Max open files            1024                 unlimited            files", 1024 },
        { "Max open files            unlimited            unlimited            files", 0 },
        { "Max processes             64                   64                   processes", 0 },
        { "Max open files", 0 },
        { "", 0 },
    };

    [Theory, MemberData(nameof(Limits))]
    public void Reads_the_limit(string line, int expected) => Assert.Equal(expected, FileHandles.Limit(["Limit  Soft", line]) ?? 0);

    // limit, open => room for workers
    [Theory]
    [InlineData(64, 52, 0)]
    [InlineData(64, 64, 0)]
    [InlineData(64, 200, 0)]
    [InlineData(256, 160, 20)]
    [InlineData(1024, 100, 227)]
    public void Leaves_some_to_spare(int limit, int open, int expected) => Assert.Equal(expected, FileHandles.Room(limit, open));

    [Fact]
    public void Says_how_many_there_is_room_for()
    {
        InvalidOptionException refused = OptionErrors.TooFewFileHandles(30, 256, 160, 20);

        Assert.Equal("There is no room for 30 more worker processes: this process may have 256 files open (ulimit -n), and has 160.", refused.Message);
        Assert.Equal("Ask for at most 20, raise the limit of open files, or choose the type Thread.", refused.Advice);
    }
}
