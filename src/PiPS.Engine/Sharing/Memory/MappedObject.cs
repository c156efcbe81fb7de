namespace PiPS.Engine.Sharing.Memory;

/// <summary>What lives in shared memory, which is opened when it is used first.</summary>
public abstract class MappedObject
{
    private readonly Func<SharedMemory> _open;
    private readonly Lock _opening = new();
    private volatile SharedMemory? _memory;

    /// <param name="name">What it is called.</param>
    /// <param name="open">Gets the memory; what it throws is thrown by what is done to the object, and it is asked again the next time.</param>
    private protected MappedObject(string name, Func<SharedMemory> open)
    {
        Name = name;
        _open = open;
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Its memory.</summary>
    /// <exception cref="ShareException">It can't be opened.</exception>
    internal SharedMemory Memory => _memory ?? Open();

    private SharedMemory Open()
    {
        lock (_opening)
        {
            return _memory ??= _open();
        }
    }
}
