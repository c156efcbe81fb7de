using System.Management.Automation;
using PiPS.Engine.Estimating;

namespace PiPS.Cmdlets;

/// <summary>Takes a number as it was given: PowerShell would round 1.5 to 2 on the way to an integer, without a word.</summary>
internal sealed class WholeNumberArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return given as WholeNumber ?? new WholeNumber(given);
    }
}
