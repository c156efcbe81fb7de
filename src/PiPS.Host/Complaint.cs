namespace PiPS.Host;

/// <summary>What goes wrong, as a line on standard error. Where that can't be written, the exit code has to do.</summary>
internal static class Complaint
{
    public static void Write(string message)
    {
        try
        {
            Console.Error.WriteLine($"pips: {message}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Nobody can be told.
        }
    }
}
