using PiPS.Engine.Estimating;
using PiPS.Engine.Launchers;
using PiPS.Testing.Servers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>What the OpenSSH client is told.</summary>
public sealed class SshClientTests
{
    private static readonly SshLauncher Plain = new() { HostNames = ["web1"] };

    [Fact]
    public void The_shell_there_gets_the_words_as_they_are()
    {
        string[] words = ["printf", "%s|", "a b", "it's", "$HOME", "*", "\"", "\\", "", "new\nline", "über"];

        string command = SshClient.Words(Plain, "web1", words).Last();

        Assert.Equal(string.Concat(words.Skip(2).Select(word => $"{word}|")), Command.Run("sh", ["-c", command]).Output);
    }

    // As ssh itself understands it all: the user's words => what holds.
    public static TheoryData<string[], string> Options => new()
    {
        { [], "batchmode yes" },
        { ["-oBatchMode=no"], "batchmode yes" },
        { [], "connecttimeout 10" },
        { ["-oConnectTimeout=77"], "connecttimeout 77" },
        { ["-oServerAliveInterval=99"], "serveraliveinterval 99" },
        { ["-oForwardAgent=yes"], "forwardagent no" },
        { ["-A"], "forwardagent no" },
        { ["-X"], "forwardx11 no" },
        { ["-t"], "requesttty false" },
        { ["-L", "8080:localhost:80"], "clearallforwardings yes" },
        { ["-oControlMaster=yes"], "controlmaster false" },
        { ["-oPermitLocalCommand=yes"], "permitlocalcommand no" },
        { [], "stricthostkeychecking ask" },
        { ["-oStrictHostKeyChecking=accept-new"], "stricthostkeychecking accept-new" },
        { ["-oPort=99"], "port 99" },
        { [], "user somebody" },
    };

    [Theory, MemberData(nameof(Options))]
    public void The_users_words_win_but_for_prompts_and_doors(string[] options, string holds)
    {
        Assert.SkipWhen(SshServer.MissingReason is not null, SshServer.MissingReason ?? string.Empty);
        SshLauncher launcher = Plain with { UserName = "somebody", Options = ["-F", "none", .. options] };

        CommandResult told = Command.Run("ssh", ["-G", .. SshClient.Words(launcher, "web1", ["true"])]);

        Assert.Equal((0, string.Empty), (told.ExitCode, told.Error));
        Assert.Contains(holds, told.Output.Split('\n'));
    }

    [Fact]
    public void The_parameters_win_over_the_words()
    {
        SshLauncher launcher = Plain with { Port = 2222, UserName = "ann", KeyFilePath = "key", Options = ["-p", "22", "-l", "bob"] };

        Assert.Equal(["-p", "2222", "-l", "ann", "-i", "key", "-p", "22", "-l", "bob"],
            SshClient.Words(launcher, "web1", ["true"]).SkipWhile(word => word != "-p").TakeWhile(word => !word.StartsWith("-o", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_key_file_that_is_not_there_is_refused_up_front()
    {
        Assert.SkipWhen(SshServer.MissingReason is not null, SshServer.MissingReason ?? string.Empty);

        InvalidOptionException refused = Assert.Throws<InvalidOptionException>(() => (Plain with { KeyFilePath = "/no/such/key" }).Open());

        Assert.Equal(("KeyFileUnreadable", "/no/such/key"), (refused.Id, refused.Target));
    }

    [Fact]
    public void There_is_something_to_copy_or_it_is_refused_up_front()
    {
        Assert.SkipWhen(SshServer.MissingReason is not null, SshServer.MissingReason ?? string.Empty);
        string empty = Directory.CreateTempSubdirectory("pips-tests").FullName;

        InvalidOptionException nothing = Assert.Throws<InvalidOptionException>(() => (Plain with { CopyWorker = true, PortableFolder = empty }).Open());
        InvalidOptionException both = Assert.Throws<InvalidOptionException>(() => (Plain with { CopyWorker = true, WorkerPath = "/usr/local/bin/pips" }).Open());

        Assert.Equal(("NoPortableWorker", "CopyWithWorkerPath"), (nothing.Id, both.Id));
        Assert.Contains("-p:PortableWorker=true", nothing.Advice, StringComparison.Ordinal);
        Directory.Delete(empty);
    }
}
