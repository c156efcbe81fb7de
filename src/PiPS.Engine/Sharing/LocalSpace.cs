using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Sharing.Server;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing;

/// <summary>The shared objects of this session: they live here, and workers ask for them.</summary>
/// <remarks>
/// One lock for all: what is done under it takes a microsecond and never waits, so that watching several objects, a
/// worker's death and whoever waits for whom are simple. Answers are handed over outside of it.
/// </remarks>
public sealed class LocalSpace : ShareSpace
{
    private readonly Lock _gate = new();
    private readonly Answers _answers = new();
    private readonly ResourceTable _resources;
    private List<(ShareCall Call, ShareAnswer Answer)>? _spare;
    private long _seats;

    /// <param name="codec">Gives the calling thread what turns values into bytes.</param>
    /// <param name="owner">Tells scripts that run in this process apart; <see langword="null"/>: by their threads.</param>
    /// <param name="stoppable">Waits so that what stops the calling script ends the wait; <see langword="null"/>: nothing does.</param>
    public LocalSpace(Func<IValueCodec> codec, Func<long>? owner = null, Func<Func<CancellationToken, bool>, bool>? stoppable = null)
        : base(codec, owner ?? (() => Environment.CurrentManagedThreadId), stoppable)
    {
        _resources = new(_answers);
    }

    internal override bool Waits(Seat seat)
    {
        bool waits = false;
        Change(() => waits = seat.Waiting.Count > 0);
        return waits;
    }

    internal override Seat Join() => new(this, Interlocked.Increment(ref _seats));

    internal override void EndRun(Seat seat) => Change(() =>
    {
        foreach (SharedResource held in seat.Holds.ToArray())
        {
            held.EndRun(seat);
        }
    });

    internal override void Leave(Seat seat, TakenMark mark) => Change(() =>
    {
        seat.HasLeft = true;

        foreach (ShareCall call in seat.Waiting.Where(one => !one.OutlivesSeat).ToArray())
        {
            Abandon(call);
        }

        foreach (SharedResource held in seat.Holds.ToArray())
        {
            held.Leave(seat, mark);
        }

        seat.Holds.Clear();
    });

    internal override void Forget(ShareCall call) => Change(() => Abandon(call));

    internal override void Start(ShareCall call)
    {
        // What takes a while is done outside of the lock.
        switch (call.Verb)
        {
            case ShareVerb.PutOne:
                call.Parcel ??= Parcel.Copy(call.Content.Span);
                Change(() => Begin(call));
                break;
            case ShareVerb.Create when MemoryRequest.Of(call) is MemoryRequest request:
                ShareAnswer made = call.Seat.IsElsewhere ? ShareAnswer.Refused(MemoryErrors.SharedArrayIsLocal(request.Name)) : Make(request);
                Change(() => _answers.Add(call, made));
                break;
            case ShareVerb.Remove:
                SharedResource? removed = null;
                Change(() => removed = _resources.TryGet(call.Target, out SharedResource? resource) ? resource : null);
                Change(() => Begin(call));
                (removed as IDisposable)?.Dispose();
                break;
            default:
                Change(() => Begin(call));
                break;
        }
    }

    /// <summary>Ends all shared objects.</summary>
    public void RemoveAll()
    {
        foreach (SharedProxy shared in All())
        {
            try
            {
                Remove(shared);
            }
            catch (ShareException)
            {
                // Somebody else did.
            }
        }
    }

    internal override SharedReference CreateMemory(SharedKind kind, string name, long bytes, CancellationToken stop)
    {
        SharedMemory memory = SharedMemory.Create(bytes, stop);

        try
        {
            SharedReference reference = default;
            Change(() => reference = _resources.Create(kind, name, memory));
            return reference;
        }
        catch (ShareException)
        {
            memory.Dispose();
            throw;
        }
    }

    internal override SharedMemory OpenMemory(long id)
    {
        SharedResource? resource = null;
        Change(() => resource = _resources.Of(id));
        return resource is MemoryResource memory ? memory.Memory : throw ShareRefusals.SharedObjectRemoved();
    }

    private ShareAnswer Make(MemoryRequest request)
    {
        try
        {
            SharedReference reference = CreateMemory(request.Kind, request.Name, request.Bytes, CancellationToken.None);
            return ShareAnswer.With(new ShareWriter().Reference(reference).ToArray());
        }
        catch (ShareException refused)
        {
            return ShareAnswer.Refused(refused);
        }
    }

    private void Begin(ShareCall call)
    {
        if (call.Outcome is not null)
        {
            // Forgotten before it began.
            return;
        }

        try
        {
            Serve(call);
        }
        catch (ShareException refused)
        {
            _answers.Add(call, ShareAnswer.Refused(refused));
        }
        catch (UnencodableValueException)
        {
            // The answer, not the request: all the keys and values of a dictionary, say.
            _answers.Add(call, ShareAnswer.Refused(ShareRefusals.SharedTooLarge(Array.MaxLength)));
        }

        if (call.Outcome is not null)
        {
            return;
        }

        if (call is ToldCall)
        {
            // Nobody waits for it: only a worker that has lost its mind asks so, and without end perhaps.
            Abandon(call);
            return;
        }

        call.Seat.Waiting.Add(call);
    }

    private void Serve(ShareCall call)
    {
        if (call.Seat.HasLeft)
        {
            throw ShareRefusals.WorkerEnded();
        }

        switch (call.Verb)
        {
            case ShareVerb.Create:
                _answers.Add(call, ShareAnswer.With(_resources.Create(new ShareReader(call.Content))));
                break;
            case ShareVerb.Find:
                _answers.Add(call, ShareAnswer.With(_resources.Find(new ShareReader(call.Content))));
                break;
            case ShareVerb.All:
                _answers.Add(call, ShareAnswer.With(_resources.All()));
                break;
            case ShareVerb.Remove:
                Remove(_resources.Of(call.Target));
                _answers.Add(call, ShareAnswer.Done);
                break;
            case ShareVerb.WaitAny:
                Watch(call);
                break;
            default:
                _resources.Of(call.Target).Serve(call);
                break;
        }
    }

    private void Watch(ShareCall call)
    {
        ShareReader content = new(call.Content);

        // Each once, however often it is asked for.
        HashSet<SharedResource> watched = [];

        for (int left = content.Count(); left > 0; left--)
        {
            watched.Add(_resources.Of(content.Number()));
        }

        call.Watch = new(call, [.. watched]);
        call.Watch.Begin(_answers);
    }

    private void Abandon(ShareCall call)
    {
        if (call.Outcome is not null)
        {
            return;
        }

        if (call.Watch is WatchCall watch)
        {
            watch.End();
        }
        else if (_resources.TryGet(call.Target, out SharedResource? resource))
        {
            resource.Abandon(call);
        }

        _answers.Add(call, ShareAnswer.Cancelled);
    }

    private void Remove(SharedResource resource)
    {
        _resources.Remove(resource);
        resource.Remove();

        foreach (WatchCall watcher in resource.Watchers.ToArray())
        {
            watcher.End();
            _answers.Add(watcher.Call, ShareAnswer.Refused(ShareRefusals.SharedObjectRemoved()));
        }
    }

    private void Change(Action change)
    {
        List<(ShareCall Call, ShareAnswer Answer)>? due = null;

        try
        {
            lock (_gate)
            {
                try
                {
                    change();
                }
                finally
                {
                    if (_answers.Any)
                    {
                        due = _answers.Take(_spare ?? []);
                        _spare = null;
                    }
                }
            }
        }
        finally
        {
            if (due is not null)
            {
                HandOver(due);
            }
        }
    }

    private void HandOver(List<(ShareCall Call, ShareAnswer Answer)> due)
    {
        foreach ((ShareCall call, ShareAnswer answer) in due)
        {
            call.Answer(answer);
        }

        due.Clear();
        _spare = due;
    }
}
