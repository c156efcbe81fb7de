using PiPS.Engine.Launchers.Known;

namespace PiPS.Engine.Tests.Launchers.Known;

public sealed class SshHostHintsTests
{
    private const string Config = "/home/ann/.ssh/config";

    // the configuration => what is offered, a line each
    public static TheoryData<string, string> Configurations => new()
    {
        { "Host web1 web2\n Port 2222\nHost web2\n Port 22\n User bob", "web1, port 2222 (~/.ssh/config)\nweb2 as bob, port 2222 (~/.ssh/config)" },
        { "Host * !web1 w?b\nHost web1 !web2", "web1 (~/.ssh/config)" },
        { "User first\nHost web1\n User ann\nHost *\n HostName %h.lab%%1", "web1.lab%1 as first (~/.ssh/config)" },
        { "Host web* !web2\n User ann\nHost web1 web2", "web1 as ann (~/.ssh/config)\nweb2 (~/.ssh/config)" },
        { "Host web1\nMatch all\n User ann", "web1 as ann (~/.ssh/config)" },
        { "Host web1 db1\nMatch originalhost web*,x\n User ann\nMatch !host=web1\n User bob", "web1 as ann (~/.ssh/config)\ndb1 as bob (~/.ssh/config)" },
        { "Host web1\nMatch exec true\n User ann\nMatch host web1 user bob\n Port 1\nMatch final\n Port 2", "web1 (~/.ssh/config)" },
        { "Host web1\n ProxyJump none\nHost web2\n ProxyJump gate", "web1 (~/.ssh/config)\nweb2, through gate (~/.ssh/config)" },
        { "Host WEB1\nHost web1", "WEB1 (~/.ssh/config)" },
        { "Host -oProxyCommand=x \"a b\" a;b $(x) good", "good (~/.ssh/config)" },
        { "Include more/*.conf\nHost web1", "b1 (~/.ssh/more/a.conf)\nb2 (~/.ssh/more/b.conf)\nweb1 (~/.ssh/config)" },
        { "Include nowhere ~/.ssh/more/a.conf /srv/c", "b1 (~/.ssh/more/a.conf)\nc1 (/srv/c)" },
        { "Host b1\n Include more/*.conf\n User ann", "b1 as ann (~/.ssh/config)" },
        { "Include config\nHost web1", "web1 (~/.ssh/config)" },
        { "\0\u0001Host\nHost \"x", "" },
    };

    [Theory, MemberData(nameof(Configurations))]
    public void Offers_what_the_configuration_names(string text, string expected)
    {
        MadeUpFiles files = new((Config, text), ("/home/ann/.ssh/more/a.conf", "Host b1"), ("/home/ann/.ssh/more/b.conf", "Host b2"), ("/srv/c", "Host c1"));

        IReadOnlyList<SshHostHint> hints = SshHostHints.Find(files, "/home/ann", _ => true);

        Assert.Equal(expected, string.Join('\n', hints));
    }

    [Fact]
    public void Offers_hosts_whose_keys_are_known_unless_they_are_hashed()
    {
        const string Known = """
            # a comment
            |1|abc=|def= ssh-ed25519 AAAA
            web1,10.0.0.7 ssh-ed25519 AAAA ann@home
            [odd]:2200,*.lab,!x ssh-ed25519 AAAA
            @revoked bad ssh-ed25519 AAAA
            @cert-authority *.lab ssh-ed25519 AAAA
            half
            """;
        MadeUpFiles files = new((Config, "Host web1\n User ann"), ("/home/ann/.ssh/known_hosts", Known), ("/etc/ssh/ssh_known_hosts", "all ssh-rsa AAAA"));

        IReadOnlyList<SshHostHint> hints = SshHostHints.Find(files, "/home/ann", _ => true);

        Assert.Equal(
            ["web1 as ann (~/.ssh/config)", "10.0.0.7 (its key is in ~/.ssh/known_hosts)", "odd, port 2200 (its key is in ~/.ssh/known_hosts)",
                "all (its key is in /etc/ssh/ssh_known_hosts)"],
            hints.Select(hint => $"{hint}"));
    }

    [Fact]
    public void Says_no_more_than_is_asked_for_and_takes_no_time_over_patterns()
    {
        string hosts = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"Host h{i} *a*a*a*a*a*a*b\n"));

        IReadOnlyList<SshHostHint> hints = SshHostHints.Find(new MadeUpFiles((Config, hosts)), "/home/ann", name => name.StartsWith("h1", StringComparison.Ordinal));

        Assert.Equal(500, hints.Count);
    }

    [Fact]
    public void Finds_files_as_a_shell_does()
    {
        string folder = Directory.CreateTempSubdirectory("pips").FullName;

        try
        {
            Directory.CreateDirectory($"{folder}/d1");
            Directory.CreateDirectory($"{folder}/d2");
            File.WriteAllText($"{folder}/d1/b.conf", "Host b");
            File.WriteAllText($"{folder}/d2/a.conf", "Host a");
            File.WriteAllText($"{folder}/d2/.hidden.conf", "Host h");
            SshFiles files = new();

            Assert.Equal([$"{folder}/d1/b.conf", $"{folder}/d2/a.conf"], files.Find($"{folder}/d?/*.conf"));
            Assert.Equal([$"{folder}/d2/.hidden.conf"], files.Find($"{folder}/d2/.h*"));
            Assert.Empty(files.Find($"{folder}/nowhere/*"));
            Assert.Equal("Host b", files.Read($"{folder}/d1/b.conf"));
            Assert.Null(files.Read(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
