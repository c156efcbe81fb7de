namespace PiPS.Engine.Values;

/// <summary>Which objects were met, by identity, and in what order.</summary>
internal sealed class SeenValues
{
    // So few are found faster by looking at each.
    private const int Few = 8;

    // Room for more isn't worth keeping.
    private const int Many = 4096;

    private readonly object?[] _few = new object?[Few];
    private Dictionary<object, int> _all = new(ReferenceEqualityComparer.Instance);
    private int _count;

    /// <summary>Finds an object, or adds it.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Find(object value, out int index)
    {
        for (index = 0; index < Math.Min(_count, Few); index++)
        {
            if (ReferenceEquals(_few[index], value))
            {
                return true;
            }
        }

        if (_count >= Few && !_all.TryAdd(value, _count))
        {
            index = _all[value];
            return true;
        }

        if (_count < Few)
        {
            _few[_count] = value;
        }

        index = _count++;
        return false;
    }

    public void Clear()
    {
        Array.Clear(_few);
        _count = 0;

        if (_all.Count > Many)
        {
            _all = new(ReferenceEqualityComparer.Instance);
        }
        else if (_all.Count > 0)
        {
            _all.Clear();
        }
    }
}
