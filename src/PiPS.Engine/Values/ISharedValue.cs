using PiPS.Engine.Sharing;

namespace PiPS.Engine.Values;

/// <summary>A value that travels by what it is known by, and is the same on the other side.</summary>
internal interface ISharedValue
{
    /// <summary>What it is known by.</summary>
    SharedReference Reference { get; }
}
