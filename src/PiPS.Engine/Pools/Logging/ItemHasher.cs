using System.Security.Cryptography;
using System.Text;
using PiPS.Engine.Values;

namespace PiPS.Engine.Pools.Logging;

/// <summary>Makes the keys of a script's items. One thread at a time uses it.</summary>
internal sealed class ItemHasher
{
    /// <summary>A buffer that grew beyond this for one item isn't kept for the next.</summary>
    private const int KeptBytes = 1 << 20;

    private readonly byte[] _script;
    private readonly ContentWriter _content;
    private ByteWriter _buffer = new();

    /// <param name="script">The script's text.</param>
    /// <param name="foreign">What knows the shell's values.</param>
    public ItemHasher(string script, IForeignCodec foreign)
    {
        _script = SHA256.HashData(Encoding.UTF8.GetBytes(script));
        _content = new(foreign);
    }

    /// <exception cref="UnencodableValueException">The item has no bytes to know it by.</exception>
    public ContentKey Of(object? item)
    {
        try
        {
            _buffer.Truncate();
            _buffer.Append(_script);
            _content.Write(_buffer, item);
            return ContentKey.Of(_buffer.Bytes);
        }
        finally
        {
            if (_buffer.Length > KeptBytes)
            {
                _buffer = new();
            }
        }
    }
}
