# How pools live with each other, with Ctrl+C, and what is left when they or their sessions end: nothing.

BeforeDiscovery {
    # tests/PiPS.Soak has it longer.
    $soak = [int]($env:PIPS_SOAK ?? 1)
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
    $ProgressPreference = 'SilentlyContinue'
    $manifest = Get-ManifestPath

    # Starts PowerShell with a script of its own; its temporary folder is one that can be looked at.
    function Start-Session([string] $Script) {
        $temporary = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $start = [Diagnostics.ProcessStartInfo]::new('pwsh', [string[]]('-NoProfile', '-NonInteractive', '-Command', $Script))
        $start.Environment['TMPDIR'] = $temporary
        $start.RedirectStandardOutput = $true
        $session = [Diagnostics.Process]::Start($start)
        $session | Add-Member Temporary $temporary
        $session | Add-Member Text $session.StandardOutput.ReadToEndAsync()
        $session
    }

    # What a session leaves; its own doors for debuggers, which it leaves when it is killed, are none of ours.
    function Get-Leftover($Session) {
        Get-ChildItem -LiteralPath $Session.Temporary -Force | Where-Object Name -NotMatch "[.-]$($Session.Id)[.-]" | ForEach-Object Name
        if (Test-Path /dev/shm) { Get-ChildItem /dev/shm -Filter "pips-$($Session.Id)-*" | ForEach-Object Name }
    }

    function Get-Measure {
        1..3 | ForEach-Object { [GC]::Collect(); [GC]::WaitForPendingFinalizers() }

        [pscustomobject]@{
            Threads   = @([IO.Directory]::GetDirectories('/proc/self/task')).Count
            Named     = @(Get-Item /proc/self/task/*/comm -ErrorAction Ignore | Get-Content -ErrorAction Ignore) -like 'PiPS*'
            Handles   = @([IO.Directory]::GetFileSystemEntries('/proc/self/fd')).Count
            Megabytes = [GC]::GetTotalMemory($true) / 1MB
        }
    }
}

Describe 'Pools' {
    AfterEach {
        Get-WorkerPool | Stop-WorkerPool -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    Context 'Ctrl+C in a terminal' {
        It 'ends the command, and leaves a pool that is used again' {
            if (-not (Get-Command script -CommandType Application -ErrorAction Ignore)) {
                Set-ItResult -Skipped -Because 'there is no "script" command to make a pseudo-terminal'
            }

            $folder = (New-Item -ItemType Directory (Join-Path $TestDrive 'terminal')).FullName

            # Commands come from a file, so that PowerShell doesn't ask the terminal where its cursor is; Ctrl+C comes from the terminal.
            Set-Content (Join-Path $folder 'commands') @"
`$ProgressPreference = 'SilentlyContinue'; Set-Location '$folder'; Import-Module '$manifest'
`$pool = Start-WorkerPool -Count 3
while (@(`$pool.Workers | Where-Object State -EQ Idle).Count -lt 3) { Start-Sleep -Milliseconds 20 }
`$pool.Workers.ProcessId | Set-Content before
1..2 | Invoke-WorkerTask { Set-Content "begun-`$_" `$PID; if (`$_ -eq 1) { /bin/sleep 600 } else { Start-Sleep 600 } } -Pool `$pool -BatchSize 1; Set-Content not-stopped ''
`$pool.Workers.ProcessId | Set-Content after
1..60 | Invoke-WorkerTask { Start-Sleep -Milliseconds 2; `$PID } -Pool `$pool -BatchSize 1 -TimeoutSeconds 120 | Set-Content answers
`$pool.Workers.ProcessId | Set-Content last
[IO.File]::WriteAllText('$folder/done', '')
exit
"@
            $terminal = Start-Terminal "pwsh -NoProfile -NonInteractive -Command - < '$folder/commands'"

            try {
                Wait-Until { (Test-Path $folder/begun-1) -and (Test-Path $folder/begun-2) -and (Get-Content $folder/begun-2) }
                $terminal.StandardInput.Write([char]3)
                $terminal.StandardInput.Flush()

                $terminal.WaitForExit(120000) | Should -BeTrue -Because 'the session goes on after Ctrl+C, and ends'
            }
            finally {
                if (-not $terminal.HasExited) { $terminal.Kill($true) }
            }

            Test-Path $folder/done | Should -BeTrue
            Test-Path $folder/not-stopped | Should -BeFalse
            $before = Get-Content $folder/before
            $busy = Get-Content $folder/begun-1, $folder/begun-2
            $idle = $before | Where-Object { $_ -notin $busy }
            $idle | Should -HaveCount 1
            $idle | Should -BeIn (Get-Content $folder/after)
            $idle | Should -BeIn (Get-Content $folder/last)
            Get-Content $folder/answers | Should -HaveCount 60
            Get-Content $folder/answers | Where-Object { $_ -notin (Get-Content $folder/last) } | Should -BeNullOrEmpty
            Wait-Until { -not ($before + (Get-Content $folder/last) | Where-Object { Test-Alive $_ }) }
        }
    }

    Context 'Nested' {
        It '<Inner> in <Outer>: neither waits for the other' -ForEach @(
            @{ Outer = 'Process'; Inner = 'Process' }, @{ Outer = 'Process'; Inner = 'Thread' }
            @{ Outer = 'Thread'; Inner = 'Thread' }, @{ Outer = 'Thread'; Inner = 'Process' }
        ) {
            $sums = 1..3 | Invoke-WorkerTask {
                $factor = $_
                (1..20 | Invoke-WorkerTask { $_ * $using:factor } -Type $using:Inner -ThrottleLimit 2 -TimeoutSeconds 120 | Measure-Object -Sum).Sum
            } -Type $Outer -ThrottleLimit 3 -Module $manifest -Ordered -TimeoutSeconds 120

            $sums | Should -Be 210, 420, 630
        }

        It 'a command on the pool that runs it is refused: it could wait for itself' {
            $pool = Start-WorkerPool nested -Type Thread -Count 1

            $result = 1 | Invoke-WorkerTask { 1 | Invoke-WorkerTask { 1 } -Pool $using:pool } -Pool $pool -Module $manifest -AsResult -TimeoutSeconds 120

            $result.Errors[0].FullyQualifiedErrorId | Should -BeLike 'PoolWaitsForItself,*'
            1 | Invoke-WorkerTask { 1 } -Pool $pool -TimeoutSeconds 120 | Should -Be 1
        }

        It 'one command''s output is another''s input, on one pool of <Type> with one worker' -ForEach @{ Type = 'Thread' }, @{ Type = 'Process' } {
            $pool = Start-WorkerPool chain -Type $Type -Count 1

            # More than what waits for its taker.
            $output = 1..4 | Invoke-WorkerTask { 1..5000 } -Pool $pool -TimeoutSeconds 120 | Invoke-WorkerTask { $_ * 2 } -Pool $pool -TimeoutSeconds 120

            ($output | Measure-Object -Sum).Sum | Should -Be (4 * 25005000)
        }
    }

    Context 'Several at once' {
        It 'share no limit' {
            $begun = (New-Item -ItemType Directory (Join-Path $TestDrive 'begun')).FullName
            $pools = 1..3 | ForEach-Object { Start-WorkerPool "at-once-$_" -Type ('Thread', 'Process', 'Thread')[$_ - 1] -Count 2 }

            # Every item waits until all six are under way.
            $results = $pools | ForEach-Object -Parallel {
                Import-Module $using:manifest
                $begun = $using:begun
                1..2 | Invoke-WorkerTask {
                    [IO.File]::Create((Join-Path $using:begun ([guid]::NewGuid()))).Dispose()
                    while ([IO.Directory]::GetFiles($using:begun).Count -lt 6) { Start-Sleep -Milliseconds 5 }
                    'all'
                } -Pool $_ -BatchSize 1 -TimeoutSeconds 120
            } -ThrottleLimit 3

            $results | Should -Be (@('all') * 6)
        }

        It 'runspaces use one pool of <Type>' -ForEach @{ Type = 'Thread' }, @{ Type = 'Process' } {
            $pool = Start-WorkerPool shared -Type $Type -Count 2

            # ForEach-Object would take $using: in the inner script for its own.
            $sums = 1..5 | ForEach-Object -Parallel {
                Import-Module $using:manifest
                (1..500 | Invoke-WorkerTask { param($factor) $_ * $factor } -ArgumentList $_ -Pool $using:pool -TimeoutSeconds 120 | Measure-Object -Sum).Sum
            } -ThrottleLimit 5

            $sums | Sort-Object | Should -Be (1..5 | ForEach-Object { $_ * 125250 })
        }

        It 'a short command isn''t kept waiting by one without end' {
            $pool = Start-WorkerPool fair -Type Thread -Count 2
            $shell = [powershell]::Create().AddScript({
                    param($manifest, $pool)
                    Import-Module $manifest
                    1..1e9 | Invoke-WorkerTask { $_ } -Pool $pool | ForEach-Object { $global:any = $_ }
                }).AddArgument($manifest).AddArgument($pool)
            $null = $shell.BeginInvoke()
            Wait-Until { ($pool.Workers | Measure-Object Done -Sum).Sum -gt 1000 }

            1..100 | Invoke-WorkerTask { $_ } -Pool $pool -Ordered -TimeoutSeconds 120 | Should -Be (1..100)

            $shell.InvocationStateInfo.State | Should -Be 'Running'
            Stop-Shell $shell | Should -BeTrue
        }

        It 'a command''s pool is stopped by what takes its output' {
            $pool = Start-WorkerPool stopped -Type Thread -Count 1
            $shell = [powershell]::Create().AddScript({
                    param($manifest, $pool)
                    Import-Module $manifest
                    1..3 | Invoke-WorkerTask { 1..50000 } -Pool $pool | ForEach-Object { [Threading.Thread]::Sleep(300); Stop-WorkerPool $pool -Force; throw 'over' }
                }).AddArgument($manifest).AddArgument($pool)
            $running = $shell.BeginInvoke()

            $running.AsyncWaitHandle.WaitOne(120000) | Should -BeTrue
            $pool.State | Should -Be 'Stopped'
        }
    }

    Context 'A session that <Name>' -ForEach @(
        @{ Name = 'ends'; End = ''; Code = 0 }
        @{ Name = 'exits amid a run'; End = '1..1000 | Invoke-WorkerTask { $_; Start-Sleep -Milliseconds 5 } -Pool $pool | ForEach-Object { exit 3 }'; Code = 3 }
        @{ Name = 'ends its process amid a run'; End = '1..1000 | Invoke-WorkerTask { $_; Start-Sleep 600 } -Pool $pool -BatchSize 1 | ForEach-Object { [Environment]::Exit(4) }'; Code = 4 }
        @{ Name = 'is killed amid a run'; End = '1..1000 | Invoke-WorkerTask { $_; Start-Sleep 600 } -Pool $pool -BatchSize 1 | ForEach-Object { kill -9 $PID; Start-Sleep 600 }'; Code = 137 }
        @{ Name = 'is killed while workers write'; End = '1..1000 | Invoke-WorkerTask { while ($true) { $_ } } -Pool $pool -BatchSize 1 | ForEach-Object { kill -9 $PID; Start-Sleep 600 }'; Code = 137 }
        @{ Name = 'is killed while workers begin'; End = '$stuck = Start-WorkerPool -Count 1 -InitializationScript { [IO.File]::WriteAllText("{0}", $PID); while ($true) { Start-Sleep 1 } }; while (-not (Test-Path "{0}")) { Start-Sleep -Milliseconds 20 }; kill -9 $PID; Start-Sleep 600'; Code = 137 }
    ) {
        It 'leaves no process and no file' {
            $ids = Join-Path $TestDrive ([guid]::NewGuid())
            $stuck = Join-Path $TestDrive ([guid]::NewGuid())
            $session = Start-Session @"
                `$ProgressPreference = 'SilentlyContinue'
                Import-Module '$manifest'
                `$pool = Start-WorkerPool -Count 2
                `$children = 1..8 | Invoke-WorkerTask { [Diagnostics.Process]::Start('/bin/sleep', '600').Id; Start-Sleep -Milliseconds 20 } -Pool `$pool -BatchSize 1
                [string[]](`$children + `$pool.Workers.ProcessId) | Set-Content '$ids'
                $($End.Replace('{0}', $stuck))
"@

            try {
                $session.WaitForExit(120000) | Should -BeTrue
            }
            finally {
                if (-not $session.HasExited) { $session.Kill($true) }
            }

            $session.ExitCode | Should -Be $Code
            $all = @(Get-Content $ids) + @(Get-Content $stuck -ErrorAction Ignore)
            $all.Count | Should -BeGreaterOrEqual 10
            Wait-Until { -not ($all | Where-Object { Test-Alive $_ }) }
            Get-Leftover $session | Should -BeNullOrEmpty
        }
    }

    Context 'Start, use, Ctrl+C and stop, <Rounds> times on <Type>' -ForEach @(
        @{ Type = 'Thread'; Rounds = 12 * $soak }
        @{ Type = 'Process'; Rounds = 12 * $soak }
    ) {
        It 'give back threads, processes, handles and memory' {
            $state = [initialsessionstate]::CreateDefault2()
            $state.ImportPSModule($manifest)
            $runspace = [runspacefactory]::CreateRunspace($state)
            $runspace.Open()

            function Invoke-Round {
                $pool = Start-WorkerPool leak -Type $Type -Count 1
                1..3 | Invoke-WorkerTask { $_ } -Pool $pool -Ordered -TimeoutSeconds 120 | Should -Be 1, 2, 3
                $shell = [powershell]::Create($runspace).AddScript({ param($pool) 1..10 | Invoke-WorkerTask { $_; Start-Sleep 600 } -Pool $pool })
                $output = [Management.Automation.PSDataCollection[psobject]]::new()
                $none = [Management.Automation.PSDataCollection[psobject]]::new()
                $none.Complete()
                $null = $shell.AddArgument($pool).BeginInvoke($none, $output)
                Wait-Until { $output.Count -gt 0 }
                if (-not (Stop-Shell $shell)) { throw 'It does not stop.' }
                $shell.Dispose()
                Stop-WorkerPool $pool
            }

            # Until everything is compiled, and .NET has as many threads as it wants.
            1..[Math]::Min(15, $Rounds / 4) | ForEach-Object { Invoke-Round }
            $before = Get-Measure
            1..$Rounds | ForEach-Object { Invoke-Round }
            Wait-Until { -not (Get-ChildProcess) -and -not (Get-Measure).Named }
            $after = Get-Measure
            $runspace.Dispose()

            # .NET's own pool of threads breathes, with a handle or two; one leaked in a round would be {Rounds} of them.
            $after.Threads - $before.Threads | Should -BeLessOrEqual 10
            $after.Handles - $before.Handles | Should -BeLessOrEqual 10

            # A runspace is a megabyte and more; what scripts leave in PowerShell's caches is some kilobytes a round.
            $after.Megabytes - $before.Megabytes | Should -BeLessOrEqual ($Rounds * 0.05 + 5)
            Write-Host ("    threads {0} to {1}, handles {2} to {3}, memory {4:f1} to {5:f1} MB" -f $before.Threads, $after.Threads, $before.Handles, $after.Handles, $before.Megabytes, $after.Megabytes)
        }
    }
}
