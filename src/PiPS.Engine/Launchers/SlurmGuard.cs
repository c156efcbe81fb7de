using System.ComponentModel;
using System.Diagnostics;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>A process that takes back what we asked Slurm for when we are gone, however we went: <c>kill -9</c> of an <c>srun</c>'s parent leaves its job in the queue.</summary>
/// <remarks>
/// Its input is a pipe that nobody but us holds, so its end is ours. Then it ends our <c>srun</c>s that are left, which take their own requests
/// back, and cancels the jobs of our name; the name is random, so neither can hit another's.
/// </remarks>
internal sealed class SlurmGuard : IDisposable
{
    // A minute of Ctrl+C after another isn't worth waiting for a controller that is down: it goes on by itself.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    // grep finds itself, too, but then it is gone. An srun that can't reach munge doesn't listen to TERM.
    // $1 is the name, $2 the user whose jobs are cancelled; within an allocation there are none, and it is empty.
    private const string Script = """
        exec >/dev/null 2>&1
        cat
        look=0
        signal=TERM
        while [ $look -lt 50 ]; do
            left=
            [ $look -lt 25 ] || signal=KILL
            for file in $(grep -Fls -e "--job-name=$1" /proc/[0-9]*/cmdline); do
                process=${file#/proc/}
                kill -$signal "${process%/cmdline}" && left=1
            done
            [ -n "$left" ] || break
            look=$((look + 1))
            sleep 0.2
        done
        [ -n "$2" ] || exit 0
        for try in 1 2 3; do
            scancel --name="$1" --user="$2" && exit 0
            sleep 5
        done
        """;

    private readonly Process _process;

    /// <param name="command">Made by <see cref="Words"/>.</param>
    /// <param name="environment">Variables beside this process's own.</param>
    /// <exception cref="LaunchRefusedException">It can't be started.</exception>
    public SlurmGuard(WorkerCommand command, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(command.FileName, command.Arguments) { RedirectStandardInput = true };

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new LaunchRefusedException(
                new("NoGuard", $"The process that would cancel Slurm jobs after us can't be started: {error.Message}", "See whether the system has room for more processes."),
                error);
        }
    }

    /// <summary>What <c>sh</c> is started with.</summary>
    /// <param name="name">The name of our jobs.</param>
    /// <param name="user">Whose they are; empty if there are none, but steps alone.</param>
    public static IReadOnlyList<string> Words(string name, string user) => ["-c", Script, "sh", name, user];

    /// <summary>Has it take back what is left.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It was killed.
        }

        _process.WaitForExit(Longest);
        _process.Dispose();
    }
}
