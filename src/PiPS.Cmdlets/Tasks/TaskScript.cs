using System.Management.Automation;
using System.Management.Automation.Language;

namespace PiPS.Cmdlets.Tasks;

/// <summary>The user's script, compiled for the pipeline.</summary>
/// <param name="Block">A filter, or a function with named blocks.</param>
/// <param name="HasPhases">Whether it has <c>begin</c>, <c>process</c>, <c>end</c> or the like.</param>
/// <param name="Parameters">If it is called for each item anew, its parameters; null if not.</param>
/// <param name="Place">Where its parameters stand, if it is called for each item anew: what doesn't fit them fails there.</param>
internal sealed record TaskScript(ScriptBlock Block, bool HasPhases, IReadOnlyList<string>? Parameters, IScriptExtent? Place = null);
