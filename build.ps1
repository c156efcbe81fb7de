<#
.SYNOPSIS
Builds and tests PiPS: what "dotnet build" and "dotnet test" do, for PowerShell people.
.EXAMPLE
./build.ps1
Builds the module into module/PiPS.
.EXAMPLE
./build.ps1 Build,Test
Builds the module, and runs all tests.
#>
[CmdletBinding()]
param(
    # What to do, in this order. "pwsh -File build.ps1 Build,Test" passes one string; it is taken apart.
    [Parameter(Position = 0)]
    [ValidateScript({ -not ($_ -split ',' | Where-Object { $_ -notin 'Build', 'Test' }) }, ErrorMessage = 'Choose from Build and Test; {0} has something else.')]
    [string[]] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

Push-Location $PSScriptRoot

try {
    switch ($Task -split ',') {
        'Build' { dotnet build --configuration $Configuration }
        'Test' { dotnet test --configuration $Configuration }
    }
}
finally {
    Pop-Location
}
