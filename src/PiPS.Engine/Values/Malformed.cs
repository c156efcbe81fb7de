using PiPS.Engine.Protocol;

namespace PiPS.Engine.Values;

/// <summary>Why bytes are no value.</summary>
internal static class Malformed
{
    public static ProtocolException Because(string message, Exception? cause = null) => new(Rejection.Malformed, message, cause);
}
