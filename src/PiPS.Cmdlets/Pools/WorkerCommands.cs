using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace PiPS.Cmdlets.Pools;

/// <summary>This module's commands in workers: scripts there use shared objects, and pools of their own, without loading it.</summary>
internal static class WorkerCommands
{
    private static readonly SessionStateCommandEntry[] Entries = [.. typeof(WorkerCommands).Assembly.GetExportedTypes().SelectMany(EntriesOf)];

    /// <summary>Adds them to what a runspace begins with.</summary>
    public static void AddTo(InitialSessionState state)
    {
        foreach (SessionStateCommandEntry entry in Entries)
        {
            state.Commands.Add((SessionStateCommandEntry)entry.Clone());
        }
    }

    private static IEnumerable<SessionStateCommandEntry> EntriesOf(Type type)
    {
        if (type.GetCustomAttribute<CmdletAttribute>() is not CmdletAttribute cmdlet)
        {
            yield break;
        }

        string name = $"{cmdlet.VerbName}-{cmdlet.NounName}";
        yield return new SessionStateCmdletEntry(name, type, helpFileName: null);

        foreach (string alias in type.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [])
        {
            yield return new SessionStateAliasEntry(alias, name);
        }
    }
}
