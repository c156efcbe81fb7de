namespace PiPS.Engine.Values;

/// <summary>One of a record's named values.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public readonly record struct Field(string Name, object? Value);
