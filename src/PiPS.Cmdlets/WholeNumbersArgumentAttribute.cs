using System.Collections;
using System.Management.Automation;
using PiPS.Engine.Estimating;

namespace PiPS.Cmdlets;

/// <summary>Takes numbers as they were given: PowerShell would round 1.5 to 2 on the way to an integer, without a word.</summary>
internal sealed class WholeNumbersArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? given = Plain(inputData);
        return given is IEnumerable list and not string
            ? list.Cast<object?>().Select(Number).ToArray()
            : new[] { Number(given) };
    }

    private static WholeNumber Number(object? given) => Plain(given) as WholeNumber ?? new WholeNumber(Plain(given));

    private static object? Plain(object? given) => given is PSObject wrapped ? wrapped.BaseObject : given;
}
