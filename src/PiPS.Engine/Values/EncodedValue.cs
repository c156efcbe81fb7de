namespace PiPS.Engine.Values;

/// <summary>A value that is bytes already, since only its owner's thread could make them.</summary>
/// <param name="Bytes">As the codec writes it.</param>
public sealed record EncodedValue(byte[] Bytes);
