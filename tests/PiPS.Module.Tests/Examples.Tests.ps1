# Runs every example of every command's help, exactly as it is printed.

BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'ExampleTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
    $commands = Get-Command -Module PiPS -CommandType Cmdlet | ForEach-Object { @{ Name = $_.Name; Examples = @(Get-CommandExample $_.Name) } }

    # They take hours: as a user would, the test stops them once they are seen to work.
    $endless = 'Burn in a new machine', 'Go on after a crash', 'Count for a day on two hosts'
    $commands.Examples | ForEach-Object { $_.IsEndless = $_.Title -in $endless }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Join-Path $PSScriptRoot 'ExampleTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
    Import-TestServer

    $Missing = @{
        'New-WorkerLauncher .*\bweb1' = [PiPS.Testing.Servers.SshServer]::MissingReason
        'New-WorkerLauncher -Slurm'   = [PiPS.Testing.Servers.SlurmCluster]::MissingReason
    }
    $Ssh = $Missing['New-WorkerLauncher .*\bweb1'] ? $null : [PiPS.Testing.Servers.SshServer]::new()
    $Slurm = $Missing['New-WorkerLauncher -Slurm'] ? $null :
        [PiPS.Testing.Servers.SlurmCluster]::new(16, 'PartitionName=long Nodes=n1,n2 MaxTime=1440 State=UP')
    $Web = Start-WebServer

    $Before = $env:PATH, $env:SLURM_CONF
    $Programs = New-Item -ItemType Directory (Join-Path $TestDrive programs)
    New-ExampleProgram $Programs $Ssh
    $env:PATH = "$Programs$([IO.Path]::PathSeparator)$env:PATH"
    if ($Slurm) { $env:SLURM_CONF = $Slurm.Environment['SLURM_CONF'] }

    $Session = Start-ExampleSession
    $Files = New-Item -ItemType Directory (Join-Path $TestDrive files)
    New-ExampleFile $Session $Files $Web.Url

    # "1, 2 and 3", as it stands in a remark.
    function Get-Number([string] $text) {
        [regex]::Matches($text, '-?\d+').Value
    }
}

AfterAll {
    $left = Wait-Example (Start-Example $Session 'Get-Job; Get-WorkerPool; Get-SharedObject' $Files)
    ${Session}?.Dispose()
    $env:PATH, $env:SLURM_CONF = $Before
    ${Web}?.Close()
    ${Slurm}?.Dispose()
    ${Ssh}?.Dispose()
    $left | Should -BeNullOrEmpty
    Wait-Until { -not (Get-ChildProcess) }
}

Describe 'Examples of <Name>' -ForEach $commands {
    AfterEach {
        Clear-ExampleSession $Session $Files
    }

    It '<Title>' -ForEach $Examples {
        $reason = $Missing.Keys | Where-Object { $Code -match $_ } | ForEach-Object { $Missing[$_] }
        if ($reason) { Set-ItResult -Skipped -Because $reason }

        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        Copy-ExampleFile $Files $folder $Code
        $shell = Start-Example $Session $Code $folder

        if ($IsEndless) {
            Stop-Example $shell
            return
        }

        $output = @(Wait-Example $shell)
        $text = @($output | Out-String -Width 80 -Stream | ForEach-Object { ($_ -replace '\s+', ' ').Trim() })

        # What a remark says that it gives or shows is there; where it lists numbers, it is these.
        if ($Remarks[0] -match '^(Gives|Shows)') {
            $output.Count | Should -BeGreaterThan 0
        }

        if ($Remarks[0] -match '^Gives (?<numbers>-?\d[\d, and-]*)\b') {
            $output | Sort-Object | Should -Be (Get-Number $Matches.numbers)
        }

        # A table in a remark has the headers that the view has.
        foreach ($table in $Remarks -match '(?m)^[ -]*--[ -]*$') {
            $header = ($table -split '\n' -notmatch '^\s*$')[0]
            $text | Should -Contain ($header -replace '\s+', ' ').Trim()
        }
    }
}

Describe 'The examples' {
    It 'are two of every command at the least, with a description' -ForEach @{ All = $commands } {
        $All | Where-Object { $_.Examples.Count -lt 2 } | Should -BeNullOrEmpty
        $All.Examples.Count | Should -BeGreaterThan 80
        $All.Examples | Where-Object { -not "$($_.Remarks)".Trim() } | Should -BeNullOrEmpty
    }

    It 'are no more than a handful that take hours' -ForEach @{ Endless = @($commands.Examples | Where-Object IsEndless); Named = $endless } {
        $Endless.Title | Sort-Object | Should -Be ($Named | Sort-Object)
        $Endless.Count | Should -BeLessOrEqual 5
    }
}
