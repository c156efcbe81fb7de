using System.Runtime.Intrinsics.X86;
using PiPS.Benchmarks.Measuring;

namespace PiPS.Benchmarks.Programs;

/// <summary>The programs in C, compiled for this very machine when they are first asked for.</summary>
internal sealed class NativePrograms : IDisposable
{
    private static readonly string[] Options = ["-std=gnu11", "-O3", "-march=native", "-pthread", "-Wall", "-Wextra", "-Werror"];

    private readonly Lazy<string> _folder = new(() => Directory.CreateTempSubdirectory("pips-benchmarks-").FullName);

    /// <summary>Compiles a program.</summary>
    /// <param name="name">Its source's name, without the extension.</param>
    /// <param name="needsVectors">Whether it is written in AVX-512 VBMI2.</param>
    /// <returns>The executable.</returns>
    /// <exception cref="LeftOutException">There is no compiler, or not that instruction set.</exception>
    public string Compile(string name, bool needsVectors)
    {
        if (needsVectors && !Avx512Vbmi2.IsSupported)
        {
            throw new LeftOutException("this processor, or the environment, doesn't allow AVX-512 VBMI2");
        }

        string source = Path.Combine(AppContext.BaseDirectory, "Native", name + ".c");
        string executable = Path.Combine(_folder.Value, name);
        _ = new ChildProgram("gcc", [.. Options, "-o", executable, source]).Run();
        return executable;
    }

    public void Dispose()
    {
        if (_folder.IsValueCreated && Directory.Exists(_folder.Value))
        {
            Directory.Delete(_folder.Value, recursive: true);
        }
    }
}
