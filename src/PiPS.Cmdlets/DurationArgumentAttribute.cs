using System.Management.Automation;
using PiPS.Engine.Estimating;

namespace PiPS.Cmdlets;

/// <summary>Takes a number as seconds: PowerShell would make it ticks of 100 ns.</summary>
internal sealed class DurationArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;

        try
        {
            return DurationInput.Read(given);
        }
        catch (InvalidOptionException refused)
        {
            throw new ArgumentTransformationMetadataException($"{refused.Message} {refused.Advice}", refused);
        }
    }
}
