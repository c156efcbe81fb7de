using System.Runtime.InteropServices;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

public sealed class WorkerCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pips-tests-").FullName;

    private static string Runtime => $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Is_nothing_where_only_other_machines_have_one()
    {
        Add("plan9-x64/pips");

        Assert.Empty(WorkerCommand.In(_folder));
    }

    [Fact]
    public void Is_the_packaged_one_and_makes_it_executable()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Modes are tested on Linux.");
            return;
        }

        string packaged = Add($"{Runtime}/pips");
        File.SetUnixFileMode(packaged, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        WorkerCommand command = Assert.Single(WorkerCommand.In(_folder));

        Assert.Equal(packaged, command.FileName);
        Assert.Equal(["worker"], command.Arguments);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute,
            File.GetUnixFileMode(packaged));
    }

    [Fact]
    public void Is_the_built_one_before_the_packaged_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The name is another on Windows.");
        Add($"{Runtime}/pips");
        string library = Add("pips.dll");
        Assert.Equal(["dotnet", library], Assert.Single(WorkerCommand.In(_folder)) is var command ? [command.FileName, command.Arguments[0]] : []);

        string built = Add("pips");
        Assert.Equal(built, Assert.Single(WorkerCommand.In(_folder)).FileName);
    }

    private string Add(string name)
    {
        string path = Path.Join(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Empty);
        return path;
    }
}
