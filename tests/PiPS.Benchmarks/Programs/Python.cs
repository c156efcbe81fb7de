using System.Globalization;
using PiPS.Benchmarks.Measuring;

namespace PiPS.Benchmarks.Programs;

/// <summary>The programs in Python.</summary>
internal static class Python
{
    // Debian's python3-numpy belongs to its own interpreter, which needn't be the first on the path.
    private static readonly string[] Interpreters = ["python3", "/usr/bin/python3", "python"];

    // They limit what NumPy may use of the processor.
    private static readonly string[] Limits = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"];

    /// <summary>A script of ours, with its arguments.</summary>
    public static ChildProgram Script(string interpreter, string name, params IEnumerable<object> arguments) => new(
        interpreter,
        [
            Path.Combine(AppContext.BaseDirectory, "Python", name + ".py"),
            .. arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)!),
        ])
    {
        Unset = Limits,
    };

    /// <summary>The first interpreter that has a module.</summary>
    /// <exception cref="LeftOutException">None has it.</exception>
    public static string With(string module)
    {
        foreach (string interpreter in Interpreters)
        {
            try
            {
                _ = new ChildProgram(interpreter, "-c", $"import {module}").Run();
                return interpreter;
            }
            catch (LeftOutException)
            {
                // The next one may have it.
            }
        }

        throw new LeftOutException($"there is no Python with the module {module}");
    }
}
