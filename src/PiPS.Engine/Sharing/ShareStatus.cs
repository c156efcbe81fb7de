namespace PiPS.Engine.Sharing;

/// <summary>How a request ended. The numbers are on the wire.</summary>
internal enum ShareStatus : byte
{
    /// <summary>As was asked.</summary>
    Done = 0,

    /// <summary>Whoever asked has forgotten it, before it was done.</summary>
    Cancelled = 1,

    /// <summary>There is, and will be, no more.</summary>
    Ended = 2,

    /// <summary>It is refused: three texts, the error's id, a message and what to do.</summary>
    Refused = 3,

    /// <summary>As was asked; but whoever held it before died of something.</summary>
    Abandoned = 4,
}
