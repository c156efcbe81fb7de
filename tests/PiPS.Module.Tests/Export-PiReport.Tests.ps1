BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force

    # Whether this build has the charting library isn't the tests' matter.
    $PSDefaultParameterValues['Export-PiReport:WarningAction'] = 'SilentlyContinue'
    $estimate = Invoke-PiEstimate 1e6 -Seed 42 -Type Sequential
    function Get-NewPath { Join-Path $TestDrive "$([guid]::NewGuid()).html" }
}

AfterAll {
    $PSDefaultParameterValues.Remove('Export-PiReport:WarningAction')
}

Describe 'Export-PiReport' {
    It 'writes one whole page, and gives it with -PassThru' {
        $path = Get-NewPath

        $file = $estimate, (Invoke-PiEstimate 1e5 -Seed 1 -Type Sequential) | Export-PiReport $path -Title 'a <b> title' -PassThru
        $page = Get-Content $path -Raw

        $file | Should -BeOfType System.IO.FileInfo
        $file.FullName | Should -Be $path
        $page | Should -Match '^<!DOCTYPE html>'
        $page | Should -Match '</html>\s*$'
        $page | Should -Match '<title>a &lt;b&gt; title</title>'
        $page | Should -Match '>785,720<'
        $page | Should -Match ([regex]::Escape((Get-PiEnvironment).HostName))
        Get-ChildItem $TestDrive -Force -Filter '.*' | Should -BeNullOrEmpty
    }

    It 'needs no network: nothing in it names an address that is fetched' {
        $path = Get-NewPath
        $estimate | Export-PiReport $path

        $page = Get-Content $path -Raw
        $page | Should -Match "Content-Security-Policy"
        $page | Should -Not -Match '<(script|img|link|iframe)[^>]* (src|href)="(?!data:)'
        $page | Should -Not -Match '@import|sourceMappingURL'
    }

    It 'gives nothing without -PassThru, and takes lists as arguments' {
        $path = Get-NewPath

        Export-PiReport $path -InputObject @($estimate, $estimate) | Should -BeNullOrEmpty
        Get-Content $path -Raw | Should -Match 'The largest of 2 estimates'
    }

    It 'leaves a file that is there as it is, unless -Force says otherwise' {
        $path = Get-NewPath
        Set-Content $path 'mine'

        { $estimate | Export-PiReport $path -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists,*'
        { $estimate | Export-PiReport $path -Force -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists,*'
        Get-Content $path | Should -Be 'mine'

        $estimate | Export-PiReport $path -Force
        Get-Content $path -Raw | Should -Match 'Summary'
    }

    It 'refuses the file before it asks for input' {
        $path = Get-NewPath
        Set-Content $path 'mine'
        $script:asked = $false

        { & { $script:asked = $true; $estimate } | Export-PiReport $path -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists,*'
        $script:asked | Should -BeFalse
    }

    It 'writes nothing with -WhatIf' {
        $path = Get-NewPath

        $estimate | Export-PiReport $path -WhatIf -PassThru | Should -BeNullOrEmpty
        $path | Should -Not -Exist
    }

    It 'refuses <Name> with a recommendation, and writes nothing' -ForEach @(
        @{ Name = 'no results'; Bad = @(); Id = 'NothingToReport' }
        @{ Name = 'text'; Bad = 'text'; Id = 'NotReportable' }
        @{ Name = 'null'; Bad = @(, $null); Id = 'NotReportable' }
        @{ Name = 'a selection of properties'; Bad = @([pscustomobject]@{ Value = 3.14 }); Id = 'NotReportable' }
    ) {
        $path = Get-NewPath

        $caught = { $Bad | Export-PiReport $path -ErrorAction Stop } | Should -Throw -PassThru
        $caught.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $path | Should -Not -Exist
    }

    It 'refuses <Name> as a path' -ForEach @(
        @{ Name = 'a folder'; Path = { $TestDrive }; Id = 'FileNotWritten' }
        @{ Name = 'a folder that is not there'; Path = { Join-Path $TestDrive 'none/x.html' }; Id = 'FileNotWritten' }
        @{ Name = 'a variable'; Path = { 'variable:x' }; Id = 'PathNotInFileSystem' }
    ) {
        { $estimate | Export-PiReport (& $Path) -ErrorAction Stop } | Should -Throw -ErrorId "$Id,*"
    }

    It 'takes a path relative to the location, with brackets in it' {
        Push-Location $TestDrive
        try { $estimate | Export-PiReport 'a[1].html' } finally { Pop-Location }

        Join-Path $TestDrive 'a[1].html' | Should -BeExactly (Get-Item -LiteralPath (Join-Path $TestDrive 'a[1].html')).FullName
    }

    It 'warns where charts are left out, and nowhere else' {
        $path = Get-NewPath
        $estimate | Export-PiReport $path -WarningVariable warnings -WarningAction SilentlyContinue

        $hasCharts = -not (Get-Content $path -Raw).Contains('Charts were left out')
        $warnings.Count | Should -Be ([int] -not $hasCharts)
        $hasCharts | Should -Be ([PiPS.Engine.Benchmarking.Reports.PiReport]::HasCharts)
    }
}
