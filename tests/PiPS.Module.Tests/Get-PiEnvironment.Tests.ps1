BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
}

Describe 'Get-PiEnvironment' {
    It 'tells what it runs on' {
        $environment = Get-PiEnvironment

        $environment.PowerShell | Should -Be $PSVersionTable.PSVersion.ToString()
        $environment.Runtime | Should -Match '^\.NET 10\.'
        $environment.HostName | Should -Be ([Environment]::MachineName)
        $environment.UsableProcessors | Should -BeGreaterThan 0
        $environment.UsableProcessors | Should -BeLessOrEqual ([Environment]::ProcessorCount)
    }

    It 'lists every logical processor' -Skip:(-not $IsLinux) {
        $environment = Get-PiEnvironment

        $environment.Processors | Should -HaveCount $environment.LogicalProcessors
        ($environment.Processors | Where-Object IsUsable).Count | Should -Be $environment.AffinityCount
    }

    It 'counts only the processors that the affinity allows' {
        if (-not (Get-Command taskset -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'there is no "taskset" command'
        }

        taskset -c 0 pwsh -NoProfile -Command "Import-Module '$(Get-ManifestPath)'; (Get-PiEnvironment).UsableProcessors; (Invoke-PiEstimate -Type Thread).WorkerCount" |
            Should -Be '1', '1'
    }

    It 'names only instruction sets that are on' {
        $given = $env:DOTNET_EnableAVX2
        $env:DOTNET_EnableAVX2 = '0'

        try {
            $sets = pwsh -NoProfile -Command "Import-Module '$(Get-ManifestPath)'; (Get-PiEnvironment).InstructionSets"
        }
        finally {
            $env:DOTNET_EnableAVX2 = $given
        }

        $sets | Should -Not -Match 'AVX2'
    }

    It 'works downstream and in 80 columns' {
        (Get-PiEnvironment | ConvertTo-Json -WarningVariable warnings | ConvertFrom-Json).HostName | Should -Be ([Environment]::MachineName)
        $warnings | Should -BeNullOrEmpty
        Get-PiEnvironment | Out-String -Width 80 -Stream | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        (Get-PiEnvironment).Processors | Out-String -Width 80 -Stream | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }
}
