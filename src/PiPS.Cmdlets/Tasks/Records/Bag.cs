using System.Management.Automation;

namespace PiPS.Cmdlets.Tasks.Records;

/// <summary>A record's properties as PowerShell's remoting sends them.</summary>
internal static class Bag
{
    public static void Note(this PSObject bag, string name, object? value) => bag.Properties.Add(new PSNoteProperty(name, value));

    /// <summary>The bag after a journey: lists and types are what its readers expect then.</summary>
    public static string Serialize(PSObject bag) => PSSerializer.Serialize(bag, depth: 3);
}
