using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Sharing.Messages;
using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing;

/// <summary>Where a process reaches shared objects: its own session's, or those of the session that it works for.</summary>
/// <remarks>Any thread may use it.</remarks>
public abstract class ShareSpace : ISharedValues
{
    // Whoever has to wait for longer than this is made stoppable, which costs more than most requests.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    // More memory than this isn't kept for the next value.
    private const int MostScratch = 4 << 20;

    [ThreadStatic]
    private static Seat? _threadSeat;

    [ThreadStatic]
    private static ByteWriter? _scratch;

    // Mapping takes its time, and a worker may be handed the same array with each item.
    private readonly Dictionary<long, WeakReference<SharedMemory>> _memories = [];
    private readonly Func<IValueCodec> _codec;
    private readonly Func<long> _owner;
    private readonly Func<Func<CancellationToken, bool>, bool>? _stoppable;

    /// <param name="codec">Gives the calling thread what turns values into bytes.</param>
    /// <param name="owner">Tells scripts that run in this process apart: what one has locked, the others haven't.</param>
    /// <param name="stoppable">Waits so that what stops the calling script ends the wait; <see langword="null"/>: nothing does.</param>
    private protected ShareSpace(Func<IValueCodec> codec, Func<long> owner, Func<Func<CancellationToken, bool>, bool>? stoppable)
    {
        _codec = codec;
        _owner = owner;
        _stoppable = stoppable;
        Main = new(this, 0);
    }

    /// <summary>The process's own seat.</summary>
    internal Seat Main { get; }

    /// <summary>The calling thread's seat.</summary>
    internal Seat Current => _threadSeat is Seat seat && ReferenceEquals(seat.Space, this) ? seat : Main;

    /// <summary>Which of this process's scripts the calling thread runs.</summary>
    internal long Owner => _owner();

    /// <summary>Whether receivers may take messages ahead: where it is known, should a worker die, which of them its script was handed.</summary>
    internal bool TakesAhead { get; set; } = true;

    /// <summary>What turns values into bytes.</summary>
    internal IValueCodec Codec => _codec();

    /// <inheritdoc/>
    public object Resolve(in SharedReference reference) => SharedProxies.Make(this, reference);

    /// <summary>Whatever the calling thread asks from now on, it asks from this seat.</summary>
    internal static void Sit(Seat? seat) => _threadSeat = seat;

    /// <summary>A seat for a worker.</summary>
    internal abstract Seat Join();

    /// <summary>A seat's script has ended: what it holds is given up, but it stays.</summary>
    internal abstract void EndRun(Seat seat);

    /// <summary>A seat's owner has gone.</summary>
    internal abstract void Leave(Seat seat, TakenMark mark);

    /// <summary>What the calling thread sends quietly with to a channel; <see langword="null"/> where nothing is gained by it.</summary>
    internal virtual QuietSending? Quiet(long channel) => null;

    /// <summary>Notes where the session finds it, should this process die, how many messages of a batch a script was handed.</summary>
    internal virtual void NoteHanded(Seat seat, long batch, int count)
    {
    }

    /// <summary>Whether this process itself waits for a shared object.</summary>
    internal bool IsWaiting => Waits(Main);

    /// <summary>Whether a seat waits for a shared object.</summary>
    internal abstract bool Waits(Seat seat);

    /// <summary>Begins a request: it is answered once, perhaps before this returns.</summary>
    internal abstract void Start(ShareCall call);

    /// <summary>A request is waited for no longer: it is answered soon, by <see cref="ShareStatus.Cancelled"/> if it isn't done by then.</summary>
    internal abstract void Forget(ShareCall call);

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="target">The shared object; 0 for all of them.</param>
    /// <param name="verb">What is asked.</param>
    /// <param name="content">What belongs to it.</param>
    /// <param name="limit">After this it is cancelled; <see langword="null"/> for no limit.</param>
    /// <param name="stop">Cancels it.</param>
    /// <exception cref="ShareException">It is refused.</exception>
    internal ShareAnswer Ask(long target, ShareVerb verb, ReadOnlyMemory<byte> content = default, TimeSpan? limit = null, CancellationToken stop = default)
    {
        WaitingCall call = Begin(target, verb, content);
        return Finish(call, limit, stop);
    }

    /// <summary>Asks; the answer is waited for by <see cref="Finish"/>.</summary>
    internal WaitingCall Begin(long target, ShareVerb verb, ReadOnlyMemory<byte> content = default)
    {
        WaitingCall call = new(Current, target, verb, _owner(), content);
        Start(call);
        return call;
    }

    /// <summary>Waits for an answer.</summary>
    /// <exception cref="ShareException">It is refused.</exception>
    internal ShareAnswer Finish(WaitingCall call, TimeSpan? limit = null, CancellationToken stop = default)
    {
        bool came = false;

        try
        {
            came = Await(call, limit, stop);
        }
        finally
        {
            // Also where the script that waits is stopped, which it is told by an exception.
            if (!came)
            {
                Forget(call);

                while (!AwaitHere(call, null, CancellationToken.None))
                {
                    // The session has gone amid the wait: whoever sees that answers it.
                }
            }
        }

        return call.Received.Checked();
    }

    /// <summary>Waits for an answer.</summary>
    /// <returns>Whether it came.</returns>
    internal bool Await(WaitingCall call, TimeSpan? limit, CancellationToken stop)
    {
        if (_stoppable is null || stop.CanBeCanceled || limit <= Moment)
        {
            return AwaitHere(call, limit, stop);
        }

        // A script's own call, such as $lock.Enter() or $d.key = 5: PowerShell stops commands, and not what these call.
        return AwaitHere(call, Moment, stop) || _stoppable(end => AwaitHere(call, limit - Moment, end));
    }

    /// <summary>The same, whoever calls.</summary>
    private protected virtual bool AwaitHere(WaitingCall call, TimeSpan? limit, CancellationToken stop) => call.Wait(limit, stop);

    /// <summary>Tells what needs no answer.</summary>
    internal void Tell(long target, ShareVerb verb, ReadOnlyMemory<byte> content = default)
        => Start(new ToldCall(Current, target, verb, _owner(), content));

    /// <summary>Makes a shared object.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <param name="options">What its kind needs to know.</param>
    /// <exception cref="ShareException">The name is taken, or the options are refused.</exception>
    internal object Create(SharedKind kind, string name, ReadOnlyMemory<byte> options = default)
    {
        ShareWriter content = new();
        content.Byte((byte)kind).Text(name).Rest(options.Span);
        return Resolve(new ShareReader(Ask(0, ShareVerb.Create, content.ToArray()).Content).Reference());
    }

    /// <summary>Makes a shared object that is memory.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its name; empty for one that is free.</param>
    /// <param name="bytes">Its size, from 1.</param>
    /// <param name="stop">Stops what takes a while.</param>
    /// <exception cref="ShareException">There isn't enough memory, or the name is taken.</exception>
    internal virtual SharedReference CreateMemory(SharedKind kind, string name, long bytes, CancellationToken stop)
    {
        ShareWriter content = new();
        content.Byte((byte)kind).Text(name).Number(bytes);
        return new ShareReader(Ask(0, ShareVerb.Create, content.ToArray(), null, stop).Content).Reference();
    }

    /// <summary>The memory of such an object.</summary>
    /// <exception cref="ShareException">It was removed, or can't be reached from this process.</exception>
    internal virtual SharedMemory OpenMemory(long id)
    {
        lock (_memories)
        {
            if (_memories.TryGetValue(id, out WeakReference<SharedMemory>? known) && known.TryGetTarget(out SharedMemory? memory))
            {
                return memory;
            }

            ShareReader content = new(Ask(id, ShareVerb.Describe).Content);
            memory = SharedMemory.Open(new(content.Text(), content.Number(), content.Signed()));
            _memories[id] = new(memory);
            return memory;
        }
    }

    /// <summary>The shared object of a name.</summary>
    /// <exception cref="ShareException">There is none.</exception>
    public object Find(string name)
        => Resolve(new ShareReader(Ask(0, ShareVerb.Find, new ShareWriter().Text(name).ToArray()).Content).Reference());

    /// <summary>All shared objects, by name.</summary>
    public IReadOnlyList<SharedProxy> All()
    {
        ShareReader content = new(Ask(0, ShareVerb.All).Content);
        List<SharedProxy> all = [];

        for (int left = content.Count(); left > 0; left--)
        {
            all.Add((SharedProxy)Resolve(content.Reference()));
        }

        return all;
    }

    /// <summary>Ends a shared object: whoever waits for it is refused.</summary>
    /// <exception cref="ShareException">It has ended before.</exception>
    public void Remove(SharedProxy shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        Ask(shared.Reference.Id, ShareVerb.Remove);
    }

    /// <summary>Does something with a value's bytes, which are good only meanwhile: they are in memory that is used again.</summary>
    /// <exception cref="UnencodableValueException">It can't be turned into bytes.</exception>
    internal T WithBytes<T>(object? value, Func<ReadOnlyMemory<byte>, T> use)
    {
        // What encodes may run a script, which may share something itself.
        ByteWriter target = _scratch ?? new();
        _scratch = null;

        try
        {
            target.Truncate();
            Codec.Write(target, value);
            return use(target.Memory);
        }
        finally
        {
            _scratch = target.Memory.Length <= MostScratch ? target : null;
        }
    }

    /// <summary>A value as bytes.</summary>
    /// <exception cref="UnencodableValueException">It can't be turned into bytes.</exception>
    internal byte[] Encode(object? value)
    {
        ByteWriter target = new();
        Codec.Write(target, value);
        return target.Bytes.ToArray();
    }

    /// <summary>The value of such bytes.</summary>
    /// <exception cref="ShareException">They are none.</exception>
    internal object? Decode(ReadOnlyMemory<byte> bytes)
    {
        ByteReader source = new(bytes.Span);

        try
        {
            return Codec.Read(ref source);
        }
        catch (Protocol.ProtocolException nonsense)
        {
            // The session doesn't look into what workers share: it is found out here.
            throw ShareRefusals.ValueUnreadable(nonsense);
        }
    }
}
