using System.Diagnostics;
using System.Text;
using PiPS.Engine.Workers;

namespace PiPS.Engine.Launchers;

/// <summary>This machine's part of the talk with a <see cref="CopyScript"/>, on a thread of its own.</summary>
internal sealed class CopyTalk : IDisposable
{
    private const int SmallStack = 256 * 1024;
    private const int Chunk = 64 * 1024;

    // What a log-in prints is less.
    private const int MostNoise = 64 * 1024;

    private readonly WorkerProcess _process;
    private readonly IReadOnlyList<CopySource> _sources;
    private readonly Action<CopySource> _begins;
    private readonly Thread _thread;
    private long _lastStep = Stopwatch.GetTimestamp();
    private int _noise;

    /// <param name="process">What carries the talk, just started.</param>
    /// <param name="sources">What there is to copy.</param>
    /// <param name="begins">Told, on its thread, when one is missing there.</param>
    public CopyTalk(WorkerProcess process, IReadOnlyList<CopySource> sources, Action<CopySource> begins)
    {
        _process = process;
        _sources = sources;
        _begins = begins;
        _thread = new(Talk, SmallStack) { IsBackground = true, Name = $"PiPS copy {process.Id}" };
        _thread.Start();
    }

    /// <summary>For how long nothing has come or gone.</summary>
    public TimeSpan Silence => Stopwatch.GetElapsedTime(Volatile.Read(ref _lastStep));

    /// <summary>What <c>uname</c> says there; <see langword="null"/> if that wasn't heard.</summary>
    public string? Platform { get; private set; }

    /// <summary>Whether there is one for such a machine.</summary>
    public bool HasSource { get; private set; }

    /// <summary>Whether the program is there now.</summary>
    public bool IsThere { get; private set; }

    /// <summary>Why the file here can't be read.</summary>
    public CopySourceException? Unreadable { get; private set; }

    /// <summary>Waits for the talk's end; not for longer than this.</summary>
    public bool Wait(TimeSpan most) => _thread.Join(most);

    /// <summary>Ends it at once, if it hasn't ended.</summary>
    public void Dispose()
    {
        _process.Kill();
        _thread.Join();
    }

    private void Talk()
    {
        try
        {
            Platform = Heard()[CopyScript.Is.Length..];

            if (_sources.FirstOrDefault(source => source.Runtime == CopySource.RuntimeOf(Platform)) is CopySource source)
            {
                HasSource = true;
                IsThere = Put(source);
            }

            _process.Input.Dispose();
        }
        catch (CopySourceException unreadable)
        {
            Unreadable = unreadable;
            _process.Kill();
        }
        catch (Exception ended) when (ended is IOException or ObjectDisposedException or ArgumentOutOfRangeException)
        {
            // How its carrier ended says more.
        }
    }

    private bool Put(CopySource source)
    {
        using FileStream file = CopySourceException.Guard(source, () => File.OpenRead(source.Path));
        Write(Encoding.ASCII.GetBytes(CopySourceException.Guard(source, () => source.Checksum) + "\n"));

        if (Heard() == CopyScript.There)
        {
            return true;
        }

        _begins(source);
        _process.Widen();
        byte[] chunk = new byte[Chunk];

        while (CopySourceException.Guard(source, () => file.Read(chunk)) is int count and > 0)
        {
            Write(chunk.AsSpan(0, count));
        }

        _process.Input.Dispose();
        return Heard() == CopyScript.Done;
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _process.Input.Write(bytes);
        _process.Input.Flush();
        Volatile.Write(ref _lastStep, Stopwatch.GetTimestamp());
    }

    // The next line that is the script's.
    private string Heard()
    {
        StringBuilder line = new();

        while (_noise < MostNoise)
        {
            int next = _process.Output.ReadByte();

            switch (next)
            {
                case < 0:
                    throw new EndOfStreamException();

                case '\n' when line.ToString() is string words && words.StartsWith(CopyScript.Mark, StringComparison.Ordinal):
                    Volatile.Write(ref _lastStep, Stopwatch.GetTimestamp());
                    return words[CopyScript.Mark.Length..].Trim();

                case '\n':
                    line.Clear();
                    break;

                default:
                    _noise++;
                    line.Append((char)next);
                    break;
            }
        }

        throw new EndOfStreamException();
    }
}
