BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
}

Describe 'The module' {
    It 'has the version of its engine' {
        $engine = [PiPS.Engine.Estimating.EstimateRun].Assembly.GetName().Version

        (Get-Module PiPS).Version | Should -Be ([version]::new($engine.Major, $engine.Minor, $engine.Build))
    }

    It 'exports what its manifest lists, and every command it has' {
        $classes = [PiPS.Cmdlets.InvokePiEstimateCommand].Assembly.GetTypes() |
            ForEach-Object { $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false) } |
            ForEach-Object { "$($_.VerbName)-$($_.NounName)" }

        (Get-Command -Module PiPS).Name | Sort-Object | Should -Be ($classes | Sort-Object)
    }

    It 'has approved verbs' {
        Get-Command -Module PiPS | Where-Object Verb -NotIn (Get-Verb).Verb | Should -BeNullOrEmpty
    }

    It 'carries no stub of PowerShell' {
        Join-Path $env:PIPS_MODULE 'bin/System.Management.Automation.dll' | Should -Not -Exist
    }

    It 'can be removed and imported again' {
        pwsh -NoProfile -Command "Import-Module '$(Get-ManifestPath)'; Remove-Module PiPS; Import-Module '$(Get-ManifestPath)'; (Invoke-PiEstimate 1000 -Seed 0).Hits" |
            Should -Be '771'
    }
}

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    $commands = (Import-PowerShellDataFile (Get-ManifestPath)).CmdletsToExport
}

Describe 'Help of <_>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help $_ -Full
        $command = Get-Command $_
    }

    It 'has a synopsis and a description' {
        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        $help.Synopsis | Should -Not -Match ([regex]::Escape($command.Name))
        ($help.Description | Out-String).Trim() | Should -Not -BeNullOrEmpty
    }

    It 'has every parameter' {
        $common = [Management.Automation.Cmdlet]::CommonParameters

        foreach ($name in $command.Parameters.Keys | Where-Object { $_ -notin $common }) {
            $text = ($help.parameters.parameter | Where-Object name -EQ $name).Description | Out-String
            $text.Trim() | Should -Not -BeNullOrEmpty -Because "-$name needs a description"
        }
    }

    It 'has two examples that parse, and says what comes out' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2

        foreach ($example in $help.examples.example) {
            $errors = $null
            $null = [Management.Automation.Language.Parser]::ParseInput($example.code, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty
        }

        ($help.returnValues | Out-String) | Should -Match 'PiPS\.|System\.|None'
    }
}
