using PiPS.Engine.Values;

namespace PiPS.Engine.Sharing.Memory;

/// <summary>Keeps shared memory from being sent to where it can't be used.</summary>
public static class LocalMemory
{
    /// <summary>Refuses what lives in this machine's memory.</summary>
    /// <exception cref="UnencodableValueException">It does: under an id of its own.</exception>
    public static void Refuse(SharedReference shared)
    {
        if (shared.Kind is SharedKind.Counter or SharedKind.ByteArray or (>= SharedKind.Int32Array and <= SharedKind.DoubleArray))
        {
            ShareException refused = MemoryErrors.SharedArrayIsLocal(shared.Name);
            throw new UnencodableValueException(refused.Problem) { Id = refused.Id, Target = shared.Name, Advice = refused.Advice };
        }
    }
}
