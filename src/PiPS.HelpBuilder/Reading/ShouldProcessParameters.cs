using System.Management.Automation;
using PiPS.HelpBuilder.Model;

namespace PiPS.HelpBuilder.Reading;

/// <summary>What PowerShell adds to a cmdlet that supports ShouldProcess, described as in PowerShell's own help.</summary>
internal static class ShouldProcessParameters
{
    public static IReadOnlyList<ParameterHelp> All { get; } =
    [
        Switch("WhatIf", "wi", "Shows what would happen if the cmdlet runs. The cmdlet is not run."),
        Switch("Confirm", "cf", "Prompts you for confirmation before running the cmdlet."),
    ];

    private static ParameterHelp Switch(string name, string alias, string description) => new()
    {
        Name = name,
        TypeName = TypeNames.Short(typeof(SwitchParameter)),
        FullTypeName = TypeNames.Full(typeof(SwitchParameter)),
        Description = [description],
        DefaultValue = "False",
        Aliases = [alias],
        Uses = [new ParameterUse()],
        IsSwitch = true,
    };
}
