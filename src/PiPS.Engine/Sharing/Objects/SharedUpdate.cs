namespace PiPS.Engine.Sharing.Objects;

/// <summary>An update under way: nobody else changes what it is about until it is completed or disposed of, which leaves it as it was.</summary>
public sealed class SharedUpdate : IDisposable
{
    private readonly SharedObject _shared;
    private readonly byte[] _key;
    private bool _hasEnded;

    internal SharedUpdate(SharedObject shared, byte[] key, object? value)
    {
        _shared = shared;
        _key = key;
        Value = value;
    }

    /// <summary>What is there, a copy; <see langword="null"/> if there is nothing. Of a whole list object[], of a whole dictionary an OrderedDictionary.</summary>
    public object? Value { get; }

    /// <summary>Ends the update.</summary>
    /// <param name="value">What is there from now on. Of a whole list its values, of a whole dictionary a dictionary.</param>
    /// <exception cref="ShareException">It has ended before, or the value isn't a dictionary.</exception>
    /// <exception cref="Values.UnencodableValueException">The value can't travel; the update goes on.</exception>
    public void Complete(object? value)
    {
        if (_hasEnded)
        {
            throw ShareRefusals.UpdateNotBegun();
        }

        _shared.EndUpdate(_key, value);
        _hasEnded = true;
    }

    /// <summary>Ends the update, unless it has: all stays as it was.</summary>
    public void Dispose()
    {
        if (!_hasEnded)
        {
            _hasEnded = true;
            _shared.CancelUpdate(_key);
        }
    }
}
