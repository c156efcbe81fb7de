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
