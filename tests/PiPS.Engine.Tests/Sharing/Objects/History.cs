using System.Diagnostics;

namespace PiPS.Engine.Tests.Sharing.Objects;

/// <summary>What was done to one key by several at once: operations with the times of their begin and end.</summary>
internal sealed class History
{
    private readonly List<Operation> _operations = [];

    /// <summary>Does an operation, and keeps it.</summary>
    /// <param name="kind">Get gives what was seen; set and update give what is there now.</param>
    /// <param name="given">What it is given.</param>
    /// <param name="act">The operation.</param>
    public void Do(OperationKind kind, int given, Func<int> act)
    {
        long begin = Stopwatch.GetTimestamp();
        int seen = act();
        long end = Stopwatch.GetTimestamp();

        lock (_operations)
        {
            _operations.Add(new(kind, given, seen, begin, end));
        }
    }

    public void Add(OperationKind kind, int given, int seen, long begin, long end) => _operations.Add(new(kind, given, seen, begin, end));

    /// <summary>Whether there is an order of the operations, one after the other, that explains what each saw, and in which none comes before one that had ended when it began.</summary>
    /// <remarks>Wing and Gong, Testing and verifying concurrent objects, 1993; with Lowe's memory of what was tried (Testing for linearizability, 2017).</remarks>
    public bool IsLinearizable(int start)
    {
        Operation[] operations = [.. _operations.OrderBy(operation => operation.Begin)];
        HashSet<(UInt128 Done, int Value)> tried = [];
        Debug.Assert(operations.Length <= 128, "A set of operations is a number of 128 bits.");
        return Explains(operations, UInt128.Zero, start, tried);
    }

    private static bool Explains(Operation[] operations, UInt128 done, int value, HashSet<(UInt128 Done, int Value)> tried)
    {
        if (done == Mask(operations.Length))
        {
            return true;
        }

        if (!tried.Add((done, value)))
        {
            return false;
        }

        // Of those left, only who began before any of them ended can be next.
        long firstEnd = long.MaxValue;

        for (int i = 0; i < operations.Length; i++)
        {
            firstEnd = IsIn(done, i) ? firstEnd : Math.Min(firstEnd, operations[i].End);
        }

        for (int i = 0; i < operations.Length && operations[i].Begin <= firstEnd; i++)
        {
            if (!IsIn(done, i) && operations[i].TryApply(value, out int next) && Explains(operations, done | (UInt128.One << i), next, tried))
            {
                return true;
            }
        }

        return false;
    }

    private static UInt128 Mask(int count) => count == 128 ? UInt128.MaxValue : (UInt128.One << count) - 1;

    private static bool IsIn(UInt128 set, int index) => (set >> index & 1) != 0;

    private sealed record Operation(OperationKind Kind, int Given, int Seen, long Begin, long End)
    {
        /// <summary>Whether it can have seen what it saw of such a value, and what is there afterwards.</summary>
        public bool TryApply(int value, out int next)
        {
            next = Kind switch
            {
                OperationKind.Set => Given,
                OperationKind.Update => value + Given,
                _ => value,
            };
            return Kind == OperationKind.Set || Seen == next;
        }
    }
}
