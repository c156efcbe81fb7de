namespace PiPS.Benchmarks.Measuring;

/// <summary>Contenders that are measured side by side.</summary>
internal abstract class BenchmarkGroup : IDisposable
{
    /// <summary>The name that <c>--only</c> takes.</summary>
    public abstract string Name { get; }

    /// <summary>The heading of its tables.</summary>
    public abstract string Title { get; }

    /// <summary>Rounds, unless another number is asked for.</summary>
    public abstract int Rounds { get; }

    /// <summary>In the order of their turns.</summary>
    public abstract IReadOnlyList<Contender> Contenders { get; }

    /// <summary>The figures to set against each other.</summary>
    public virtual IReadOnlyList<Quantity> Ratios => [];

    /// <summary>What the design wants.</summary>
    public virtual IReadOnlyList<Target> Targets => [];

    /// <summary>Measures all of them, in turn: a drift of the machine hits all alike.</summary>
    public GroupResult Run(int rounds, Action<string> say)
    {
        GroupResult result = new(this, rounds);
        List<Contender> ready = [.. Contenders.Where(contender => IsReady(contender, result))];
        MachineLoad before = MachineLoad.Now();

        for (int number = 0; number <= rounds; number++)
        {
            say(number == 0 ? $"{Name}: warming up" : $"{Name}: round {number} of {rounds}");
            ready.RemoveAll(contender => !Try(contender, () => contender.Measure(new(result, number)), result));
        }

        Dispose();
        result.OtherLoad = MachineLoad.Now().OthersSince(before);
        return result;
    }

    /// <summary>Ends what it started; more than once does no harm.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);

    private static bool IsReady(Contender contender, GroupResult result)
        => contender.Prepare is null || Try(contender, contender.Prepare, result);

    private static bool Try(Contender contender, Action act, GroupResult result)
    {
        try
        {
            act();
            return true;
        }
        catch (LeftOutException reason)
        {
            result.LeftOut.Add($"{contender.Name}: {reason.Message}");
        }
        catch (WrongHitsException wrong)
        {
            result.WrongHits.Add(wrong.Message);
        }

        return false;
    }
}
