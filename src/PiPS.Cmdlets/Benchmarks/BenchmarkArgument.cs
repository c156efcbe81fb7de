using System.Collections;
using System.Management.Automation;
using PiPS.Engine.Benchmarking.Baselines;
using PiPS.Engine.Benchmarking.Baselines.Saving;
using PiPS.Engine.Estimating;

namespace PiPS.Cmdlets.Benchmarks;

/// <summary>Takes measurements as they are given: objects, lists of them, or paths of saved ones.</summary>
internal static class BenchmarkArgument
{
    /// <summary>A builder whose machine is this one.</summary>
    public static BenchmarkBuilder Builder(PSCmdlet cmdlet) => new(() => SessionEnvironment.Read(cmdlet));

    /// <summary>Adds what was given; of text and files, what is saved there.</summary>
    /// <param name="cmdlet">Whose session it is.</param>
    /// <param name="builder">Where to.</param>
    /// <param name="given">A measurement, or a list of them.</param>
    /// <param name="files">Whether paths are taken.</param>
    /// <exception cref="InvalidOptionException">It is none, or isn't saved there.</exception>
    public static void Add(PSCmdlet cmdlet, BenchmarkBuilder builder, object? given, bool files)
    {
        object? plain = given is PSObject wrapped ? wrapped.BaseObject : given;

        switch (plain)
        {
            case string path when files:
                AddFiles(builder, Find(cmdlet, path));
                break;
            case FileInfo file when files:
                AddFiles(builder, [file.FullName]);
                break;
            case IList list:
                foreach (object? item in list)
                {
                    Add(cmdlet, builder, item, files);
                }

                break;
            default:
                if (!builder.Add(plain))
                {
                    throw BaselineErrors.NotAMeasurement(given);
                }

                break;
        }
    }

    /// <summary>The whole paths of the files that a path with wildcards means.</summary>
    /// <exception cref="InvalidOptionException">There is none, or it isn't in the file system.</exception>
    public static IReadOnlyList<string> Find(PSCmdlet cmdlet, string path)
    {
        // Where it isn't a path at all this says so; a name with brackets in it is found as it is, too.
        string literal = FilePath.Resolve(cmdlet, path);

        if (!WildcardPattern.ContainsWildcardCharacters(path) || File.Exists(literal))
        {
            return [literal];
        }

        try
        {
            string[] found = [.. cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _).Where(File.Exists)];
            return found.Length > 0 ? found : throw BaselineErrors.BenchmarkNotFound(path);
        }
        catch (Exception error) when (error is SessionStateException or PSArgumentException or WildcardPatternException)
        {
            throw BaselineErrors.BenchmarkNotFound(path);
        }
    }

    /// <summary>Reads a saved benchmark.</summary>
    /// <exception cref="InvalidOptionException">There is none, or what there is can't be one.</exception>
    public static PiBenchmark Read(string path) => Path.Exists(path) ? BenchmarkFile.Read(path) : throw BaselineErrors.BenchmarkNotFound(path);

    private static void AddFiles(BenchmarkBuilder builder, IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            _ = builder.Add(Read(path));
        }
    }
}
