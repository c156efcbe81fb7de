using PiPS.Engine.Estimating;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>Counts the hits of blocks on several threads: a worker that has a machine to itself.</summary>
/// <remarks>The calling thread is one of them; it alone asks whether to go on.</remarks>
internal sealed class CounterTeam : IDisposable
{
    private const int SmallStack = 256 * 1024;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(2);

    private readonly Gate _gate = new();
    private readonly BlockPlan _plan;
    private readonly BlockCounter[] _counters;
    private readonly Tally[] _tallies;
    private readonly Thread[] _threads;
    private BlockRange _blocks;
    private long _round;
    private int _counting;
    private volatile bool _cut;
    private bool _ended;

    /// <param name="job">What is sampled.</param>
    /// <param name="threads">How many count, from 1.</param>
    public CounterTeam(Job job, int threads)
    {
        _plan = job.Plan;
        _counters = [.. Enumerable.Range(0, threads).Select(_ => new BlockCounter(job))];
        _tallies = new Tally[threads];
        _threads = [.. Enumerable.Range(1, threads - 1).Select(member => new Thread(() => Serve(member), SmallStack)
        {
            IsBackground = true,
            Name = $"PiPS counter {member}",
        })];

        foreach (Thread thread in _threads)
        {
            thread.Start();
        }
    }

    /// <summary>Counts the blocks, in shares.</summary>
    /// <param name="blocks">Blocks of the plan.</param>
    /// <param name="goOn">Asked after each slice, with the trials that the calling thread counted; to say no cuts the rest.</param>
    /// <returns>The first trials of these blocks, in order: all of them, unless cut. What was counted behind the first gap is dropped.</returns>
    public Tally Count(BlockRange blocks, Func<long, bool> goOn)
    {
        _gate.Change(() =>
        {
            _blocks = blocks;
            _cut = false;
            _counting = _threads.Length;
            _round++;
        });

        Tally own = _counters[0].Count(Share(0), trials => !(_cut |= !goOn(trials)));
        _tallies[0] = own;

        while (!WaitForOthers())
        {
            _cut |= !goOn(own.Trials);
        }

        return Prefix();
    }

    public void Dispose()
    {
        _cut = true;
        _gate.Change(() => _ended = true);

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private BlockRange Share(int member) => _blocks.Share(member, _counters.Length);

    private bool WaitForOthers()
    {
        lock (_gate)
        {
            return _counting == 0 || (Monitor.Wait(_gate, LookEvery) && _counting == 0);
        }
    }

    private Tally Prefix()
    {
        Tally sum = default;

        for (int i = 0; i < _tallies.Length; i++)
        {
            sum += _tallies[i];

            if (_tallies[i].Trials < _plan.TrialsIn(Share(i)))
            {
                break;
            }
        }

        return sum;
    }

    private void Serve(int member)
    {
        long round = 0;

        while (true)
        {
            lock (_gate)
            {
                while (_round == round && !_ended)
                {
                    Monitor.Wait(_gate);
                }

                if (_ended)
                {
                    return;
                }

                round = _round;
            }

            _tallies[member] = _counters[member].Count(Share(member), _ => !_cut);
            _gate.Change(() => _counting--);
        }
    }
}
