using PiPS.Engine.Pools;
using PiPS.Engine.Sharing.Memory;
using PiPS.Engine.Values;

namespace PiPS.Cmdlets.Pools;

/// <summary>Makes bytes of what worker processes get, on the pipeline's thread, which has the session's type data.</summary>
/// <remarks>It is also when an input is what it is: whoever made it may change it as soon as it has been read.</remarks>
internal sealed class InputEncoder
{
    private readonly PowerShellCodec _foreign = new();
    private readonly CompactCodec _codec;

    private InputEncoder(bool isElsewhere)
    {
        _codec = new(_foreign, null, isElsewhere ? LocalMemory.Refuse : null);
    }

    /// <summary>The encoder for a pool's workers; threads need none.</summary>
    public static InputEncoder? For(WorkerPool pool) => pool.Type == nameof(PoolType.Thread) ? null : new(pool.Launcher is not null);

    /// <returns>Nothing for what any thread can encode, and for what can't travel: then its item fails in its turn.</returns>
    public byte[]? Encode(object? input)
    {
        object? plain = _foreign.Unwrap(input);

        if (plain is null || CompactCodec.IsScalar(plain.GetType()))
        {
            return null;
        }

        try
        {
            return _codec.Encode(plain);
        }
        catch (UnencodableValueException)
        {
            return null;
        }
    }
}
