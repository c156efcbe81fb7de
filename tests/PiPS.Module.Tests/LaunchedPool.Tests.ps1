# Pools whose workers a launcher puts elsewhere: behind a command that gives them another environment, and behind a real SSH server.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
    Import-TestServer
    $ProgressPreference = 'SilentlyContinue'
    $manifest = Get-ManifestPath

    # Nothing of this session's environment goes over, as with ssh.
    $elsewhere = New-WorkerLauncher -Command 'env', '-i', "PATH=$env:PATH", "HOME=$TestDrive", 'PIPS_ELSEWHERE=yes'
}

Describe 'A pool of workers elsewhere' {
    BeforeAll {
        $env:PIPS_HERE = 'yes'
        $pool = Start-WorkerPool elsewhere -Launcher $elsewhere -Count 2
    }

    AfterAll {
        $env:PIPS_HERE = $null
        Get-WorkerPool | Stop-WorkerPool -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'runs items there, and says where' {
        $output = 1..20 | Invoke-WorkerTask { "$_ $env:PIPS_ELSEWHERE $env:PIPS_HERE" } -Pool $pool -Ordered -TimeoutSeconds 120

        $output | Should -Be (1..20 | ForEach-Object { "$_ yes " })
        $pool.Workers.Host | Should -BeLike 'env -i*'
        $pool.Workers | Where-Object Memory | Should -BeNullOrEmpty
        ($pool.Workers | Measure-Object Done -Sum).Sum | Should -Be 20
        ($pool.Workers | Out-String -Width 80).Split("`n") | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $pool.Workers | Out-String -Width 80 | Should -Match 'Host'
        $pool | Out-String -Width 80 | Should -Match 'Command'
    }

    It 'loses the item alone that its worker dies on, and tells everything else once' {
        $results = 1..12 | Invoke-WorkerTask { "said $_"; if ($_ -eq 5) { [Diagnostics.Process]::GetCurrentProcess().Kill() } } -Pool $pool -BatchSize 6 -AsResult -TimeoutSeconds 120

        $results | Should -HaveCount 12
        ($results | Where-Object Status -NE Completed).Input | Should -Be 5
        $results | Where-Object Status -EQ Completed | ForEach-Object { $_.Output | Should -Be "said $($_.Input)" }
        ($pool.Workers | Measure-Object Replaced -Sum).Sum | Should -BeGreaterOrEqual 1
    }

    It 'runs such an item again if it may' {
        $flag = Join-Path $TestDrive 'flag'
        $output = 1..6 | Invoke-WorkerTask {
            if ($_ -eq 3 -and -not (Test-Path $using:flag)) { Set-Content $using:flag x; [Diagnostics.Process]::GetCurrentProcess().Kill() }
            $_
        } -Pool $pool -MaximumRetryCount 1 -TimeoutSeconds 120

        $output | Sort-Object | Should -Be (1..6)
    }

    It 'ends an item that takes too long' {
        $results = 1, 2 | Invoke-WorkerTask { if ($_ -eq 1) { [Threading.Thread]::Sleep(600000) } } -Pool $pool -BatchSize 1 -TaskTimeoutSeconds 1 -AsResult -TimeoutSeconds 120

        ($results | Where-Object Input -EQ 1).Status | Should -Be TimedOut
        ($results | Where-Object Input -EQ 2).Status | Should -Be Completed
    }

    It 'reaches queues, dictionaries, values and locks of the session' {
        $queue = New-WorkerQueue
        $counts = New-SharedObject -Type Dictionary
        $counts.n = 0
        $lock = New-WorkerLock
        1..30 | Invoke-WorkerTask {
            $lock = $using:lock
            $counts = $using:counts
            Send-WorkerMessage $using:queue $_
            $null = $lock.Enter()
            try { $counts.n = $counts.n + 1 } finally { $null = $lock.Exit() }
        } -Pool $pool -TimeoutSeconds 120

        $counts.n | Should -Be 30
        (Receive-WorkerMessage $queue -Count 30 | Measure-Object -Sum).Sum | Should -Be 465

        # And the other way, each message once.
        1..200 | Send-WorkerMessage $queue
        $queue.Complete()
        $got = 1, 2 | Invoke-WorkerTask { Receive-WorkerMessage $using:queue -All } -Pool $pool -TimeoutSeconds 120
        $got | Sort-Object | Should -Be (1..200)
    }

    It 'is given no shared array: as <_>' -ForEach '$using:', 'item', 'part of an item', 'argument' {
        $array = New-SharedArray -Length 10 -Type Double
        $failure = try {
            switch ($_) {
                '$using:' { 1 | Invoke-WorkerTask { $using:array } -Pool $pool -ErrorAction Stop -TimeoutSeconds 120 }
                'item' { , $array | Invoke-WorkerTask { 1 } -Pool $pool -ErrorAction Stop -TimeoutSeconds 120 }
                'part of an item' { @{ a = $array } | Invoke-WorkerTask { 1 } -Pool $pool -ErrorAction Stop -TimeoutSeconds 120 }
                'argument' { 1 | Invoke-WorkerTask { param($item, $a) 1 } -ArgumentList (, $array) -Pool $pool -ErrorAction Stop -TimeoutSeconds 120 }
            }
        }
        catch { $_ }

        $failure.FullyQualifiedErrorId | Should -BeLike 'SharedArrayIsLocal*'
        $failure.TargetObject | Should -Be $array.Name
        $failure.ErrorDetails.RecommendedAction | Should -Match 'ToArray'
    }

    It 'can use no shared array or counter that it finds: <_>' -ForEach 'in a queue', 'by its name', 'of its own', 'a counter' {
        $array = New-SharedArray -Length 10 -Type Double
        $counter = New-SharedObject -Type Counter
        $queue = New-WorkerQueue
        Send-WorkerMessage $queue (, $array)
        $result = switch ($_) {
            'in a queue' { 1 | Invoke-WorkerTask { $a = (Receive-WorkerMessage $using:queue)[0]; $a[0] } -Pool $pool -AsResult -TimeoutSeconds 120 }
            'by its name' { $array.Name | Invoke-WorkerTask { (Get-SharedObject $_)[0] } -Pool $pool -AsResult -TimeoutSeconds 120 }
            'of its own' { 1 | Invoke-WorkerTask { New-SharedArray -Length 10 -Type Double -ErrorAction Stop } -Pool $pool -AsResult -TimeoutSeconds 120 }
            'a counter' { $counter.Name | Invoke-WorkerTask { (Get-SharedObject $_).Increment() } -Pool $pool -AsResult -TimeoutSeconds 120 }
        }

        "$($result.Errors)" | Should -Match 'workers that a launcher started can''t'
    }

    It 'estimates' {
        $here = Invoke-PiEstimate 1e6 -Seed 1 -Type Thread -WorkerCount 1
        (Invoke-PiEstimate 1e6 -Seed 1 -Pool $pool).Hits | Should -Be $here.Hits
    }

    It 'stops with Select-Object -First, and with Ctrl+C, and is used again' {
        1..1000 | Invoke-WorkerTask { $_ } -Pool $pool -TimeoutSeconds 120 | Select-Object -First 1 | Should -HaveCount 1
        $begun = Join-Path $TestDrive 'begun'
        $shell = Start-Shell ([scriptblock]::Create("
            `$pool = Start-WorkerPool other -Launcher (New-WorkerLauncher -Command env) -Count 1
            1 | Invoke-WorkerTask { Set-Content '$begun' `$PID; [Threading.Thread]::Sleep(600000) } -Pool `$pool"))
        Wait-Until { (Test-Path $begun) -and (Get-Content $begun) }
        Stop-Shell $shell | Should -BeTrue
        Wait-Until { -not (Test-Alive (Get-Content $begun)) }
        $shell.Dispose()
        Stop-WorkerPool other -Force

        1 | Invoke-WorkerTask { $_ } -Pool $pool -TimeoutSeconds 120 | Should -Be 1
    }

    It 'lets a worker whose time is nearly over finish, and puts another in its place' {
        $drained = Start-WorkerPool drained -Launcher $elsewhere -Count 1 -ExitScript { Set-Content (Join-Path $using:TestDrive 'left') $PID }
        $first = 1 | Invoke-WorkerTask { & /bin/kill -USR1 $PID; $PID } -Pool $drained -TimeoutSeconds 120
        $next = 2, 3 | Invoke-WorkerTask { $PID } -Pool $drained -BatchSize 1 -TimeoutSeconds 120 | Select-Object -Last 1
        Wait-Until { (Test-Path $TestDrive/left) -and (Get-Content $TestDrive/left) -eq $first }

        Wait-Until { -not (Test-Alive $first) }
        Stop-WorkerPool $drained
        Get-Content $TestDrive/left | Should -Not -Be $first -Because 'the next one has left too'
        $next | Should -Not -BeNullOrEmpty
    }
}

Describe 'Starting' {
    AfterEach { Get-WorkerPool | Stop-WorkerPool -Force }

    It 'refuses <Why>' -ForEach @(
        @{ Why = 'threads'; Given = @{ Type = 'Thread' }; Id = 'LauncherWithType' }
        @{ Why = 'processors'; Given = @{ ProcessorAffinity = 0 }; Id = 'LauncherWithProcessorAffinity' }
    ) {
        $failure = { Start-WorkerPool -Launcher $elsewhere @Given } | Should -Throw -PassThru
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        Get-WorkerPool | Should -BeNullOrEmpty
    }

    It 'sets a host aside that starts nothing, and ends the pool with its last words when none is left' {
        $pool = Start-WorkerPool -Launcher (New-WorkerLauncher -Command 'sh', '-c', 'echo no such place >&2; exit 9')
        Wait-Until { $pool.State -eq 'Failed' }

        $pool.Failure.Message | Should -Match 'no such place'
        $pool.LaunchProblems | Should -Match 'failed 3 times'
        { 1 | Invoke-WorkerTask { 1 } -Pool $pool -ErrorAction Stop } | Should -Throw '*no such place*'

        $list = $pool | Format-List | Out-String -Width 500
        $list | Should -Match 'Failure +: No host is left'
        $list | Should -Match 'LaunchProblems +: {No more workers are put on .* Its last words: no such place}'
        $list | Should -Not -Match ' at PiPS\.'
    }

    It 'says why a worker can''t be prepared, and not how its process came down' {
        $pool = Start-WorkerPool -Launcher $elsewhere -Count 2 -InitializationScript { throw 'not today' }
        Wait-Until { $pool.State -eq 'Failed' }

        $pool.Failure.Message | Should -Match 'The initialization script failed: not today'
        "$($pool.Failure.Message) $($pool.LaunchProblems)" | Should -Not -Match 'Unhandled|signal 6'
    }

    It 'says so where there is no PowerShell' {
        $pool = Start-WorkerPool -Launcher (New-WorkerLauncher -Command 'env' -WorkerPath '/nowhere/pwsh')
        Wait-Until { $pool.State -eq 'Failed' }
        $pool.Failure.Message | Should -Match 'no worker program'
    }
}

Describe 'Killing the session' {
    It 'leaves no worker elsewhere, nor what its script started' {
        $ids = Join-Path $TestDrive 'ids'
        $start = [Diagnostics.ProcessStartInfo]::new('pwsh', [string[]]('-NoProfile', '-NonInteractive', '-Command', @"
            Import-Module '$manifest'
            `$pool = Start-WorkerPool -Launcher (New-WorkerLauncher -Command env) -Count 1
            1 | Invoke-WorkerTask { `$child = [Diagnostics.Process]::Start('/bin/sleep', '600'); Set-Content '$ids' "`$PID,`$(`$child.Id)"; `$child.WaitForExit() } -Pool `$pool
"@))
        $session = [Diagnostics.Process]::Start($start)
        Wait-Until { (Test-Path $ids) -and (Get-Content $ids) }
        $session.Kill()

        $left = (Get-Content $ids).Split(',')
        $left | Should -HaveCount 2
        Wait-Until { -not ($left | Where-Object { Test-Alive $_ }) }
    }
}

Describe 'Over SSH' {
    BeforeAll {
        $Missing = [PiPS.Testing.Servers.SshServer]::MissingReason
        $Server = $Missing ? $null : [PiPS.Testing.Servers.SshServer]::new()

        if ($Server) {
            $pool = Start-WorkerPool ssh -Launcher (New-WorkerLauncher -HostName web1, web2 -Option '-F', $Server.ConfigPath)
        }
    }

    AfterAll {
        Get-WorkerPool | Stop-WorkerPool -Force
        ${Server}?.Dispose()
        Wait-Until { -not (Get-ChildProcess) }
    }

    BeforeEach {
        if ($Missing) { Set-ItResult -Skipped -Because $Missing }
    }

    It 'has a worker on each host' {
        Wait-Until { -not ($pool.Workers | Where-Object State -NE Idle) }
        $pool.Workers.Host | Sort-Object | Should -Be web1, web2
        1..10 | Invoke-WorkerTask { $_ * 2 } -Pool $pool -Ordered -TimeoutSeconds 120 | Should -Be (1..10 | ForEach-Object { $_ * 2 })
    }

    It 'replaces a worker whose ssh is killed, and runs its item again' {
        $shared = New-SharedObject -Type Dictionary
        $shared.tried = 0
        $job = 1..4 | Invoke-WorkerTask {
            $shared = $using:shared
            if ($_ -eq 2 -and -not $shared.tried) { $shared.tried = $PID; [Threading.Thread]::Sleep(600000) }
            $_
        } -Pool $pool -BatchSize 1 -MaximumRetryCount 1 -TimeoutSeconds 120 -AsJob
        Wait-Until { $shared.tried }
        $row = $pool.Workers | Where-Object ProcessId -EQ $shared.tried
        $carrier = Get-ChildProcess | Where-Object { [IO.File]::ReadAllText("/proc/$_/cmdline").Replace("`0", ' ') -match " $($row.Host) " }
        $carrier | Should -HaveCount 1
        Stop-Process -Id $carrier -Force

        $job | Receive-Job -Wait -AutoRemoveJob | Sort-Object | Should -Be (1..4)
        Wait-Until { -not (Test-Alive $shared.tried) }
    }

    It 'leaves nothing' {
        $left = 1, 2 | Invoke-WorkerTask { $PID; Start-Sleep -Milliseconds 50 } -Pool $pool -BatchSize 1 -TimeoutSeconds 120
        Stop-WorkerPool $pool
        Wait-Until { -not ($left | Where-Object { Test-Alive $_ }) -and -not $Server.Sessions() }
        $left | Should -Not -BeNullOrEmpty
    }
}
