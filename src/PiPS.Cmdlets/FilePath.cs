using System.Management.Automation;
using PiPS.Engine.Files;

namespace PiPS.Cmdlets;

/// <summary>Makes a file system's whole path of what a user gave as one.</summary>
internal static class FilePath
{
    /// <param name="cmdlet">Whose session it is: paths are relative to its location.</param>
    /// <param name="path">What was given; wildcards are characters like others.</param>
    /// <exception cref="Engine.Estimating.InvalidOptionException">It isn't a file's.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        // .NET would refuse it only when the file is opened, after the work.
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw FileErrors.PathNotInFileSystem(path, "no path: it has a null character");
        }

        try
        {
            string resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem" ? resolved : throw FileErrors.PathNotInFileSystem(path, $"the provider {provider.Name}'s");
        }
        catch (Exception error) when (error is SessionStateException or PSInvalidOperationException or PSArgumentException)
        {
            throw FileErrors.PathNotInFileSystem(path, $"no path: {error.Message}");
        }
    }
}
