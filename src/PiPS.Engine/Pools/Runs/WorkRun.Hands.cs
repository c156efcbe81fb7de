using PiPS.Engine.Pools.TaskWorkers;

namespace PiPS.Engine.Pools.Runs;

/// <content>What the pool's hands call.</content>
public sealed partial class WorkRun
{
    internal override void Join(int hand, int worker, string host) => Change(() => _hands.Add(new(hand, worker, host)));

    internal override void Rouse() => _gate.Change(_waits.WakeHands);

    internal override void Leave(int hand) => Change(() =>
    {
        RunHand left = _hands.Remove(hand);
        PutBack(left.Held);
    });

    internal override WorkItem[]? TakeBatch(int hand, int most, TimeSpan wait)
    {
        lock (_gate)
        {
            bool isIdle = wait > TimeSpan.Zero;

            if (isIdle && !_cancelled && !_input.HasWork && (!_input.IsComplete || _hands.Laden > 0))
            {
                _waits.ForInput(wait);
            }

            if (isIdle && !_cancelled && _input.HasWork && !_input.HasBatch)
            {
                // Quick items come in a row: a whole batch costs as much to send as one of them.
                Monitor.Wait(_gate, Linger);
            }

            // A worker that has something to do can wait for a whole batch; and where it is asked for what it has, no more may come behind that.
            if (_cancelled || !(isIdle ? _input.HasWork : _input.HasBatch && !_hands[hand].IsLate))
            {
                return null;
            }

            WorkItem[] batch = _input.Take(_hands.Count, most);
            RunHand place = _hands[hand];
            Array.ForEach(batch, place.Held.Enqueue);
            _hands.Weigh(place);

            // In a crowd the next is read when half of what was read is gone.
            if (_input.HasWork)
            {
                _waits.WakeHand();
            }

            if (!IsCrowded || _input.IsLow(_hands.Count))
            {
                _waits.WakeTaker(isUrgent: true);
            }

            return batch;
        }
    }

    internal override int Depth => _gate.Read(() => _input.Depth);

    internal override HashSet<int> Overladen(bool isAnyFree)
        => _gate.Read(() => _cancelled || _input.IsHalted || _input.HasWork ? [] : _hands.Overladen(isAnyFree));

    internal override void Ask(int hand) => _gate.Change(() => _hands.Find(hand)?.IsLate = true);

    internal override bool IsHeldBack(int hand) => _gate.Read(() => _hands.Find(hand)?.IsHeldBack ?? false);

    internal override void LetGo(bool lets)
    {
        lock (_gate)
        {
            if (_letsGo != lets)
            {
                _letsGo = lets;
                Monitor.PulseAll(_gate);
            }
        }
    }

    internal override void Deliver(int hand, IReadOnlyList<WorkEvent> events)
    {
        lock (_gate)
        {
            RunHand place = _hands[hand];
            int ended = 0;
            long nanoseconds = 0;

            for (int i = 0; i < events.Count; i++)
            {
                WorkEvent told = events[i];

                if (told.IsGivenBack)
                {
                    HashSet<long> given = [.. events.Skip(i).TakeWhile(next => next.IsGivenBack).Select(next => next.Index)];
                    PutBack(place.GiveBack(given));
                    i += given.Count - 1;
                    continue;
                }

                while (IsToWait(place, told.Index))
                {
                    place.IsHeldBack = true;
                    Monitor.PulseAll(_gate);
                    Monitor.Wait(_gate);
                }

                place.IsHeldBack = false;

                WorkItem? item = place.Current(told.Index);

                if (told.IsEnd && item is not null)
                {
                    ended++;
                    place.IsLate = false;
                    nanoseconds += told.Nanoseconds;
                    place.Held.Dequeue();
                    place.LastEnded = item.Index;
                    _ends.End(place, item, told, _cancelled);
                }
                else
                {
                    item?.Note(told);
                    _output.Add(item, told, place);
                }
            }

            _hands.Weigh(place);
            _input.Learn(ended, nanoseconds);
            Tell();
        }
    }

    internal override void Lose(int hand, ItemMark mark, bool timedOut, string why) => Change(() =>
    {
        RunHand place = _hands.Remove(hand);
        _ends.Lose(place, mark, timedOut, why, _cancelled);
    });

    // After a halt, what wasn't begun is nobody's.
    private void PutBack(IEnumerable<WorkItem> items)
    {
        foreach (WorkItem item in _cancelled ? [] : items.Reverse())
        {
            _ends.PutBack(item);
        }
    }

    // Nobody takes the results of a run that failed or isn't wanted any more.
    // Nor may the first item, in order, wait behind what its own hand has to tell: all others wait for it.
    private bool IsToWait(RunHand place, long index) => !IsOver && (!_letsGo || _output.IsBrimful)
        && !_output.HasRoom(index, _input.HasRetries || (index != _output.Head && place.Held.Any(item => item.Index == _output.Head)));
}
