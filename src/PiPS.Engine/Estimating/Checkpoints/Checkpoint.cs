using PiPS.Engine.Protocol;

namespace PiPS.Engine.Estimating.Checkpoints;

/// <summary>Keeps what a run has finished in a file, from a thread of its own, so that the same command goes on from there.</summary>
/// <remarks>
/// A run depends on seed, generator and block size alone, and its hits are a sum: so a set of finished blocks with their hits is all there
/// is to keep. The file is written at most once an interval, and when the run or the process ends, however that ends but by <c>kill -9</c>.
/// </remarks>
internal sealed class Checkpoint : IDisposable
{
    /// <summary>Time between two lines, unless told.</summary>
    public static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(2);

    // Who shuts a machine down kills what hasn't ended after some seconds: to wait for a disk longer is of no use.
    private static readonly TimeSpan LongestSave = TimeSpan.FromSeconds(5);

    // A disk that is full now won't be less so in a moment.
    private static readonly TimeSpan LeastRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    private readonly object _gate = new();
    private readonly string _path;
    private readonly CheckpointFile _file;
    private readonly TimeSpan _interval;
    private Action<string> _notice = _ => { };
    private Job _job;
    private FinishedMap? _map;
    private Thread? _thread;
    private ProcessEnd? _processEnd;
    private bool _isChanged;
    private bool _isClosing;
    private bool _isFailing;
    private bool _isGone;
    private int _asked;
    private int _taken;
    private int _answered;

    private Checkpoint(string path, CheckpointFile file, TimeSpan interval)
    {
        _path = path;
        _file = file;
        _interval = interval;
    }

    /// <summary>The seed of the run that it has; nothing if it is new.</summary>
    public ulong? Seed => _file.Found?.Seed;

    /// <summary>Opens it, and refuses what isn't of this run.</summary>
    /// <exception cref="InvalidOptionException">It is refused; it is then as it was.</exception>
    public static Checkpoint Open(string path, TimeSpan? interval) => new(path, CheckpointFile.Open(path), interval ?? DefaultInterval);

    /// <summary>The same on any stream, written to as soon as there is anything.</summary>
    internal static Checkpoint On(string path, Stream file) => new(path, CheckpointFile.Read(file, path, file.Flush), TimeSpan.Zero);

    /// <summary>Begins to keep a run's blocks.</summary>
    /// <param name="job">The run.</param>
    /// <param name="notice">Told what isn't as it should be.</param>
    /// <exception cref="InvalidOptionException">The file is of another run; it is then as it was. Or it can't be written.</exception>
    public void Begin(Job job, Action<string> notice)
    {
        _job = job;
        _notice = notice;

        if (_file.Found is { } found)
        {
            Refuse("generator", found.Generator, job.Generator);
            Refuse("seed", found.Seed, job.Seed);
            Refuse("block size", found.BlockSize, job.BlockSize);
        }

        if (_file.IsTorn)
        {
            notice($"The end of the checkpoint {_path} couldn't be read: an earlier state of the run was used.");
        }

        _map = new(job.BlockSize, _file.Found?.Finished ?? []);

        if (_file.Found is null)
        {
            WriteFirst();
        }

        _thread = new(Work) { IsBackground = true, Name = "PiPS checkpoint" };
        _thread.Start();
        _processEnd = new(Save);
    }

    /// <summary>Begins a stage: says what of it is finished, and what isn't.</summary>
    /// <exception cref="InvalidOptionException">Blocks of it are known only together with later ones.</exception>
    public IReadOnlyList<FinishedBlocks> Stage(BlockRange stage, out IReadOnlyList<BlockRange> gaps)
    {
        lock (_gate)
        {
            return _map!.Begin(stage, _job.Plan, out gaps)
                ?? throw CheckpointErrors.CheckpointBeyond(_path, new BlockPlan(BlockPlan.MaximumTrials, _job.BlockSize)
                    .TrialsBefore(_map.Content.Last(blocks => blocks.First < stage.End).Range.End));
        }
    }

    /// <summary>Adds finished blocks. Costs next to nothing: it is called under the dealer's lock.</summary>
    public void Add(FinishedBlocks blocks)
    {
        lock (_gate)
        {
            _map!.Add(blocks);
            _isChanged = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Writes what isn't written yet without waiting for the interval, and comes back when it is, or after some seconds.</summary>
    internal void Save()
    {
        lock (_gate)
        {
            long start = Environment.TickCount64;
            int asked = ++_asked;
            Monitor.PulseAll(_gate);

            while (_answered < asked && _thread!.IsAlive && Left(start, LongestSave) > TimeSpan.Zero)
            {
                Monitor.Wait(_gate, LookEvery);
            }
        }
    }

    /// <summary>Writes what isn't written yet, and closes the file.</summary>
    public void Dispose()
    {
        _processEnd?.Dispose();

        lock (_gate)
        {
            _isClosing = true;
            Monitor.PulseAll(_gate);
        }

        _thread?.Join();
        _file.Dispose();
    }

    private void Refuse<T>(string what, T inFile, T asked)
        where T : struct
    {
        if (!inFile.Equals(asked))
        {
            throw CheckpointErrors.CheckpointDiffers(_path, what, $"{inFile}", $"{asked}");
        }
    }

    // Who may not write learns it now, and not after a day.
    private void WriteFirst()
    {
        try
        {
            _file.Write(Content());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (_file.IsNew)
            {
                File.Delete(_path);
            }

            throw CheckpointErrors.CheckpointNotOpened(_path, error.Message, "Make room on its disk, or give a path elsewhere.");
        }
    }

    private CheckpointContent Content() => new(_job.Generator, _job.Seed, _job.BlockSize, _map!.Content);

    private void Work()
    {
        while (Next() is CheckpointContent content)
        {
            try
            {
                _file.Write(content);
                _isFailing = false;
                NoticeIfGone();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Failed(error);
            }
        }
    }

    /// <summary>Waits until there is something to write, and it is time for it.</summary>
    /// <returns>Nothing once all is written.</returns>
    private CheckpointContent? Next()
    {
        lock (_gate)
        {
            long start = Environment.TickCount64;
            TimeSpan interval = _isFailing && _interval < LeastRetry ? LeastRetry : _interval;
            Answer(_isChanged ? _taken : _asked);

            while (!_isClosing && _asked == _answered && (!_isChanged || Left(start, interval) > TimeSpan.Zero))
            {
                Monitor.Wait(_gate, _isChanged ? Left(start, interval) : Timeout.InfiniteTimeSpan);
                Answer(_isChanged ? _answered : _asked);
            }

            _taken = _asked;

            // At the end once more, whether it works or not.
            if (!_isChanged)
            {
                return null;
            }

            _isChanged = false;
            return Content();
        }
    }

    // Whoever asked until then knows that it is written, or can't be.
    private void Answer(int asked)
    {
        _answered = asked;
        Monitor.PulseAll(_gate);
    }

    private void NoticeIfGone()
    {
        if (!_isGone && _file.IsGone)
        {
            _isGone = true;
            _notice($"The checkpoint {_path} was removed or renamed while the run uses it. The run goes on, but can't be resumed under that name.");
        }
    }

    private static TimeSpan Left(long start, TimeSpan of)
    {
        TimeSpan left = of - TimeSpan.FromMilliseconds(Environment.TickCount64 - start);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private void Failed(Exception error)
    {
        lock (_gate)
        {
            if (!_isFailing || _isClosing)
            {
                _notice(_isClosing
                    ? $"The checkpoint {_path} couldn't be written at the end: {error.Message} It has an earlier state of the run."
                    : $"The checkpoint {_path} can't be written: {error.Message} The run goes on, and tries again.");
            }

            _isFailing = true;
            _isChanged = !_isClosing;
        }
    }
}
