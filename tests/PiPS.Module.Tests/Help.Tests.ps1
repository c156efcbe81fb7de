# What Get-Help says of every command. Examples.Tests.ps1 runs the examples.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    $commands = (Import-PowerShellDataFile (Get-ManifestPath)).CmdletsToExport
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
    $Common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
}

Describe 'Help of <_>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help $_ -Full
        $command = Get-Command $_
        # A command without parameters has no list of them.
        $list = "$($help.parameters)" ? $help.parameters.PSObject.Properties['parameter'] : $null
        $given = @(${list}?.Value | Where-Object { $_ -and $_.name -notin $Common })
    }

    It 'has a synopsis and a description' {
        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        $help.Synopsis | Should -Not -Match ([regex]::Escape($command.Name))
        $help.Synopsis.Length | Should -BeLessOrEqual 120
        ($help.Description | Out-String).Trim() | Should -Not -BeNullOrEmpty
    }

    It 'has every parameter, and no other' {
        $given | ForEach-Object name | Sort-Object | Should -Be ($command.Parameters.Keys | Where-Object { $_ -notin $Common } | Sort-Object)

        foreach ($parameter in $given) {
            ($parameter.Description | Out-String).Trim() | Should -Match '^\S[\s\S]*\.$' -Because "-$($parameter.name) needs a description, in sentences"
        }
    }

    It 'says which parameters take wildcards and the pipeline as they do' {
        foreach ($parameter in $given) {
            $attributes = $command.Parameters[$parameter.name].Attributes
            $wild = @($attributes | Where-Object { $_ -is [Management.Automation.SupportsWildcardsAttribute] }).Count -gt 0
            $piped = @($attributes | Where-Object { $_ -is [Management.Automation.ParameterAttribute] -and ($_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName) }).Count -gt 0

            $parameter.globbing | Should -Be "$wild" -Because "-$($parameter.name)"
            $parameter.pipelineInput -match '^True' | Should -Be $piped -Because "-$($parameter.name)"

            if ($wild) {
                $parameter.Description.Text | Should -Match 'wildcard' -Because "-$($parameter.name) takes them"
            }
        }
    }

    It 'says what goes in and what comes out' {
        $takes = @($given | Where-Object { $_.pipelineInput -match '^True' }).Count -gt 0

        ($help.inputTypes | Out-String).Trim() | Should -Match ($takes ? 'PiPS\.|System\.' : '^None')
        ($help.returnValues | Out-String) | Should -Match 'PiPS\.|System\.|None'
    }

    It 'links to commands and topics that there are' {
        $links = @($help.relatedLinks.navigationLink.linkText)

        $links -match '^about_' | Should -Not -BeNullOrEmpty
        $links -match '-' | Should -Not -BeNullOrEmpty

        foreach ($link in $links) {
            if ($link -like 'about_*') {
                Join-Path $env:PIPS_MODULE "en-US/$link.help.txt" | Should -Exist
            }
            else {
                Get-Command $link -Module PiPS -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because "$link is linked"
            }
        }
    }

    It 'has examples whose code fits a terminal' {
        $help.examples.example.code -split "`n" | Where-Object Length -GT 76 | Should -BeNullOrEmpty
    }
}
