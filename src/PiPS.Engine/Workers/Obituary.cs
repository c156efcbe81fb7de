using PiPS.Engine.Launchers;
using PiPS.Engine.Protocol;

namespace PiPS.Engine.Workers;

/// <summary>Says why a worker is lost.</summary>
internal static class Obituary
{
    /// <summary>Whether an error means that the worker is lost.</summary>
    public static bool IsLoss(Exception error) => error is IOException or ProtocolException or ObjectDisposedException or LaunchRefusedException;

    /// <summary>What was printed, before the first frame and to standard error, as far as there was anything.</summary>
    public static string Words(string printed, string complained)
        => string.Join(Environment.NewLine, new[] { printed, complained }.Where(words => words.Length > 0));

    /// <summary>Of this process's own child.</summary>
    /// <param name="processId">The worker's.</param>
    /// <param name="error">What showed that it is lost.</param>
    /// <param name="isMute">Whether it just ended.</param>
    /// <param name="ending">How it ended.</param>
    /// <param name="words">Its last words.</param>
    public static WorkerLostException Here(int processId, Exception error, bool isMute, string ending, string words)
    {
        string why = isMute ? ending : $"was given up: {error.Message.TrimEnd('.')}";
        return new(processId, $"Worker process {processId} {why}.{Farewell(words)}", error, isMute ? null : error.Message);
    }

    /// <summary>Of one that was elsewhere.</summary>
    /// <param name="processId">The worker's.</param>
    /// <param name="error">What showed that it is lost.</param>
    /// <param name="landing">Where it was.</param>
    /// <param name="why">Why.</param>
    /// <param name="ending">How what carried its words ended.</param>
    /// <param name="words">Its last words.</param>
    public static WorkerLostException There(
        int processId, Exception error, Landing landing, LaunchFailure why, string ending, string words)
    {
        string nonsense = error is ProtocolException or IOException { InnerException: null } and not EndOfStreamException ? $" {error.Message}" : string.Empty;
        string message = $"The worker on {landing.Host} is lost: {why.Message}{nonsense} What carried its words {ending}. {why.Advice}{Farewell(words)}";
        return new(processId, message, error, why.Message) { Landing = landing, Failure = why, LastWords = words };
    }

    private static string Farewell(string words) => words.Length == 0 ? string.Empty : $" Its last words: {words}";
}
