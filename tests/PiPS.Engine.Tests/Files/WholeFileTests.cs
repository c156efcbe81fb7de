using PiPS.Engine.Estimating;
using PiPS.Engine.Files;

namespace PiPS.Engine.Tests.Files;

public sealed class WholeFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pips-whole-").FullName;

    [Fact]
    public void Leaves_what_was_there_if_writing_fails()
    {
        string path = Write("a.txt", "before");

        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(path, overwrite: true, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException();
        }));

        Assert.Equal("before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Says_that_a_disk_is_full_and_leaves_what_was_there()
    {
        string path = Write("a.txt", "before");

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(
            () => WholeFile.Write(path, overwrite: true, _ => throw new IOException("No space left on device")));

        Assert.Equal("FileNotWritten", refused.Id);
        Assert.Equal("before", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Replaces_what_a_link_leads_to_and_keeps_its_rights()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Links take a privilege there.");
            return;
        }

        string path = Write("a.txt", "before"), link = Path.Combine(_folder, "link");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(link, "a.txt");

        WholeFile.Write(link, overwrite: true, stream => stream.Write("after"u8));

        Assert.Equal("a.txt", new FileInfo(link).LinkTarget);
        Assert.Equal("after", File.ReadAllText(path));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Never_replaces_a_device(bool overwrite)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /dev/null.");
        string link = Path.Combine(_folder, "link");
        File.CreateSymbolicLink(link, "/dev/null");

        foreach (string path in new[] { "/dev/null", link })
        {
            InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => WholeFile.ThrowIfRefused(path, overwrite));
            Assert.Equal("FileNotWritten", refused.Id);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
