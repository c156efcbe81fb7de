using PiPS.Engine.Launchers;

namespace PiPS.Engine.Tests.Launchers;

/// <summary>What the OpenSSH client really said, and what that means.</summary>
public sealed class SshFailureTests
{
    // exit code, hello, what was said => reason
    public static TheoryData<int?, bool, string, string> Said => new()
    {
        { 255, false, "ssh: connect to host 127.0.0.1 port 1: Connection refused", "Refused" },
        { 255, false, "ssh: connect to host 10.255.255.1 port 22: No route to host", "NoRoute" },
        { 255, false, "ssh: connect to host 10.1.2.3 port 22: Network is unreachable", "NoRoute" },
        { 255, false, "ssh: connect to host 10.1.2.3 port 22: Connection timed out", "TimedOut" },
        { 255, false, "Connection timed out during banner exchange", "TimedOut" },
        { 255, false, "ssh: Could not resolve hostname no-such-host.invalid: Name or service not known", "NoName" },
        { 255, false, "Host key verification failed.", "HostKeyUnknown" },
        { 255, false, "No ED25519 host key is known for [127.0.0.1]:22022 and you have requested strict checking.\nHost key verification failed.", "HostKeyUnknown" },
        {
            255, false,
            """
            @    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
            Offending ED25519 key in known_hosts:1
            Host key for [127.0.0.1]:22022 has changed and you have requested strict checking.
            Host key verification failed.
            """,
            "HostKeyChanged"
        },

        // Only the last lines are kept.
        { 255, false, "Host key for [127.0.0.1]:22022 has changed and you have requested strict checking.\nHost key verification failed.", "HostKeyChanged" },
        {
            255, false,
            """
            @       WARNING: REVOKED HOST KEY DETECTED!               @
            The ED25519 host key for [127.0.0.1]:22022 is marked as revoked.
            ED25519 host key for [127.0.0.1]:22022 was revoked and you have requested strict checking.
            Host key verification failed.
            """,
            "HostKeyRevoked"
        },
        { 255, false, "root@127.0.0.1: Permission denied (publickey).", "LogIn" },
        { 255, false, "Received disconnect from 127.0.0.1 port 22:2: Too many authentication failures\nDisconnected from 127.0.0.1 port 22", "LogIn" },
        { 1, false, "This account is currently not available.", "LogIn" },
        { 255, false, "Warning: Identity file nofile not accessible: No such file or directory.\nroot@127.0.0.1: Permission denied (publickey).", "KeyFile" },
        {
            255, false,
            """
            @         WARNING: UNPROTECTED PRIVATE KEY FILE!          @
            Permissions 0644 for 'key' are too open.
            This private key will be ignored.
            Load key "key": bad permissions
            root@127.0.0.1: Permission denied (publickey).
            """,
            "KeyFile"
        },
        { 255, false, "Load key \"key\": error in libcrypto\nroot@127.0.0.1: Permission denied (publickey).", "KeyFile" },
        { 255, false, "kex_exchange_identification: read: Connection reset by peer", "Dropped" },
        { 255, false, "kex_exchange_identification: Connection closed by remote host\nConnection closed by 127.0.0.1 port 22", "Dropped" },
        { 255, false, "kex_exchange_identification: banner line contains invalid characters", "NoSsh" },
        { 255, false, "Unable to negotiate with 127.0.0.1 port 22: no matching host key type found. Their offer: ssh-ed25519", "NoAgreement" },
        { 255, false, "command-line: line 0: Bad configuration option: nosuch", "Configuration" },
        { 255, false, "command-line line 0: Bad port 'x'.", "Configuration" },
        { 255, false, "Can't open user config file /nofile: No such file or directory", "Configuration" },
        { 255, false, "unknown option -- 9\nusage: ssh [-46AaCfGgKkMNnqsTtVvXxYy] [-B bind_interface]", "Configuration" },

        // A jump host's client, and then the one behind it.
        { 255, false, "ssh: connect to host 127.0.0.1 port 1: Connection refused\nkex_exchange_identification: Connection closed by remote host", "Refused" },
        { 255, false, "ssh: Could not resolve hostname gate.invalid: Name or service not known\nkex_exchange_identification: Connection closed by remote host", "NoName" },
        { 127, false, "pips: command not found", "NoWorker" },
        { 127, false, "bash: line 1: /no/such/pips: No such file or directory", "NoWorker" },
        { 126, false, "bash: line 1: /etc/passwd: Permission denied", "NoWorker" },
        { 126, false, "bash: line 1: ./pips: cannot execute binary file: Exec format error", "WrongPlatform" },
        { 131, false, "You must install .NET to run this application.", "NoRuntime" },
        { 150, false, "You must install or update .NET to run this application.", "NoRuntime" },
        { 0, false, "Welcome to web1!", "NoHello" },
        { 255, false, "", "NoHello" },
        { null, false, "", "NoHello" },
        { 255, false, "Connection to 127.0.0.1 closed by remote host.", "Lost" },

        // After a hello it worked: what a greeting said is no failure.
        { 255, true, "", "Lost" },
        { 255, true, "Connection to web1 closed by remote host.", "Lost" },
        { 127, true, "Connection refused", "Lost" },
        { 255, true, "Timeout, server web1 not responding.", "Silent" },

        // Only the client ends with 255.
        { 1, false, "Connection refused", "NoHello" },
    };

    [Theory, MemberData(nameof(Said))]
    public void It_is_told_by_its_words(int? exitCode, bool saidHello, string lastWords, string reason)
    {
        LaunchFailure failure = SshFailure.Explain("web1", exitCode, saidHello, lastWords);

        Assert.Equal(reason, failure.Reason);
        Assert.Matches(@"\.\z", failure.Message);
        Assert.Matches(@"[.?]\z", failure.Advice);
        Assert.DoesNotContain("StrictHostKeyChecking", failure.Advice, StringComparison.Ordinal);
    }
}
