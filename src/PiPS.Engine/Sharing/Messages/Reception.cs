namespace PiPS.Engine.Sharing.Messages;

/// <summary>What became of a receiver's wait.</summary>
public enum Reception
{
    /// <summary>A message came.</summary>
    Message,

    /// <summary>None came in time.</summary>
    None,

    /// <summary>None will come any more.</summary>
    Ended,
}
