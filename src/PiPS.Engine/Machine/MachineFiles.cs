using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PiPS.Engine.Machine;

/// <summary>Reads what Linux tells in <c>/proc</c> and <c>/sys</c>. Never throws: what can't be read is absent.</summary>
internal sealed class MachineFiles
{
    private readonly string _root;

    /// <param name="root">The folder that holds <c>proc</c> and <c>sys</c>: <c>/</c>, or a copy of another machine's.</param>
    public MachineFiles(string root) => _root = root;

    /// <summary>This machine's own files.</summary>
    public static MachineFiles Real { get; } = new("/");

    /// <summary>The file's first line without white space around it; "" when it is empty, null when it can't be read.</summary>
    public string? ReadLine(string path)
    {
        string? text = Read(path)?.TrimStart();
        int end = text?.IndexOf('\n') ?? -1;
        return (end < 0 ? text : text![..end])?.TrimEnd();
    }

    /// <summary>The file's lines; none when it can't be read.</summary>
    public string[] ReadLines(string path) => Read(path)?.Split('\n') ?? [];

    /// <summary>The names of what is in a folder, in the order of their characters; none when it can't be read.</summary>
    public string[] Names(string folder)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(Path.Join(_root, folder)).Select(Path.GetFileName).OfType<string>()
                .Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string? Read(string path)
    {
        string file = Path.Join(_root, path);

        try
        {
            // Much is absent on any one machine, and asking first costs a hundredth of an exception.
            return File.Exists(file) ? ReadAll(file) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // File.ReadAllText starts up more of .NET: 5 ms at the first file. ReadAllBytes believes the length, which is made up here.
    private static string ReadAll(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        byte[] bytes = new byte[4096];
        int length = 0;

        for (int read; (read = RandomAccess.Read(file, bytes.AsSpan(length), length)) > 0;)
        {
            length += read;

            if (length == bytes.Length)
            {
                Array.Resize(ref bytes, 2 * length);
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
