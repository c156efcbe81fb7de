using PiPS.Benchmarks.Measuring;
using PiPS.Benchmarks.Programs;

namespace PiPS.Benchmarks.Groups;

/// <summary>A program that counts hits on one core and times itself.</summary>
internal sealed class PeerContender
{
    private readonly string _name;
    private readonly long _trials;
    private readonly Func<ChildProgram> _locate;
    private readonly Action<Counting, PeerContender> _check;
    private ChildProgram? _program;

    /// <param name="name">What it is.</param>
    /// <param name="trials">Trials of a round.</param>
    /// <param name="locate">Finds it, or makes it; it takes a seed and a number of trials as further arguments.</param>
    /// <param name="check">Whether its count can be right.</param>
    private PeerContender(string name, long trials, Func<ChildProgram> locate, Action<Counting, PeerContender> check)
    {
        _name = name;
        _trials = trials;
        _locate = locate;
        _check = check;
    }

    /// <summary>A program with random numbers of its own.</summary>
    public static Contender Of(string name, long trials, Func<ChildProgram> locate)
    {
        void Check(Counting counting, PeerContender peer) => WrongHitsException.ThrowUnlessLikely(name, trials, counting.Count);
        return new PeerContender(name, trials, locate, Check).Contender;
    }

    /// <summary>A program that must count what the engine counts.</summary>
    public static Contender Of(string name, long trials, Func<ChildProgram> locate, Action<Func<ulong, long, long>> check)
        => new PeerContender(name, trials, locate, (_, peer) => check((seed, few) => peer.Run(seed, few).Count)).Contender;

    private Contender Contender => new(_name, round => round.Enter(_name, Unit.Trials, _trials / Run(42, _trials).Seconds))
    {
        Prepare = () =>
        {
            _program = _locate();
            _check(Run(42, _trials), this);
        },
    };

    private Counting Run(ulong seed, long trials)
        => Counting.By(_program! with { Arguments = [.. _program.Arguments, $"{seed}", $"{trials}"] });
}
