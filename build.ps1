<#
.SYNOPSIS
Builds, tests, packages and installs PiPS: what "dotnet build", "dotnet test" and "dotnet build -t:Package" do, for PowerShell people.
.EXAMPLE
./build.ps1
Builds the module into module/PiPS.
.EXAMPLE
./build.ps1 Build,Test,Package
Builds the module, runs all tests, and makes the package for PowerShell's galleries and the zip file, in artifacts/package.
.EXAMPLE
./build.ps1 Package -VersionSuffix beta1
Makes the packages of a prerelease.
.EXAMPLE
./build.ps1 Install
Makes the packages, and puts the module where this user's PowerShell finds it, beside older versions.
#>
[CmdletBinding()]
param(
    # What to do, in this order. "pwsh -File build.ps1 Build,Test" passes one string; it is taken apart.
    [Parameter(Position = 0)]
    [ValidateScript({ -not ($_ -split ',' | Where-Object { $_ -notin 'Build', 'Test', 'Package', 'Install', 'Clean' }) },
        ErrorMessage = 'Choose from Build, Test, Package, Install and Clean; {0} has something else.')]
    [string[]] $Task = 'Build',

    [ValidateSet('Release', 'Debug')]
    [string] $Configuration = 'Release',

    # Label of a prerelease, such as beta1.
    [ValidatePattern('^[0-9A-Za-z]*$', ErrorMessage = 'A label has letters and digits alone, such as beta1; {0} has others.')]
    [string] $VersionSuffix = '',

    # Where Install puts the module: a folder of PSModulePath.
    [string] $Destination = ($IsWindows ? (Join-Path ([Environment]::GetFolderPath('MyDocuments')) 'PowerShell/Modules') :
        (Join-Path ($env:XDG_DATA_HOME ? $env:XDG_DATA_HOME : (Join-Path $HOME '.local/share')) 'powershell/Modules'))
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

if (-not (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
    throw 'The .NET SDK (dotnet) is not on the PATH. Get it from https://dotnet.microsoft.com/download, version 10 or later.'
}

$options = @('--configuration', $Configuration) + ($VersionSuffix ? @("-p:VersionSuffix=$VersionSuffix") : @())

function Install-Package([string] $Package) {
    $version = (Split-Path $Package -Leaf) -replace '^PiPS\.([0-9.]+)-.*$', '$1'
    $target = Join-Path $Destination 'PiPS' $version
    $here = Join-Path $target ''
    $inUse = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic -and $_.Location.StartsWith($here) }

    if ($inUse) {
        throw "PiPS $version is loaded in this session, from $target. Start a new session (pwsh -NoProfile), and install it there."
    }

    # Beside it until it is whole: whoever imports meanwhile finds the old one or the new one.
    $new = Join-Path $Destination 'PiPS' ".new-$PID"
    $old = Join-Path $Destination 'PiPS' ".old-$PID"
    [IO.Compression.ZipFile]::ExtractToDirectory($Package, $new)

    try {
        if (Test-Path -LiteralPath $target) {
            try {
                Move-Item -LiteralPath $target $old
            }
            catch {
                throw "PiPS $version in $target is in use: close the sessions that have it loaded, and install it again. ($_)"
            }
        }

        Move-Item -LiteralPath (Join-Path $new 'PiPS' $version) $target
    }
    finally {
        Remove-Item -LiteralPath $new, $old -Recurse -Force -ErrorAction Ignore
    }

    Write-Host "PiPS $version is installed in $target. Sessions that have another version loaded keep it until they end."
}

Push-Location $PSScriptRoot

try {
    switch ($Task -split ',') {
        'Clean' {
            Get-Item artifacts, src/*/bin, src/*/obj, tests/*/bin, tests/*/obj, module/PiPS/bin, module/PiPS/en-US, module/PiPS/PiPS.psd1 -ErrorAction Ignore |
                Remove-Item -Recurse -Force
        }
        'Build' { dotnet build @options }
        'Test' { dotnet test @options }
        { $_ -in 'Package', 'Install' } { dotnet build src/PiPS.Package -t:Package @options }
        'Install' {
            $version = dotnet msbuild src/PiPS.Package -getProperty:Version "-p:VersionSuffix=$VersionSuffix"
            $packages = @(Get-Item "artifacts/package/PiPS.$version-*.zip" | Sort-Object LastWriteTime)
            Install-Package $packages[-1].FullName
        }
    }
}
finally {
    Pop-Location
}
