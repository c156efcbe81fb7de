namespace PiPS.Engine.Protocol;

/// <summary>Why bytes were refused.</summary>
public enum Rejection
{
    /// <summary>No magic number within the first 64 KiB, or none at all.</summary>
    NoMagic,

    /// <summary>The other side speaks another version.</summary>
    UnsupportedVersion,

    /// <summary>A frame announces more than <see cref="Wire.MaximumPayload"/> bytes.</summary>
    FrameTooLarge,

    /// <summary>A frame of a kind that this version, or this side, doesn't know.</summary>
    UnknownKind,

    /// <summary>A frame whose content doesn't fit its kind: too short, too long, or out of range.</summary>
    Malformed,

    /// <summary>A frame that may not come here, such as a second hello.</summary>
    OutOfOrder,

    /// <summary>The bytes end within a frame.</summary>
    Truncated,
}
