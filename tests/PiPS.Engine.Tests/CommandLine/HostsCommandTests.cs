using System.Text.Json;

namespace PiPS.Engine.Tests.CommandLine;

public sealed class HostsCommandTests
{
    // arguments => part of the one line on standard error
    public static TheoryData<string, string> Refused => new()
    {
        { "hosts", "Give --launcher slurm, ssh or command." },
        { "hosts --hosts web1", "--hosts is of workers on other machines" },
        { "hosts --launcher ssh", "No host was named" },
        { "hosts --launcher ssh --hosts web1,web1", "named twice" },
        { "hosts --launcher ssh --hosts web1 --slots 0", "The slots of a host" },
        { "hosts --launcher slurm --partition -x", "'-x' can't be the partition" },
        { "hosts --launcher slurm --hosts web1", "--hosts is of the launcher ssh; slurm was asked for." },
        { "estimate 1e6 --launcher command --launcher-option=env --slots 3", "--slots is of the launcher ssh; command was asked for." },
        { "scaling --launcher ssh --hosts web1 --partition main", "--partition is of the launcher slurm; ssh was asked for." },
        { "hosts --launcher command", "no command" },
        { "hosts --launcher fork", "There is no launcher fork" },
        { "hosts --launcher command --launcher-option env --timeout 0", "The time to try a host" },
        { "hosts --launcher command --launcher-option env --timeout soon", "The time to try a host" },
        { "scaling --launcher slurm", "It isn't known how many workers" },
        { "scaling --launcher command --launcher-option env --type thread", "the type Thread is of this one" },
        { "scaling --launcher command --launcher-option env --pinning spread", "can't be kept on processors" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void Bad_input_is_one_line_and_exit_code_2(string arguments, string part) => PipsProgram.AssertRefuses(arguments, part);

    [Fact]
    public void Prints_a_line_for_a_host_in_80_columns()
    {
        PipsProgram.Ending ending = PipsProgram.Run("hosts --launcher command --launcher-option env");

        string[] lines = ending.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        Assert.Matches("^env +Ready +[0-9]+ +[0-9,]+ +[0-9.]+ +[0-9.]+ +[+-]?[0-9.]+$", lines[1]);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Says_what_is_wrong_below_the_line_and_by_its_exit_code()
    {
        PipsProgram.Ending ending = PipsProgram.Run("hosts --launcher command --launcher-option env --launcher-option nosuch");

        string[] lines = ending.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal(1, ending.ExitCode);
        Assert.Matches("^env nosuch +NoWorker$", lines[1]);
        Assert.StartsWith("    There is no worker program on env nosuch.", lines[2], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Prints_JSON()
    {
        PipsProgram.Ending ending = PipsProgram.Run("hosts --launcher command --launcher-option env --threads-per-worker 2 --json");

        using JsonDocument json = JsonDocument.Parse(ending.Output);
        JsonElement row = json.RootElement.EnumerateArray().Single();
        Assert.Equal("Ready", row.GetProperty("status").GetString());
        Assert.Equal(2, row.GetProperty("threads").GetInt32());
    }

    [Fact]
    public void Measures_scaling_there()
    {
        PipsProgram.Ending ending = PipsProgram.Run(
            "scaling --launcher command --launcher-option env --workers 1,2 --trials 2e7 --repeat 1 --maximum-repeat 1 --warmup 0 --seed 7");

        Assert.Equal(0, ending.ExitCode);
        Assert.Contains("\nProcess          2 ", ending.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("Workers on other machines: Command: env", ending.Output, StringComparison.Ordinal);
    }
}
