namespace PiPS.Testing.Servers;

/// <summary>A step that runs.</summary>
/// <param name="Id">Its job and its number, as in 3.0.</param>
/// <param name="Name">Its name: the command's, or what it was called.</param>
/// <param name="Nodes">Its nodes, as in n[1-2].</param>
public sealed record SlurmStep(string Id, string Name, string Nodes);
