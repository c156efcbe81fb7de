BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force

    # As another machine: a command that runs what comes behind it.
    $Here = New-WorkerLauncher -Command env

    function Get-TooWide {
        $input | Out-String -Width 200 -Stream | Where-Object Length -GT 80
    }
}

AfterAll {
    Wait-Until { -not (Get-ChildProcess) }
}

Describe 'New-WorkerLauncher' {
    BeforeAll {
        $Key = Join-Path $TestDrive 'key'
        Set-Content $Key 'no key'
    }

    It 'makes hosts' {
        Push-Location $TestDrive
        $hosts = New-WorkerLauncher web1, root@web2 -Port 2222 -UserName pi -KeyFilePath ./key -SlotsPerHost 4 -Option '-oProxyJump=gate' -ThreadsPerWorker 8
        Pop-Location

        $hosts.Kind | Should -Be 'Ssh'
        $hosts.Places | Should -Be 'web1', 'root@web2'
        $hosts.Port, $hosts.UserName, $hosts.KeyFilePath, $hosts.SlotsPerHost | Should -Be 2222, 'pi', (Get-Item $Key).FullName, 4
        $hosts.Options | Should -Be '-oProxyJump=gate'
        $hosts.ThreadsPerWorker, $hosts.UsualCount, $hosts.Capacity, $hosts.CopyWorker | Should -Be 8, 8, 8, $false
        "$hosts" | Should -Be 'Ssh: web1, root@web2'
        (New-WorkerLauncher web1 -UserName 'LAB\ann' -Option $null).Options | Should -BeNullOrEmpty
    }

    It 'makes requests to Slurm' {
        $slurm = New-WorkerLauncher -Slurm -Partition main -Account a -Constraint 'intel&gpu' -Time 08:00:00 -Option '--qos=low', '--exclusive' -WorkerPath /usr/local/bin/pips -CopyWorker

        $slurm.Kind, $slurm.Partition, $slurm.Account, $slurm.Constraint, $slurm.Time | Should -Be 'Slurm', 'main', 'a', 'intel&gpu', ([timespan]'08:00:00')
        $slurm.Options | Should -Be '--qos=low', '--exclusive'
        $slurm.WorkerPath, $slurm.CopyWorker, $slurm.ThreadsPerWorker | Should -Be '/usr/local/bin/pips', $true, 1
        (New-WorkerLauncher -Slurm -Time 90).Time.TotalSeconds | Should -Be 90
    }

    It 'makes any command' {
        $pod = New-WorkerLauncher -Command 'kubectl', 'exec', '-i', 'pod', '--'

        $pod.Command | Should -Be 'kubectl', 'exec', '-i', 'pod', '--'
        $pod.UsualCount | Should -Be 1
        "$pod" | Should -Be 'Command: kubectl exec -i pod --'
    }

    It 'refuses <Id>: <Script>' -ForEach @(
        @{ Id = 'NoHosts'; Script = { New-WorkerLauncher @() } }
        @{ Id = 'NotAHostName'; Script = { New-WorkerLauncher web1, '' } }
        @{ Id = 'NotAHostName'; Script = { New-WorkerLauncher '-oProxyCommand=x' } }
        @{ Id = 'NotAHostName'; Script = { New-WorkerLauncher 'web 1' } }
        @{ Id = 'HostTwice'; Script = { New-WorkerLauncher web1, WEB1 } }
        @{ Id = 'PortOutOfRange'; Script = { New-WorkerLauncher web1 -Port 0 } }
        @{ Id = 'PortOutOfRange'; Script = { New-WorkerLauncher web1 -Port 65536 } }
        @{ Id = 'NotAWholeNumber'; Script = { New-WorkerLauncher web1 -Port 1.5 } }
        @{ Id = 'NotAUserName'; Script = { New-WorkerLauncher web1 -UserName '-x' } }
        @{ Id = 'NotAUserName'; Script = { New-WorkerLauncher web1 -UserName 'a b' } }
        @{ Id = 'NotAUserName'; Script = { New-WorkerLauncher web1 -UserName '' } }
        @{ Id = 'NotAUserName'; Script = { New-WorkerLauncher web1 -UserName 'a;b' } }
        @{ Id = 'KeyFileNotReadable'; Script = { New-WorkerLauncher web1 -KeyFilePath TestDrive:/nowhere } }
        @{ Id = 'KeyFileNotReadable'; Script = { New-WorkerLauncher web1 -KeyFilePath TestDrive:/ } }
        @{ Id = 'PathNotInFileSystem'; Script = { New-WorkerLauncher web1 -KeyFilePath Env:/HOME } }
        @{ Id = 'SlotsOutOfRange'; Script = { New-WorkerLauncher web1 -SlotsPerHost 0 } }
        @{ Id = 'NotAnOption'; Script = { New-WorkerLauncher web1 -Option '-v', '' } }
        @{ Id = 'NotAnOption'; Script = { New-WorkerLauncher web1 -Option "-v`n" } }
        @{ Id = 'NotAnOption'; Script = { New-WorkerLauncher -Slurm -Option '-v', $null } }
        @{ Id = 'NotASlurmName'; Script = { New-WorkerLauncher -Slurm -Partition 'a b' } }
        @{ Id = 'NotASlurmName'; Script = { New-WorkerLauncher -Slurm -Account '-a' } }
        @{ Id = 'NotASlurmName'; Script = { New-WorkerLauncher -Slurm -Constraint ' ' } }
        @{ Id = 'SlurmTimeOutOfRange'; Script = { New-WorkerLauncher -Slurm -Time 59 } }
        @{ Id = 'NoCommand'; Script = { New-WorkerLauncher -Command @() } }
        @{ Id = 'NoCommand'; Script = { New-WorkerLauncher -Command '', 'x' } }
        @{ Id = 'NoCommand'; Script = { New-WorkerLauncher -Command env, $null } }
        @{ Id = 'NotAWorkerPath'; Script = { New-WorkerLauncher web1 -WorkerPath '-x' } }
        @{ Id = 'NotAWorkerPath'; Script = { New-WorkerLauncher web1 -WorkerPath ' ' } }
        @{ Id = 'ThreadsOutOfRange'; Script = { New-WorkerLauncher web1 -ThreadsPerWorker 0 } }
        @{ Id = 'ThreadsOutOfRange'; Script = { New-WorkerLauncher web1 -ThreadsPerWorker 4097 } }
    ) {
        $refused = { & $Script } | Should -Throw -ErrorId "$Id,*" -PassThru

        $refused.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $refused.ErrorDetails.RecommendedAction | Should -Match '\.$'
    }

    It 'doesn''t mix kinds: <_>' -ForEach @(
        { New-WorkerLauncher -HostName web1 -Slurm }
        { New-WorkerLauncher -HostName web1 -Command env }
        { New-WorkerLauncher -Slurm -Port 22 }
        { New-WorkerLauncher -Command env -Option x }
    ) {
        $_ | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'shows in 80 columns' {
        $shown = New-WorkerLauncher (1..50 | ForEach-Object { "node$_" }) -SlotsPerHost 4096 -ThreadsPerWorker 4096

        $shown | Get-TooWide | Should -BeNullOrEmpty
        $shown | Out-String | Should -Match 'Ssh +node1, node2.*204800 +4096'
    }
}

Describe 'Invoke-PiEstimate -Launcher' {
    It 'gives the same hits, and says the host of each worker' {
        $estimate = Invoke-PiEstimate 1e8 -Seed 42 -Launcher $Here -WorkerCount 2

        $estimate.Hits | Should -Be 78539708
        $estimate.Type | Should -Be 'Process'
        $estimate.Workers | Should -HaveCount 2
        $estimate.Workers.Host | Select-Object -Unique | Should -Be ([Environment]::MachineName)
        $estimate.Workers | Get-TooWide | Should -BeNullOrEmpty
        $estimate.Workers | Out-String | Should -Match 'Host +Process'
    }

    It 'takes as many workers as there are, in the background too' {
        $job = 1e6, 1e8 | Invoke-PiEstimate -Seed 42 -Launcher $Here -AsJob

        $job.ChildJobs | Should -HaveCount 1
        $estimates = $job | Receive-Job -Wait -AutoRemoveJob
        $estimates.Hits[1] | Should -Be 78539708
        $estimates.WorkerCount | Should -Be 1, 1
    }

    It 'refuses <Id> before any work' -ForEach @(
        @{ Id = 'LauncherWithType'; Script = { Invoke-PiEstimate 1e6 -Launcher $Here -Type Thread } }
        @{ Id = 'LauncherWithType'; Script = { Invoke-PiEstimate 1e6 -Launcher $Here -Type Sequential } }
        @{ Id = 'LauncherNeedsWorkerCount'; Script = { Invoke-PiEstimate 1e6 -Launcher (New-WorkerLauncher -Slurm) } }
        @{ Id = 'LauncherHasNoRoom'; Script = { Invoke-PiEstimate 1e6 -Launcher (New-WorkerLauncher web1 -SlotsPerHost 2) -WorkerCount 3 } }
        @{ Id = 'AmbiguousParameterSet'; Script = { Invoke-PiEstimate 1e6 -Launcher $Here -Pool p } }
        @{ Id = 'ParameterArgumentValidationError'; Script = { Invoke-PiEstimate 1e6 -Launcher $null } }
    ) {
        { & $Script } | Should -Throw -ErrorId "$Id,*"
    }

    It 'says which hosts failed, with their last words, and keeps the checkpoint' {
        $file = Join-Path $TestDrive 'run.jsonl'
        $null = Invoke-PiEstimate 1e8 -Seed 42 -CheckpointPath $file
        $bad = New-WorkerLauncher -Command sh, '-c', 'echo no room left >&2; exit 3', sh

        $null = Invoke-PiEstimate 1e10 -Seed 42 -Launcher $bad -CheckpointPath $file -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue

        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'HostsFailed,*'
        $failed[0].CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $failed[0].TargetObject | Should -Be $bad.Places
        $failed[0].Exception.Message | Should -Match 'no room left'
        $failed[0].ErrorDetails.RecommendedAction | Should -Match 'Test-WorkerLauncher.*checkpoint'
        (Invoke-PiEstimate 1e9 -Launcher $Here -CheckpointPath $file).ResumedTrials | Should -BeGreaterThan 0
    }

    It 'ends on Ctrl+C and leaves nothing' {
        $shell = Start-Shell { Invoke-PiEstimate 1e18 -Launcher (New-WorkerLauncher -Command env) -WorkerCount 2 }
        Wait-Until { @(Get-ChildProcess).Count -eq 2 }

        Stop-Shell $shell | Should -BeTrue
        Wait-Until { -not (Get-ChildProcess) }
    }
}

Describe 'Measure-PiScaling -Launcher' {
    It 'measures processes there' {
        $rows = Measure-PiScaling 1, 2 -Launcher $Here -Trials 1e8 -Repeat 1 -MaximumRepeat 1 -Warmup 0 -Seed 42 -WarningAction SilentlyContinue

        $rows.Type | Should -Be 'Process', 'Process'
        $rows.WorkerCount | Should -Be 1, 2
        $rows.Samples.Hits | Should -Be 78539708, 78539708
        $rows.Environment.Launcher | Should -Be 'Command: env', 'Command: env'
    }

    It 'measures up to what the launcher has' {
        $rows = Measure-PiScaling -Launcher $Here -Trials 1e6 -Repeat 1 -MaximumRepeat 1 -Warmup 0 -WarningAction SilentlyContinue

        $rows.WorkerCount | Should -Be 1
    }

    It 'refuses <Id>' -ForEach @(
        @{ Id = 'LauncherWithType'; Script = { Measure-PiScaling -Launcher $Here -Type Thread, Process } }
        @{ Id = 'LauncherWithPinning'; Script = { Measure-PiScaling -Launcher $Here -Pinning Spread } }
        @{ Id = 'LauncherNeedsWorkerCount'; Script = { Measure-PiScaling -Launcher (New-WorkerLauncher -Slurm) } }
        @{ Id = 'LauncherHasNoRoom'; Script = { Measure-PiScaling 1, 3 -Launcher (New-WorkerLauncher web1 -SlotsPerHost 2) } }
    ) {
        { & $Script } | Should -Throw -ErrorId "$Id,*"
    }
}

Describe 'Test-WorkerLauncher' {
    It 'says what a worker is and does' {
        $row = Test-WorkerLauncher $Here

        $row.Status | Should -Be 'Ready'
        $row.Place, $row.Host | Should -Be 'env', ([Environment]::MachineName)
        $row.ProductVersion | Should -Be "$((Get-Module PiPS).Version)"
        $row.Processors | Should -BeGreaterThan 0
        $row.Rate | Should -BeGreaterThan 1e6
        $row.RoundTrip | Should -BeGreaterThan 0
        $row.StartUp | Should -BeGreaterThan 0
        [Math]::Abs($row.ClockOffset) | Should -BeLessThan 2
        $row.Message, $row.Recommendation -join '' | Should -BeNullOrEmpty
        $row | Get-TooWide | Should -BeNullOrEmpty
    }

    It 'gives a row for what fails, not an error, and shows it in 80 columns' {
        $rows = (New-WorkerLauncher -Command sh, '-c', 'echo no room left on a device whose name is long >&2; exit 3', sh), (New-WorkerLauncher -Command env, nosuch),
            (New-WorkerLauncher -Command sh, '-c', 'exec sleep 600') | Test-WorkerLauncher -TimeoutSeconds 1 -ErrorAction Stop

        $rows.Status | Should -Be 'NoHello', 'NoWorker', 'TimedOut'
        $rows[0].Message | Should -Match 'no room left'
        $rows.Recommendation | Should -Match '\.$'
        $rows.Rate | Where-Object { $null -ne $_ } | Should -BeNullOrEmpty
        $rows | Get-TooWide | Should -BeNullOrEmpty
        ($rows | Out-String) -replace '\s+', ' ' | Should -Match ([regex]::Escape(($rows[0].Recommendation)))
    }

    It 'gives rows as they come, and leaves nothing when one is enough' {
        $row = $Here, (New-WorkerLauncher -Command sh, '-c', 'exec sleep 600') | Test-WorkerLauncher -TimeoutSeconds 600 | Select-Object -First 1

        $row.Status | Should -Be 'Ready'
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'ends on Ctrl+C and leaves nothing' {
        $shell = Start-Shell { New-WorkerLauncher -Command sh, '-c', 'exec sleep 600' | Test-WorkerLauncher -TimeoutSeconds 600 }
        Wait-Until { Get-ChildProcess }

        Stop-Shell $shell | Should -BeTrue
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'refuses <_> seconds' -ForEach 0, -1, ([double]::NaN), 1e9 {
        { Test-WorkerLauncher $Here -TimeoutSeconds $_ } | Should -Throw -ErrorId 'TestTimeOutOfRange,*'
    }

    It 'says how it goes on' {
        $shell = Start-Shell { New-WorkerLauncher -Command sh, '-c', 'exec sleep 600' | Test-WorkerLauncher -TimeoutSeconds 600 }
        Wait-Until { $shell.Streams.Progress.Count -gt 0 }

        $shell.Streams.Progress[0].StatusDescription | Should -Be '0 of 1 are done'
        $shell.Streams.Progress[0].SecondsRemaining | Should -BeGreaterThan 500
        Stop-Shell $shell | Should -BeTrue
    }
}

Describe 'Hosts of a real SSH server' {
    BeforeAll {
        Import-TestServer
        $Missing = [PiPS.Testing.Servers.SshServer]::MissingReason
        $Server = $Missing ? $null : [PiPS.Testing.Servers.SshServer]::new()
    }

    AfterAll {
        ${Server}?.Dispose()
    }

    BeforeEach {
        if ($Missing) { Set-ItResult -Skipped -Because $Missing }
    }

    It 'are ready, and count' {
        $hosts = New-WorkerLauncher web1, web2, web3 -Option '-F', $Server.ConfigPath -SlotsPerHost 2

        $rows = Test-WorkerLauncher $hosts
        $estimate = Invoke-PiEstimate 1e8 -Seed 42 -Launcher $hosts -WorkerCount 3

        $rows.Place | Sort-Object | Should -Be 'web1', 'web2', 'web3'
        $rows.Status | Should -Be 'Ready', 'Ready', 'Ready'
        $estimate.Hits | Should -Be 78539708
        Wait-Until { $Server.Sessions().Count -eq 0 }
    }

    It 'are a row each where the key is wrong' {
        $options = $Server.ClientOptions + @('-o', 'HostName=127.0.0.1')
        $rows = Test-WorkerLauncher (New-WorkerLauncher web1, web2 -KeyFilePath $Server.WrongKeyFilePath -Port $Server.Port -Option $options)

        $rows | Should -HaveCount 2
        $rows.IsReady | Should -Be $false, $false
        $rows.Message | Should -Match 'Permission denied'
    }
}

Describe 'Nodes of a real Slurm cluster' {
    BeforeAll {
        Import-TestServer
        $Before = $env:SLURM_CONF
        $Missing = [PiPS.Testing.Servers.SlurmCluster]::MissingReason
        $Cluster = $Missing ? $null : [PiPS.Testing.Servers.SlurmCluster]::new()
        if ($Cluster) { $env:SLURM_CONF = $Cluster.Environment['SLURM_CONF'] }
    }

    AfterAll {
        $env:SLURM_CONF = $Before
        ${Cluster}?.Dispose()
    }

    BeforeEach {
        if ($Missing) { Set-ItResult -Skipped -Because $Missing }
    }

    It 'are ready, with their job' {
        $row = Test-WorkerLauncher (New-WorkerLauncher -Slurm)

        $row.Status | Should -Be 'Ready'
        $row.Host | Should -BeIn 'n1', 'n2'
        $row.JobId | Should -Match '^\d+$'
        $row.StepId | Should -Match '^\d+$'
        $Cluster.WaitUntilEmpty()
    }

    It 'say that there is no room, and what waited is taken back' {
        $Cluster.WaitUntilIdle()
        $job = $Cluster.Submit('sleep 600', '--nodes=2', '--exclusive')
        Wait-Until { $Cluster.Jobs()[0].State -eq 'RUNNING' }

        $row = Test-WorkerLauncher (New-WorkerLauncher -Slurm) -TimeoutSeconds 3
        $left = $Cluster.Jobs().Id

        scancel $job
        $row.Status | Should -Be 'Queued'
        $row.Message | Should -Match 'queued and waiting'
        $left | Should -Be $job
        $Cluster.WaitUntilEmpty()
    }

    It 'have a row each within an allocation' {
        $Cluster.WaitUntilIdle()
        $file = Join-Path $TestDrive 'rows.json'
        $job = $Cluster.Submit("'$(Join-Path $env:PIPS_MODULE bin/pips)' hosts --launcher slurm --json > '$file'", '--nodes=2', '--ntasks-per-node=2')
        $Cluster.WaitUntilEmpty()

        $rows = Get-Content $file -Raw | ConvertFrom-Json

        $rows.host | Sort-Object | Should -Be 'n1', 'n2'
        $rows.status | Should -Be 'Ready', 'Ready'
        $rows.jobId | Should -Be $job, $job
    }

    It 'run scripts of a pool, whose rows have job and step' {
        $Cluster.WaitUntilIdle()
        $pool = Start-WorkerPool -Count 2 -Launcher (New-WorkerLauncher -Slurm)
        # A pool is there with its first worker; the other's job may wait in Slurm's queue a while.
        Wait-Until { @($pool.Workers.JobId -ne $null).Count -eq 2 }

        $results = 1..6 | Invoke-WorkerTask -AsResult { $env:SLURM_JOB_ID } -Pool $pool
        $rows = $pool.Workers
        $hits = (Invoke-PiEstimate 1e8 -Seed 42 -Pool $pool).Hits
        Stop-WorkerPool $pool

        $results.Host | Should -BeIn 'n1', 'n2'
        $rows.JobId | Select-Object -Unique | Should -HaveCount 2
        $rows.StepId | Should -Be '0', '0'
        $results.Output | Should -BeIn $rows.JobId
        $hits | Should -Be 78539708
        $Cluster.WaitUntilEmpty()
    }
}
