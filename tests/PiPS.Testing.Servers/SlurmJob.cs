namespace PiPS.Testing.Servers;

/// <summary>A job that Slurm has, over or not yet begun ones too as long as <c>squeue</c> shows them.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State">PENDING, RUNNING, COMPLETING and so on.</param>
/// <param name="Name">Its name.</param>
/// <param name="Nodes">Its nodes, as in n[1-2]; empty while it waits.</param>
/// <param name="Reason">Why it waits, or None.</param>
public sealed record SlurmJob(string Id, string State, string Name, string Nodes, string Reason);
