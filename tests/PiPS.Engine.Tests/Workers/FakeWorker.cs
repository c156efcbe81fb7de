using System.Text;
using PiPS.Engine.Protocol;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Tests.Workers;

/// <summary>Workers that do what workers shouldn't: shell scripts. In a script, <c>pips</c> becomes the real one.</summary>
internal static class FakeWorker
{
    public static WorkerCommand Shell(string script)
        => new("/bin/sh", ["-c", $"pips() {{ exec \"$0\" worker; }}; {script}", Estimates.Pips.FileName]);

    /// <summary>The first worker does this; all further ones are real.</summary>
    /// <param name="script">What it does.</param>
    /// <param name="once">A folder that nobody has made.</param>
    public static WorkerCommand AtFirst(string script, string once)
        => Shell($"if mkdir '{once}' 2>/dev/null; then {script}; else pips; fi");

    /// <summary>A script that prints these bytes.</summary>
    public static string Print(params IEnumerable<byte> bytes)
    {
        StringBuilder octal = new();

        foreach (byte value in bytes)
        {
            octal.Append('\\').Append(Convert.ToString(value, 8).PadLeft(3, '0'));
        }

        return $"printf '{octal}'";
    }

    /// <summary>A script that says hello, and then this.</summary>
    public static string Say(Func<FrameEncoder, FrameEncoder> then) => Print(
        then(new FrameEncoder().Preface().Hello(new(1, 1, 0, "node17", "0", "", ""))).Bytes.ToArray());
}
