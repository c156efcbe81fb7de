namespace PiPS.Engine.Launchers;

/// <summary>What the OpenSSH client says when it fails, and what that means.</summary>
internal static class SshFailure
{
    private const int OfItsOwn = 255;

    // The first that is said counts. What a jump host's client says comes with, and before, that its end was noticed.
    private static readonly (string Said, Func<string, LaunchFailure> Means)[] Sayings =
    [
        ("Could not resolve hostname", NoName),
        ("No route to host", NoRoute),
        ("Network is unreachable", NoRoute),
        ("Connection refused", Refused),
        ("Connection timed out", TimedOut),
        ("Operation timed out", TimedOut),
        ("marked as revoked", HostKeyRevoked),
        ("IDENTIFICATION HAS CHANGED", HostKeyChanged),
        ("has changed and you have requested strict checking", HostKeyChanged),
        ("host key is known for", HostKeyUnknown),
        ("Host key verification failed", HostKeyUnknown),
        ("no matching", NoAgreement),
        ("UNPROTECTED PRIVATE KEY FILE", KeyFile),
        ("Identity file", KeyFile),
        ("Load key", KeyFile),
        ("Permission denied", LogIn),
        ("Too many authentication failures", LogIn),
        ("No more authentication methods", LogIn),
        ("Bad configuration option", Configuration),
        ("Bad owner or permissions on", Configuration),
        ("Can't open user config file", Configuration),
        ("command-line line 0", Configuration),
        ("usage: ssh", Configuration),
        ("terminating, ", Configuration),
        ("banner line contains invalid characters", NoSsh),
        ("kex_exchange_identification", Dropped),
        ("ssh_exchange_identification", Dropped),
        ("Connection closed by", Dropped),
        ("Connection reset by", Dropped),
        ("closed by remote host", Ended),
    ];

    /// <param name="place">The host, as the user named it.</param>
    /// <param name="exitCode">How the client ended; <see langword="null"/> if that isn't known.</param>
    /// <param name="saidHello">Whether the worker ever said hello: only that tells a lost worker from a failed log-in.</param>
    /// <param name="lastWords">What was said.</param>
    public static LaunchFailure Explain(string place, int? exitCode, bool saidHello, string lastWords)
    {
        bool Says(string words) => lastWords.Contains(words, StringComparison.Ordinal);

        if (saidHello)
        {
            return Says("not responding") ? Unresponsive(place) : Says("closed by remote host") || Says("Connection reset by") ? Ended(place) : LaunchFailure.Lost;
        }

        if (exitCode == OfItsOwn && Sayings.FirstOrDefault(saying => Says(saying.Said)) is { Means: { } means })
        {
            return means(place);
        }

        return exitCode switch
        {
            126 when Says("Exec format error") => WrongPlatform(place),
            126 or 127 => LaunchFailure.NoWorker(place),
            _ when Says("install .NET") || Says("install or update .NET") || Says("libhostfxr") => NoRuntime(place),
            _ when Says("account is currently not available") => LogIn(place),
            _ => LaunchFailure.NoHello(place),
        };
    }

    internal static LaunchFailure Dropped(string place) => new(
        nameof(Dropped), $"The ssh server on {place} dropped the log-in.",
        "It may be busy with others' log-ins, or keep this machine out. On the server, MaxStartups says how many at once it takes; its log says why it drops one.");

    private static LaunchFailure NoName(string place) => new(
        nameof(NoName), $"The name {place} isn't known.", "Is it spelt right? Names are those of ssh: of your ~/.ssh/config, /etc/hosts or the network's.");

    private static LaunchFailure NoRoute(string place) => new(
        nameof(NoRoute), $"There is no way to {place}.", "The machine may be off, or its network not connected to this one's.");

    private static LaunchFailure Refused(string place) => new(
        nameof(Refused), $"{place} refused the connection.", "No ssh server listens there: start sshd on it, or say with -Port where it listens.");

    private static LaunchFailure TimedOut(string place) => new(
        nameof(TimedOut), $"{place} didn't answer in time.", "The machine may be off or overloaded, or a firewall may keep this one out.");

    private static LaunchFailure HostKeyUnknown(string place) => new(
        nameof(HostKeyUnknown), $"The host key of {place} isn't known here, so it may be another machine.",
        $"Log in once by hand: ssh {place}, and compare the key's fingerprint with the one that its administrator gives you.");

    private static LaunchFailure HostKeyChanged(string place) => new(
        nameof(HostKeyChanged), $"{place} has another host key than before: it was set up anew, or another machine poses as it.",
        $"Ask its administrator. Only if the new key is right, remove the old one from your known_hosts (ssh-keygen -R), and log in once by hand: ssh {place}.");

    private static LaunchFailure HostKeyRevoked(string place) => new(
        nameof(HostKeyRevoked), $"The host key of {place} has been revoked: whoever has it may not be {place}.", "Ask its administrator.");

    private static LaunchFailure NoAgreement(string place) => new(
        nameof(NoAgreement), $"The ssh client here and the server on {place} have no method in common.", "One of them is old: update it.");

    private static LaunchFailure KeyFile(string place) => new(
        nameof(KeyFile), $"The private key for {place} can't be used.", "It has to be there, to be a private key, and to be readable by you alone: chmod 600.");

    private static LaunchFailure LogIn(string place) => new(
        nameof(LogIn), $"{place} refused the log-in.",
        $"Nobody is ever asked for a password here, so a key has to open: log in once by hand: ssh -oBatchMode=yes {place}. Put your public key there (ssh-copy-id); a key with a passphrase has to be in ssh-agent (ssh-add). Is the user's name right?");

    private static LaunchFailure Configuration(string place) => new(
        nameof(Configuration), "The ssh client here refuses its options, or its configuration.", $"Its last words say which. Try it by hand: ssh {place}.");

    private static LaunchFailure NoSsh(string place) => new(
        nameof(NoSsh), $"What answers on {place} isn't an ssh server.", "Say with -Port where its ssh server listens.");

    private static LaunchFailure Ended(string place) => new(
        nameof(LaunchFailure.Lost), $"The connection to {place} was ended from there.", "The machine may have been shut down, or its log may say why.");

    private static LaunchFailure Unresponsive(string place) => new(
        nameof(LaunchFailure.Silent), $"{place} stopped answering.", "The machine, or the network to it, may be down.");

    private static LaunchFailure WrongPlatform(string place) => new(
        nameof(WrongPlatform), $"The worker program on {place} is made for another kind of machine.",
        "Put one there that is made for it, and say with -WorkerPath where it is.");

    private static LaunchFailure NoRuntime(string place) => new(
        nameof(NoRuntime), $"The worker program on {place} finds no .NET there.",
        "Install the .NET 10 runtime there, or have a pips that brings its own put there with -CopyWorker.");
}
