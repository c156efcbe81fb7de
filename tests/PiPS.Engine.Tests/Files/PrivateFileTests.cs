using PiPS.Engine.Files;
using PiPS.Engine.Pools.TaskWorkers;
using PiPS.Engine.Sharing.Memory;

namespace PiPS.Engine.Tests.Files;

/// <summary>What workers say passes through memory files in folders that all users share: nobody else may open them.</summary>
public sealed class PrivateFileTests : IDisposable
{
    private const UnixFileMode OwnersAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("pips-private-").FullName;

    [Fact]
    public void A_new_one_is_its_owners_alone()
    {
        using FileStream file = PrivateFile.Create(Path.Join(_folder, "a"));

        AssertPrivate(file.Name);
    }

    [Fact]
    public void What_is_there_is_never_taken_over()
    {
        string path = Path.Join(_folder, "a");
        File.WriteAllText(path, "another's");

        Assert.Throws<IOException>(() => PrivateFile.Create(path));
        Assert.Equal("another's", File.ReadAllText(path));
    }

    [Fact]
    public void The_memory_that_a_worker_notes_its_items_in_is()
    {
        using MarkMemory memory = MarkMemory.Create();

        AssertPrivate(memory.Path);
    }

    [Fact]
    public void A_shared_arrays_file_is()
    {
        using SharedMemory memory = SharedMemory.CreateIn(_folder, 100);

        AssertPrivate(Assert.Single(Directory.GetFiles(_folder)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void AssertPrivate(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has access lists, which a new file inherits from its folder.");
        }
        else
        {
            Assert.Equal(OwnersAlone, File.GetUnixFileMode(path));
        }
    }
}
