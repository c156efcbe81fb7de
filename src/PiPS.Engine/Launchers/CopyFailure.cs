namespace PiPS.Engine.Launchers;

/// <summary>Why a worker's program couldn't be put somewhere.</summary>
internal static class CopyFailure
{
    public static LaunchFailure WrongPlatform(string place, string platform, IEnumerable<string> there) => new(
        nameof(WrongPlatform), $"{place} is {platform}, and the pips to copy is for {string.Join(", ", there)}.",
        "Put one that is made for it there by hand, and say with -WorkerPath where it is.");

    public static LaunchFailure DoesNotRun(string place, string lastWords) => new(
        nameof(WrongPlatform), $"The pips to copy doesn't run on {place}.{Said(lastWords)}",
        "It needs glibc, and a home folder that programs may run from. Put one that runs there by hand, and say with -WorkerPath where it is.");

    public static LaunchFailure NotCopied(string place, string ending, string lastWords) => new(
        nameof(NotCopied), $"pips couldn't be copied to {place}: what carried it {ending}.{Said(lastWords)}",
        "It goes to .cache/pips in the home folder there: it has to be writable, with room for it.");

    public static LaunchFailure Unreadable(string path, string why) => new(
        nameof(NotCopied), $"The pips to copy can't be read: {path}. {why}", "Build it again: dotnet build -c Release -p:PortableWorker=true.");

    private static string Said(string lastWords) => lastWords.Length == 0 ? string.Empty : $" It said \"{lastWords}\".";
}
