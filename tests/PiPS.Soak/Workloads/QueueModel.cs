using PiPS.Soaking.Checking;

namespace PiPS.Soaking.Workloads;

/// <summary>What must become of messages: each is received once, or, where a consumer was killed on it, reported or given to another.</summary>
internal sealed class QueueModel
{
    private readonly Dictionary<int, int> _lastSent = [];
    private readonly Dictionary<int, int> _sentBy = [];
    private readonly Dictionary<(int Producer, int Number), int> _received = [];
    private readonly Dictionary<(long Consumer, int Producer), int> _order = [];
    private readonly List<string> _disorder = [];
    private int _deadProducers;
    private int _deadConsumers;

    /// <summary>A producer begins; one that replaces another has a number of its own.</summary>
    public int Begin(int producer)
    {
        _lastSent[producer] = -1;
        _sentBy[producer] = 0;
        return producer;
    }

    public int LastSent(int producer) => _lastSent[producer];

    public void Sent(int producer, int number)
    {
        _lastSent[producer] = number;
        _sentBy[producer]++;
    }

    public void Received(long consumer, int[] message)
    {
        (int producer, int number) = (message[0], message[1]);
        ViolationException.Unless(message[2] == 1, $"message {number} of producer {producer} as it was sent", () => "other bytes");
        _received[(producer, number)] = _received.GetValueOrDefault((producer, number)) + 1;

        if (_order.TryGetValue((consumer, producer), out int last) && last >= number)
        {
            _disorder.Add($"consumer {consumer} got {number} of producer {producer} after {last}");
        }

        _order[(consumer, producer)] = number;
    }

    public void CountDeath(bool produces)
    {
        _deadProducers += produces ? 1 : 0;
        _deadConsumers += produces ? 0 : 1;
    }

    public void Check(ScenarioContext context, IReadOnlyList<object?> lost, int lostCount, bool redelivers, int all)
    {
        HashSet<(int Producer, int Number)> reported = [.. lost.Select(message => (object[])message!).Select(message => ((int)message[0], (int)message[1]))];
        (int, int)[] twice = [.. _received.Where(pair => pair.Value > 1).Select(pair => pair.Key)];
        int told = _sentBy.Values.Sum();
        int came = _received.Count + reported.Count(message => !_received.ContainsKey(message));
        (int, int)[] missing = [.. Missing(reported).Take(20)];

        ViolationException.Unless(missing.Length == 0, "each message that was sent to be received, or reported as lost", () => $"neither with {string.Join(", ", missing)}");
        ViolationException.Unless(
            told <= came && came <= told + _deadProducers && (told == all || _deadProducers > 0),
            $"{all} messages, of which {told} were told as sent, and at most one more for each of {_deadProducers} dead producers", () => $"{came}");
        ViolationException.Unless(
            lostCount == lost.Count && lost.Count <= (redelivers ? 0 : _deadConsumers + context.Kills),
            $"at most a message lost for each of {_deadConsumers} dead consumers, none with redelivery", () => $"{lostCount}, {lost.Count} of them shown");
        ViolationException.Unless(
            twice.Length <= (redelivers ? _deadConsumers : 0), $"each message once, but at most {(redelivers ? _deadConsumers : 0)} that were redelivered",
            () => $"more than once: {string.Join(", ", twice.Take(20))}");
        ViolationException.Unless(_deadConsumers > 0 || _disorder.Count == 0, "messages of a producer in order", () => string.Join("; ", _disorder.Take(5)));
    }

    private IEnumerable<(int, int)> Missing(HashSet<(int Producer, int Number)> reported)
    {
        foreach ((int producer, int count) in _sentBy)
        {
            for (int number = _lastSent[producer] - count + 1; number <= _lastSent[producer]; number++)
            {
                if (!_received.ContainsKey((producer, number)) && !reported.Contains((producer, number)))
                {
                    yield return (producer, number);
                }
            }
        }
    }
}
