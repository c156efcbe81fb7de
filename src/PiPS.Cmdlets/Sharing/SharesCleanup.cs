using System.Management.Automation;
using PiPS.Engine.Sharing;

namespace PiPS.Cmdlets.Sharing;

/// <summary>Shared objects end with the module, in the session that has them.</summary>
public sealed class SharesCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => (SessionShares.Current as LocalSpace)?.RemoveAll();
}
