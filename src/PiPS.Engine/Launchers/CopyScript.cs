using PiPS.Engine.Protocol;

namespace PiPS.Engine.Launchers;

/// <summary>What runs where a worker's program is to be: it asks for the program, if it isn't there.</summary>
/// <remarks>
/// <code>
/// there  pips-copy: is Linux x86_64
/// here   the checksum that the program for such a machine has
/// there  pips-copy: there, and that is all; or
/// there  pips-copy: missing
/// here   the program's bytes, and the end
/// there  pips-copy: done
/// </code>
/// It takes its name only whole and once it has run; whatever ends this before, or at the same time does the same, leaves nothing half-written.
/// </remarks>
internal static class CopyScript
{
    /// <summary>What its lines begin with; a log-in may print others.</summary>
    public const string Mark = "pips-copy: ";

    public const string Is = "is ";
    public const string There = "there";
    public const string Missing = "missing";
    public const string Done = "done";

    /// <summary>Its exit code if the program doesn't run there.</summary>
    public const int DoesNotRun = 75;

    private const string Text = """
        say() { printf '\npips-copy: %s\n' "$*"; }
        sum() { { sha256sum <"$1" || shasum -a 256 <"$1"; } 2>/dev/null | cut -c1-64; }
        folder=$HOME/.cache/pips/$1
        say "is $(uname -s) $(uname -m)"
        read -r wanted || exit 0
        command -v sha256sum >/dev/null || command -v shasum >/dev/null || { echo 'there is neither sha256sum nor shasum' >&2; exit 69; }
        [ -x "$folder/pips" ] && [ "$(sum "$folder/pips")" = "$wanted" ] && { say there; exit 0; }
        umask 077
        mkdir -p "$folder" || exit 73
        find "$folder" -name '.pips.*' -mtime +1 -exec rm -f {} + 2>/dev/null
        copy=$folder/.pips.$(uname -n).$$
        trap 'rm -f "$copy"' EXIT
        trap 'exit 1' HUP INT TERM
        trap '' PIPE
        say missing
        cat >"$copy" || exit 74
        [ "$(sum "$copy")" = "$wanted" ] || { echo 'less came than was sent' >&2; exit 74; }
        chmod 700 "$copy" && "$copy" --version >/dev/null </dev/null || exit 75
        mv -f "$copy" "$folder/pips" && say done
        """;

    /// <summary>The command, word by word, unquoted.</summary>
    public static IReadOnlyList<string> Words { get; } = ["/bin/sh", "-c", Text, "sh", Hello.ThisVersion];
}
