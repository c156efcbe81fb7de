namespace PiPS.Engine.Launchers;

/// <summary>The file that is to be copied can't be read here.</summary>
internal sealed class CopySourceException : Exception
{
    private CopySourceException(string path, Exception cause)
        : base(cause.Message, cause)
    {
        Path = path;
    }

    public string Path { get; }

    /// <summary>Tells its errors from those of the way to another machine.</summary>
    public static T Guard<T>(CopySource source, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CopySourceException(source.Path, error);
        }
    }
}
