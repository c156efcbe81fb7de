namespace PiPS.Testing.Servers;

/// <summary>What isn't on this machine.</summary>
internal static class Missing
{
    /// <summary>Why servers that need these tools can't be had, or null.</summary>
    public static string? Reason(IEnumerable<string> tools, string packages)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "the test servers run on Linux only";
        }

        string[] missing = [.. tools.Concat(ServerFolder.Tools).Where(tool => Command.Find(tool) is null)];
        return missing.Length == 0 ? null : $"there is no {string.Join(", no ", missing)} here (Debian's packages {packages} have them)";
    }
}
