BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force

    # The caller's would swallow what the tests look at.
    $ErrorActionPreference = 'Continue'
}

Describe 'Invoke-WorkerTask -AsJob on <Type>' -ForEach @{ Type = 'Thread' }, @{ Type = 'Process' } {
    AfterEach {
        Get-Job | Remove-Job -Force
        Get-WorkerPool | Stop-WorkerPool -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'gives a job once all is read, with a child for each worker' {
        $job = 1..20 | Invoke-WorkerTask { $_ * 2 } -Type $Type -ThrottleLimit 2 -AsJob

        $job | Should -BeOfType System.Management.Automation.Job2
        $job.ChildJobs | Should -HaveCount 2
        (Get-Job -Id $job.Id).InstanceId | Should -Be $job.InstanceId
        (Get-Job -Name $job.Name).Id | Should -Be $job.Id
        (Get-Job -InstanceId $job.InstanceId).Id | Should -Be $job.Id
        $null = $job | Wait-Job -Timeout 120
        $job.State | Should -Be 'Completed'
        $job.ChildJobs.State | Should -Be 'Completed', 'Completed'
        (Get-Job -State Completed).Id | Should -Contain $job.Id
        $job | Receive-Job | Sort-Object | Should -Be (1..20 | ForEach-Object { $_ * 2 })
    }

    It 'begins with the first input' {
        $file = Join-Path $TestDrive "first-$Type"
        $job = & {
            1
            # The second item is read only after the first was worked on.
            Wait-Until { Test-Path $file }
            2
        } | Invoke-WorkerTask { if ($_ -eq 1) { Set-Content $using:file begun }; $_ } -Type $Type -ThrottleLimit 1 -AsJob

        $job | Wait-Job -Timeout 120 | Receive-Job | Should -Be 1, 2
    }

    It 'keeps what isn''t taken, and forgets what is' {
        $job = 1..3 | Invoke-WorkerTask { $_ } -Type $Type -ThrottleLimit 1 -AsJob
        $null = $job | Wait-Job -Timeout 120

        Receive-Job $job -Keep | Should -Be 1, 2, 3
        $job.HasMoreData | Should -BeTrue
        Receive-Job $job | Should -Be 1, 2, 3
        $job.HasMoreData | Should -BeFalse
        Receive-Job $job | Should -BeNullOrEmpty
    }

    It 'has all streams' {
        $job = 1 | Invoke-WorkerTask {
            'out'
            Write-Error 'error'
            Write-Warning 'warning'
            Write-Verbose 'verbose' -Verbose
            Write-Debug 'debug' -Debug
            Write-Information 'information' -Tags a, b
            Write-Progress 'progress' -Status 'on it'
        } -Type $Type -ThrottleLimit 1 -AsJob
        $null = $job | Wait-Job -Timeout 120
        $worker = $job.ChildJobs[0]

        "$($worker.Output)" | Should -Be 'out'
        "$($worker.Error)" | Should -Be 'error'
        $worker.Warning.Message | Should -Be 'warning'
        $worker.Verbose.Message | Should -Be 'verbose'
        $worker.Debug.Message | Should -Be 'debug'
        $worker.Information.MessageData | Should -Be 'information'
        $worker.Information.Tags | Should -Be 'a', 'b'
        $worker.Progress.StatusDescription | Should -Contain 'on it'
        $null = Receive-Job $job -ErrorVariable errors -WarningVariable warnings 2>$null 3>$null 6>$null
        "$errors" | Should -Be 'error'
        "$warnings" | Should -Be 'warning'
    }

    It 'is received while it runs' {
        $go = Join-Path $TestDrive "go-$Type"
        $job = 1..2 | Invoke-WorkerTask {
            while ($_ -eq 2 -and -not (Test-Path $using:go)) { [Threading.Thread]::Sleep(5) }
            $_
        } -Type $Type -ThrottleLimit 1 -BatchSize 1 -AsJob

        $first = $null
        Wait-Until { ($script:first = Receive-Job $job) }
        $script:first | Should -Be 1
        $job.State | Should -Be 'Running'
        $null = New-Item $go
        $job | Receive-Job -Wait | Should -Be 2
    }

    It 'stops' {
        $job = 1..4 | Invoke-WorkerTask { Start-Sleep 600 } -Type $Type -ThrottleLimit 2 -AsJob

        Stop-Job $job

        $job.State | Should -Be 'Stopped'
        $job.ChildJobs.State | Should -Be 'Stopped', 'Stopped'
        Remove-Job $job
        Get-Job | Should -BeNullOrEmpty
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'leaves the pool that it ran on' {
        $pool = Start-WorkerPool p -Type $Type -Count 2
        $job = 1..4 | Invoke-WorkerTask { if ($_ -gt 2) { Start-Sleep 600 }; $_ } -Pool p -BatchSize 1 -AsJob
        Wait-Until { @($job.ChildJobs | ForEach-Object { $_.Output }).Count -eq 2 }
        Remove-Job $job -Force

        1..3 | Invoke-WorkerTask { $_ } -Pool $pool -Ordered | Should -Be 1, 2, 3
    }

    It 'fails where the command would have stopped' {
        $timeout = 1..2 | Invoke-WorkerTask { Start-Sleep 600 } -Type $Type -ThrottleLimit 1 -TimeoutSeconds 0.5 -AsJob
        $failures = 1..9 | Invoke-WorkerTask { throw "bad $_" } -Type $Type -ThrottleLimit 1 -MaximumFailure 2 -BatchSize 1 -AsJob
        $null = $timeout, $failures | Wait-Job -Timeout 120

        $timeout.State, $failures.State | Should -Be 'Failed', 'Failed'
        Receive-Job $timeout -ErrorVariable late 2>$null
        Receive-Job $failures -ErrorVariable many 2>$null
        $late.FullyQualifiedErrorId | Should -Be 'TimeoutReached'
        $many.FullyQualifiedErrorId | Should -Contain 'TooManyFailures'
    }

    It 'completes though items fail, and gives results' {
        $job = 1..3 | Invoke-WorkerTask { if ($_ -eq 2) { throw 'two' }; $_ } -Type $Type -ThrottleLimit 2 -AsResult -Ordered -AsJob
        $results = $job | Receive-Job -Wait

        $job.State | Should -Be 'Completed'
        ($results | Sort-Object Index).Status | Should -Be 'Completed', 'Failed', 'Completed'
    }

    It 'leaves nothing if its command is stopped before the job is there' {
        $shell = Start-Shell ([scriptblock]::Create("1 | ForEach-Object { `$_; Start-Sleep 600 } | Invoke-WorkerTask { Start-Sleep 600 } -Type $Type -AsJob"))
        Wait-Until { $Type -eq 'Thread' -or (Get-ChildProcess) }

        Stop-Shell $shell | Should -BeTrue
        $shell.Dispose()
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'keeps the order if asked, also when received at its end' {
        $job = 1..200 | Invoke-WorkerTask { $_ } -Type $Type -ThrottleLimit 2 -BatchSize 3 -Ordered -AsJob

        $job | Wait-Job -Timeout 120 | Receive-Job | Should -Be (1..200)
    }

    It 'takes more input than workers and buffers hold' {
        $job = 1..50000 | Invoke-WorkerTask { $_ } -Type $Type -ThrottleLimit 2 -AsJob

        ($job | Receive-Job -Wait | Measure-Object -Sum).Sum | Should -Be 1250025000
    }
}

Describe 'Invoke-PiEstimate -AsJob' {
    AfterEach {
        Get-Job | Remove-Job -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'gives the same estimates as without' {
        $job = 1e5, 2e5 | Invoke-PiEstimate -Seed 1 -WorkerCount 2 -AsJob

        $job.ChildJobs | Should -HaveCount 2
        ($job | Receive-Job -Wait).Hits | Should -Be (1e5, 2e5 | Invoke-PiEstimate -Seed 1).Hits
        $job.State | Should -Be 'Completed'
    }

    It 'shows progress, and stops' {
        $job = Invoke-PiEstimate 1e17 -Type Process -WorkerCount 2 -AsJob
        Wait-Until { $job.Progress.Count -gt 0 }
        Stop-Job $job

        $job.State | Should -Be 'Stopped'
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'refuses bad numbers before it begins' {
        { Invoke-PiEstimate -1 -AsJob } | Should -Throw -ErrorId 'TrialsOutOfRange,*'
        Get-Job | Should -BeNullOrEmpty
    }
}

Describe 'Start-WorkerProcess' {
    AfterEach {
        Get-Job | Remove-Job -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'runs a script in a process of its own' {
        $two = 2
        $job = Start-WorkerProcess { param($one) $one, $using:two, $PID } -ArgumentList 1 -Name mine

        $job.Name | Should -Be 'mine'
        (Get-Job mine).ProcessId | Should -Be $job.ProcessId
        $job | Receive-Job -Wait | Should -Be 1, 2, $job.ProcessId
        $job.IsAlive, $job.ExitCode, $job.State | Should -Be $false, 0, 'Completed'
        $job.ProcessId | Should -Not -Be $PID
    }

    It 'is alive until it ends' {
        $job = Start-WorkerProcess { Start-Sleep 600 }

        $job.IsAlive, $job.ExitCode, $job.State | Should -Be $true, $null, 'Running'
        Test-Alive $job.ProcessId | Should -BeTrue
        Stop-Job $job
        $job.IsAlive, $job.ExitCode, $job.State | Should -Be $false, -9, 'Stopped'
        Test-Alive $job.ProcessId | Should -BeFalse
    }

    It 'tells how it ended: <Script>' -ForEach @(
        @{ Script = { 'x' }; Code = 0; State = 'Completed'; Id = $null }
        @{ Script = { exit 3 }; Code = 3; State = 'Completed'; Id = $null }
        @{ Script = { begin { 'b' } process { exit 137 } }; Code = 137; State = 'Completed'; Id = $null }
        @{ Script = { throw 'no' }; Code = 1; State = 'Failed'; Id = 'no' }
        @{ Script = { Write-Error 'no'; 'on' }; Code = 0; State = 'Completed'; Id = 'Microsoft.PowerShell.Commands.WriteErrorException*' }
        @{ Script = { break }; Code = 1; State = 'Failed'; Id = 'ItemBrokeOut' }
        @{ Script = { [Environment]::Exit(4) }; Code = 4; State = 'Failed'; Id = 'ProcessLost' }
        @{ Script = { Stop-Process -Id $PID -Force }; Code = -9; State = 'Failed'; Id = 'ProcessLost' }
    ) {
        $job = Start-WorkerProcess $Script
        $null = $job | Wait-Job -Timeout 120
        $null = Receive-Job $job -ErrorVariable errors 2>$null

        $job.ExitCode | Should -Be $Code
        $job.State | Should -Be $State
        $errors | ForEach-Object FullyQualifiedErrorId | Should -BeLike $Id
    }

    It 'takes its children along' {
        $job = Start-WorkerProcess { $child = Start-Process sleep 600 -PassThru; $child.Id; Start-Sleep 600 }
        Wait-Until { $job.Output.Count -eq 1 }
        $child = [int]$job.Output[0]
        Test-Alive $child | Should -BeTrue

        Remove-Job $job -Force

        Wait-Until { -not (Test-Alive $child) }
    }

    It 'ends with the session, however that ends' {
        $code = "Import-Module '$(Get-ManifestPath)'; (Start-WorkerProcess { Start-Sleep 600 }).ProcessId"
        $normal = pwsh -NoProfile -Command $code
        $killed = pwsh -NoProfile -Command "$code; Stop-Process -Id `$PID -Force"

        Wait-Until { -not (Test-Alive $normal) -and -not (Test-Alive $killed) }
    }

    It 'refuses before it starts: <Id>' -ForEach @(
        @{ Id = 'UsingVariableUndefined'; Call = { Start-WorkerProcess { $using:nowhere } } }
        @{ Id = 'FunctionNotFound'; Call = { Start-WorkerProcess { } -Function Get-Nowhere } }
        @{ Id = 'ModuleNotFound'; Call = { Start-WorkerProcess { } -Module NoWhere } }
    ) {
        { & $Call } | Should -Throw -ErrorId "$Id,*"
        Get-Job | Should -BeNullOrEmpty
    }

    It 'shows in 80 columns' {
        $job = Start-WorkerProcess { 'a long script, the text of which is longer than all the room that a line of eighty has' } -Name 'a-long-name-for-a-job'
        $null = $job | Wait-Job -Timeout 120

        $job | Out-String -Width 80 -Stream | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }
}
