using System.Management.Automation.Runspaces;
using PiPS.Cmdlets.Pools;
using PiPS.Engine.Sharing;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets.Sharing;

/// <summary>Where this process reaches shared objects: in a session they are its own, in a worker process those of the session that it works for.</summary>
public static class SessionShares
{
    // What encodes for a runspace has to be made in it: its type data says how.
    [ThreadStatic]
    private static CompactCodec? _codec;

    [ThreadStatic]
    private static Runspace? _home;

    private static ShareSpace? _current;

    /// <summary>Where.</summary>
    public static ShareSpace Current => LazyInitializer.EnsureInitialized(ref _current, () => new LocalSpace(Codec, Owner, ScriptWait.Stoppable));

    /// <summary>Makes this process a worker's, which has no shared objects of its own.</summary>
    internal static RemoteSpace BecomeWorker()
    {
        RemoteSpace space = new(Codec, Owner, ScriptWait.Stoppable);
        _current = space;
        return space;
    }

    private static CompactCodec Codec()
    {
        Runspace? home = Runspace.DefaultRunspace;

        if (_codec is null || !ReferenceEquals(_home, home))
        {
            _codec = PoolFactory.Codec();
            _home = home;
        }

        return _codec;
    }

    // What one runspace has locked, the others haven't; threads without one are told apart by themselves.
    private static long Owner() => Runspace.DefaultRunspace?.Id ?? -Environment.CurrentManagedThreadId;
}
