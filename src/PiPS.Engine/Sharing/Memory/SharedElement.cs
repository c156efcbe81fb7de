using System.Diagnostics.CodeAnalysis;

namespace PiPS.Engine.Sharing.Memory;

/// <summary>What the elements of a shared array are. The numbers are on the wire: they never change their meaning.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "They name the types.")]
public enum SharedElement
{
    /// <summary>0 to 255.</summary>
    Byte = 1,

    /// <summary>A signed integer of 32 bits.</summary>
    Int32 = 2,

    /// <summary>A signed integer of 64 bits.</summary>
    Int64 = 3,

    /// <summary>A floating-point number of 32 bits.</summary>
    Single = 4,

    /// <summary>A floating-point number of 64 bits.</summary>
    Double = 5,
}
