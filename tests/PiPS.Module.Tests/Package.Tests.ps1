BeforeDiscovery {
    $installer = Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable
    $noInstaller = $installer ? $null : 'PSResourceGet is not on this machine.'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Add-Type -AssemblyName System.IO.Compression.FileSystem

    # Another version than the module's, built in a folder of its own: so it shows that the version stands in one place. Its pips is made
    # untrimmed, which takes seconds and not a minute.
    $script:label = '9.8.7-test1'
    $source = (Resolve-Path (Join-Path $env:PIPS_MODULE '../..')).Path
    $made = Join-Path $source 'artifacts/package-test'
    $script:packages = $env:PIPS_TEST_PACKAGE ? $env:PIPS_TEST_PACKAGE : (Join-Path $made 'package')

    if (-not $env:PIPS_TEST_PACKAGE) {
        $output = dotnet build (Join-Path $source 'src/PiPS.Package') -t:Package -c Release -m:1 --nologo -v q -nodeReuse:false --artifacts-path $made `
            -p:VersionPrefix=9.8.7 -p:VersionSuffix=test1 "-p:ModuleFolder=$made/module/PiPS/" -p:RunAnalyzers=false -p:SmallWorker=false 2>&1

        if ($LASTEXITCODE -ne 0) {
            throw "The package can't be made: $($output -join [Environment]::NewLine)"
        }
    }

    $script:nupkg = Join-Path $packages "PiPS.$label.nupkg"
    $script:zip = (Get-Item (Join-Path $packages "PiPS.$label-*.zip")).FullName
    $script:runtime = [IO.Path]::GetFileNameWithoutExtension($zip) -replace '^.*?test1-'

    # As an installer does: what isn't NuGet's own goes to PiPS/<version>.
    $script:modules = Join-Path $TestDrive 'a folder'
    $script:installed = Join-Path $modules 'PiPS/9.8.7'
    [IO.Compression.ZipFile]::ExtractToDirectory($nupkg, $installed)
    Remove-Item -LiteralPath "$installed/_rels", "$installed/package", "$installed/[Content_Types].xml", "$installed/PiPS.nuspec" -Recurse -Force

    function Invoke-Fresh([scriptblock] $Script, [string] $Modules = $script:modules) {
        # By name, in a process that knows no other.
        $env:PSModulePath, $old = $Modules, $env:PSModulePath

        try {
            pwsh -NoProfile -NonInteractive -Command $Script 2>&1
        }
        finally {
            $env:PSModulePath = $old
        }
    }
}

Describe 'The package' {
    It 'holds the module, its worker, help and licences, and nothing else' {
        $archive = [IO.Compression.ZipFile]::OpenRead($zip)

        try {
            $names = $archive.Entries.FullName
            $times = $archive.Entries.LastWriteTime.DateTime | Select-Object -Unique
        }
        finally {
            $archive.Dispose()
        }

        $topics = Get-ChildItem (Join-Path $env:PIPS_MODULE 'en-US') -Filter about_*.help.txt | ForEach-Object { "en-US/$($_.Name)" }
        $expected = @(
            'LICENSE', 'PiPS.Format.ps1xml', 'PiPS.psd1', 'THIRD-PARTY-NOTICES.md', 'bin/MathNet.Numerics.dll', 'bin/PiPS.Cmdlets.dll',
            'bin/PiPS.Engine.dll', 'bin/PiPS.Import.dll', "bin/$runtime/$($IsWindows ? 'pips.exe' : 'pips')", 'en-US/PiPS.Cmdlets.dll-Help.xml'
            $topics) | Sort-Object

        $names | Sort-Object | Should -Be ($expected | ForEach-Object { "PiPS/9.8.7/$_" })
        @(Get-ChildItem $installed -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($installed, $_.FullName) }) | Sort-Object | Should -Be $expected
        @($times).Count | Should -Be 1 -Because 'the same files give the same bytes'
    }

    It 'is a NuGet package without dependencies, that installers know as a module' {
        $archive = [IO.Compression.ZipFile]::OpenRead($nupkg)

        try {
            $part = @{}

            foreach ($entry in $archive.Entries | Where-Object FullName -Match '(nuspec|rels|psmdcp|Types\].xml)$') {
                $reader = [IO.StreamReader]::new($entry.Open())
                $part[[IO.Path]::GetExtension($entry.FullName)] = [xml] $reader.ReadToEnd()
                $reader.Dispose()
            }

            $names = $archive.Entries.FullName
        }
        finally {
            $archive.Dispose()
        }

        $metadata = $part['.nuspec'].package.metadata
        $metadata.id, $metadata.version, $metadata.license.'#text' | Should -Be 'PiPS', $label, 'MIT'
        $metadata.description, $metadata.authors, $metadata.copyright | Should -Not -BeNullOrEmpty
        $metadata.SelectNodes('*[local-name()="dependencies"]').Count | Should -Be 0
        $metadata.tags -split ' ' | Should -Contain 'PSModule'
        $metadata.tags -split ' ' | Where-Object { $_ -like 'PSCmdlet_*' } | Should -HaveCount (Import-PowerShellDataFile (Get-ManifestPath)).CmdletsToExport.Count

        foreach ($target in $part['.rels'].Relationships.Relationship.Target) {
            $names | Should -Contain $target.TrimStart('/')
        }

        $types = $part['.xml'].Types
        $known = @($types.Default.Extension | ForEach-Object { ".$_" })
        $names | Where-Object { $_ -ne '[Content_Types].xml' -and [IO.Path]::GetExtension($_) -notin $known -and "/$_" -notin $types.Override.PartName } |
            Should -BeNullOrEmpty
    }

    It 'has the version that the build was given, everywhere' {
        $manifest = Import-PowerShellDataFile (Join-Path $installed 'PiPS.psd1')

        $manifest.ModuleVersion, $manifest.PrivateData.PSData.Prerelease | Should -Be '9.8.7', 'test1'
        & "$installed/bin/$runtime/pips" --version | Should -Match '^9\.8\.7-test1(\+|$)'
        [Reflection.AssemblyName]::GetAssemblyName("$installed/bin/PiPS.Engine.dll").Version | Should -Be ([version] '9.8.7.0')
    }

    It 'says nothing of where it was built' {
        $root = (Resolve-Path (Join-Path $env:PIPS_MODULE '../..')).Path

        foreach ($file in Get-ChildItem $installed/bin -Filter PiPS*.dll) {
            [Text.Encoding]::Latin1.GetString([IO.File]::ReadAllBytes($file.FullName)).Contains($root) | Should -BeFalse -Because $file.Name
        }
    }

    It 'is imported by name and counts on threads, on its own pips, and in a pool' {
        $all = Invoke-Fresh {
            Import-Module PiPS -ErrorAction Stop
            (Get-Module PiPS).Version.ToString() + '-' + (Get-Module PiPS).PrivateData.PSData.Prerelease
            (Invoke-PiEstimate 1000 -Seed 0 -Type Thread -WorkerCount 2).Hits
            (Invoke-PiEstimate 1000 -Seed 0 -Type Process -WorkerCount 1).Hits
            $command = [PiPS.Engine.Workers.WorkerCommand]::BesideEngine()
            $command[0].FileName
            1..3 | Invoke-WorkerTask { 2 * $_ } -Ordered
            (Get-Help Invoke-PiEstimate).Synopsis
        }

        $all | Should -Be @("9.8.7-test1", '771', '771', (Join-Path $installed "bin/$runtime/pips"), '2', '4', '6', $all[-1])
        $all[-1] | Should -Match '^Estimates pi'
    }

    It 'really runs that pips' -Skip:(-not $IsLinux) {
        $env:PIPS_TEST_TOOLS = Join-Path $PSScriptRoot 'TestTools.psm1'

        Invoke-Fresh {
            Import-Module PiPS, $env:PIPS_TEST_TOOLS
            $job = Invoke-PiEstimate 1e15 -Type Process -WorkerCount 1 -AsJob
            $program = [IO.Path]::GetFullPath((Get-Module PiPS).ModuleBase) + '/bin/*/pips'
            Wait-Until { Get-ChildProcess | Where-Object { [IO.File]::ResolveLinkTarget("/proc/$_/exe", $false).FullName -like $program } }
            Stop-Job $job
            $job.State
        } | Should -Be 'Stopped'
    }

    It 'makes its worker executable where the installer has not' -Skip:($IsWindows) {
        $worker = Join-Path $installed "bin/$runtime/pips"
        chmod a-x $worker

        Invoke-Fresh { Import-Module PiPS; (Invoke-PiEstimate 1000 -Seed 0 -Type Process -WorkerCount 1).Hits } | Should -Be '771'
        (Get-Item $worker).UnixMode | Should -Be '-rwxr-xr-x'
    }

    It 'counts with PowerShell where its worker is for another kind of machine' -Skip:($IsWindows) {
        Rename-Item "$installed/bin/$runtime" plan9-x64

        try {
            Invoke-Fresh { Import-Module PiPS; (Invoke-PiEstimate 1000 -Seed 0 -Type Process -WorkerCount 1).Hits } | Should -Be '771'
        }
        finally {
            Rename-Item "$installed/bin/plan9-x64" $runtime
        }
    }

    It 'says that another version is loaded in the session, which goes on' {
        $all = Invoke-Fresh ([scriptblock]::Create("
            Import-Module '$(Get-ManifestPath)'
            try { Import-Module PiPS -RequiredVersion 9.8.7 -ErrorAction Stop } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message; `$_.ErrorDetails.RecommendedAction }
            (Invoke-PiEstimate 1000 -Seed 0).Hits"))

        $all[0] | Should -Be 'AnotherVersionLoaded,Microsoft.PowerShell.Commands.ImportModuleCommand'
        $all[1] | Should -Match 'PiPS \d+\.\d+\.\d+.* is loaded already in this session.*PiPS 9\.8\.7-test1'
        $all[2] | Should -Match '^Start a new session'
        $all[3] | Should -Be '771'
    }

    It 'stops its pools when it is removed, and can be imported again' {
        $all = Invoke-Fresh {
            Import-Module PiPS
            $pool = Start-WorkerPool -Count 1
            Remove-Module PiPS
            "$($pool.State)"
            Import-Module PiPS
            1..2 | Invoke-WorkerTask { 2 * $_ } -Ordered
        }

        $all | Should -Be 'Stopped', '2', '4'
    }

    It 'can be replaced and removed while a session works with it' -Skip:($IsWindows) {
        $copy = Join-Path $TestDrive 'other'
        $null = New-Item -ItemType Directory $copy
        Copy-Item $modules/PiPS $copy -Recurse
        $env:PIPS_TEST_COPY = $copy
        $env:PIPS_TEST_SOURCE = "$modules/PiPS"

        $all = Invoke-Fresh -Modules $copy {
            Import-Module PiPS
            $pool = Start-WorkerPool -Count 1
            1 | Invoke-WorkerTask { $_ } -Pool $pool
            Remove-Item -Recurse -Force $env:PIPS_TEST_COPY/PiPS
            2 | Invoke-WorkerTask { $_ } -Pool $pool
            Copy-Item $env:PIPS_TEST_SOURCE $env:PIPS_TEST_COPY -Recurse
            Set-WorkerPool $pool -Count 2
            3 | Invoke-WorkerTask { $_ } -Pool $pool
            (Invoke-PiEstimate 1000 -Seed 0 -Type Process -WorkerCount 1).Hits
            Stop-WorkerPool $pool
        }

        $all | Should -Be '1', '2', '3', '771'
    }

    It 'is installed and removed by PSResourceGet<because>' -TestCases @(@{ Because = $noInstaller ? " ($noInstaller)" : '' }) -Skip:($null -ne $noInstaller) {
        $env:PIPS_TEST_PACKAGES = $packages
        $env:PIPS_TEST_SAVED = Join-Path $TestDrive 'saved'
        $null = New-Item -ItemType Directory $env:PIPS_TEST_SAVED
        $name = "PiPS-$PID"
        Register-PSResourceRepository -Name $name -Uri $packages -Trusted

        try {
            (Find-PSResource PiPS -Repository $name -Prerelease).Prerelease | Should -Be 'test1'
            Save-PSResource PiPS -Repository $name -Prerelease -Path $env:PIPS_TEST_SAVED
        }
        finally {
            Unregister-PSResourceRepository $name
        }

        Invoke-Fresh -Modules $env:PIPS_TEST_SAVED { Import-Module PiPS; (Invoke-PiEstimate 1000 -Seed 0 -Type Process -WorkerCount 1).Hits } | Should -Be '771'
    }
}
