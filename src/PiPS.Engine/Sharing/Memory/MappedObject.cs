namespace PiPS.Engine.Sharing.Memory;

/// <summary>What lives in shared memory, which is opened when it is used first.</summary>
public abstract class MappedObject : SharedProxy
{
    private readonly Lock _opening = new();
    private volatile SharedMemory? _memory;

    private protected MappedObject(ShareSpace space, in SharedReference reference, SharedMemory? memory = null)
        : base(space, reference)
    {
        _memory = memory;
    }

    /// <summary>What it is called.</summary>
    public string Name => Reference.Name;

    /// <summary>Its memory.</summary>
    /// <exception cref="ShareException">It can't be opened; the next use tries again.</exception>
    internal SharedMemory Memory => _memory ?? Open();

    private SharedMemory Open()
    {
        lock (_opening)
        {
            return _memory ??= Space.OpenMemory(Reference.Id);
        }
    }
}
