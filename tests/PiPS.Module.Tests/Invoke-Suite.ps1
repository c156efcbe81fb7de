<#
.SYNOPSIS
Runs one Pester suite against the built module, in this process. Ends with 0 if all passed, 77 if there is no Pester.
#>
[CmdletBinding()]
param(
    # File name of the suite.
    [Parameter(Mandatory)]
    [string] $Suite
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Find-Pester {
    Get-Module Pester -ListAvailable | Where-Object Version -GE '5.0' | Sort-Object Version -Descending | Select-Object -First 1
}

if (-not (Find-Pester)) {
    # Suites run side by side: one installs it, the other waits.
    $turn = [Threading.Mutex]::new($false, 'PiPS.Tests.Pester')

    # One that was killed amid it has left what it installed by then.
    try { $null = $turn.WaitOne() } catch [Threading.AbandonedMutexException] { Write-Verbose "$_" }

    try {
        if (-not (Find-Pester)) {
            Install-PSResource Pester -Version '[5.0,6.0)' -Scope CurrentUser -TrustRepository -Quiet
        }
    }
    catch {
        Write-Warning "Pester isn't there, and can't be installed: $_"
    }
    finally {
        $turn.ReleaseMutex()
        $turn.Dispose()
    }
}

$pester = Find-Pester

if (-not $pester) {
    exit 77
}

Import-Module $pester.Path

$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path $PSScriptRoot $Suite
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputPath = Join-Path $PSScriptRoot 'results' "$Suite.xml"

$null = New-Item -ItemType Directory (Join-Path $PSScriptRoot 'results') -Force
$result = Invoke-Pester -Configuration $configuration

# No test at all isn't a pass.
exit ($result.Result -eq 'Passed' -and $result.TotalCount -gt 0 ? 0 : 1)
