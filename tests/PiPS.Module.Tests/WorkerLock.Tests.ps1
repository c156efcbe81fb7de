BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force

    function Get-Failure {
        # The error that a script ends with.
        param([scriptblock] $Script)

        try {
            $null = . $Script
        }
        catch {
            return $_
        }

        throw "Nothing failed: $Script"
    }

    function Wait-Held {
        # Until somebody has a lock, and so many wait for it.
        param($Lock, [int] $Waiting = 0)

        Wait-Until { $Lock.IsHeld -and $Lock.Waiting -eq $Waiting }
    }
}

Describe 'Locks of workers of <Type>' -ForEach @{ Type = 'Thread' }, @{ Type = 'Process' } {
    BeforeAll {
        $null = Start-WorkerPool locks -Type $Type -Count 4
    }

    AfterAll {
        Get-WorkerPool | Stop-WorkerPool -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'let one at a time change a file: no update is lost' {
        $file = Join-Path $TestDrive "$Type-count"
        Set-Content $file 0
        $lock = New-WorkerLock

        $times = 60 * ($env:PIPS_SOAK ?? 1)

        1..$times | Invoke-WorkerTask { Use-WorkerLock $using:lock { Set-Content $using:file (1 + (Get-Content $using:file)) } } -Pool locks -BatchSize 1

        Get-Content $file | Should -Be "$times"
        $lock.IsHeld | Should -BeFalse
    }

    It 'let so many hold a semaphore, and never more' {
        $semaphore = New-WorkerLock -Type Semaphore -Count 2
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive "$Type-places")

        $seen = 1..40 | Invoke-WorkerTask {
            Use-WorkerLock $using:semaphore {
                $mine = New-Item "$using:folder/$([guid]::NewGuid())"
                @(Get-ChildItem $using:folder).Count
                Remove-Item $mine
            }
        } -Pool locks -BatchSize 1

        $seen | Should -HaveCount 40
        $seen | Should -BeIn 1, 2
        $semaphore.Available | Should -Be 2
    }

    It 'are the same in the session and in workers, also by name and within other values' {
        $lock = New-WorkerLock -Name "$Type-shared"
        $box = @{ inner = @($lock) }

        Use-WorkerLock $lock {
            Invoke-WorkerTask { ($using:box).inner[0].TryEnter() } -Pool locks | Should -BeFalse
            Invoke-WorkerTask { ($using:lock).HolderProcessId } -Pool locks | Should -Be $PID
        }

        Invoke-WorkerTask { Use-WorkerLock "$using:Type-shared" { ($using:lock).HolderProcessId } } -Pool locks |
            Should -BeIn (Get-WorkerPool locks).Workers.ProcessId
        $lock.State | Should -Be 'Free'
    }

    It 'let workers wait for an event' {
        $event = New-WorkerLock -Type Event
        $job = 1..4 | Invoke-WorkerTask { Wait-WorkerLock $using:event; "went on $_" } -Pool locks -BatchSize 1 -AsJob
        Wait-Until { $event.Waiting -eq 4 }
        $event.State | Should -Be 'Not set'

        $event.Set()

        $job | Receive-Job -Wait -AutoRemoveJob | Sort-Object | Should -Be (1..4 | ForEach-Object { "went on $_" })
        Wait-WorkerLock $event -TimeoutSeconds 0
        $event.Reset()
        $event.IsSet | Should -BeFalse
    }

    It 'let workers go on together from a barrier, each with its place' {
        $barrier = New-WorkerLock -Type Barrier -Count 4

        $places = 1..4 | Invoke-WorkerTask { Wait-WorkerLock $using:barrier; Wait-WorkerLock $using:barrier } -Pool locks -BatchSize 1

        $places | Sort-Object | Should -Be 0, 0, 1, 1, 2, 2, 3, 3
    }

    It 'hand things over by a condition' {
        $condition = New-WorkerLock -Type Condition
        $file = Join-Path $TestDrive "$Type-handed"
        $job = Invoke-WorkerTask {
            Use-WorkerLock $using:condition {
                Wait-WorkerLock $using:condition -Until { Test-Path $using:file }
                ($using:condition).Depth
                Get-Content $using:file
            }
        } -Pool locks -AsJob
        Wait-Until { $condition.Waiting -eq 1 -and -not $condition.IsHeld }

        # Notified, but it isn't true: it waits on.
        Use-WorkerLock $condition { $condition.NotifyAll() }
        Wait-Until { $condition.Waiting -eq 1 -and -not $condition.IsHeld }
        Use-WorkerLock $condition {
            Set-Content $file 'handed'
            $condition.Notify()
        }

        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 1, 'handed'
    }

    It 'refuse what its worker holds already, at once' {
        $lock = New-WorkerLock
        $errors = Invoke-WorkerTask {
            Use-WorkerLock $using:lock {
                try { Use-WorkerLock $using:lock { } } catch { $_.FullyQualifiedErrorId }
                try { Use-WorkerLock $using:lock { } -TimeoutSeconds 1000 } catch { $_.FullyQualifiedErrorId }
                ($using:lock).TryEnter(1000)
            }
        } -Pool locks

        $errors | Should -Be 'LockHeldByCaller,PiPS.Cmdlets.Sharing.UseWorkerLockCommand', 'LockHeldByCaller,PiPS.Cmdlets.Sharing.UseWorkerLockCommand', $false
        $lock.IsHeld | Should -BeFalse
    }

    It 'are released when the script of a worker ends without it, and the next is told' {
        $lock = New-WorkerLock
        Invoke-WorkerTask { Wait-WorkerLock $using:lock } -Pool locks
        Wait-Until { $lock.State -eq 'Abandoned' }

        $seen = Use-WorkerLock $lock { $lock.IsAbandoned } -ErrorVariable told -ErrorAction SilentlyContinue

        $seen | Should -BeTrue
        $told.FullyQualifiedErrorId | Should -Be 'LockAbandoned,PiPS.Cmdlets.Sharing.UseWorkerLockCommand'
        $told.TargetObject | Should -Be $lock
        $lock.IsAbandoned | Should -BeFalse
    }

    It 'break a barrier for all when one that waits at it takes too long' {
        $barrier = New-WorkerLock -Type Barrier -Count 3
        $job = Invoke-WorkerTask { Wait-WorkerLock $using:barrier } -Pool locks -AsJob
        Wait-Until { $barrier.Waiting -eq 1 }

        $ended = Get-Failure { Wait-WorkerLock $barrier -TimeoutSeconds 0.05 }

        $ended.FullyQualifiedErrorId | Should -Be 'LockTimeout,PiPS.Cmdlets.Sharing.WaitWorkerLockCommand'
        "$ended" | Should -BeLike '*broken now*'
        $null = $job | Receive-Job -Wait -AutoRemoveJob -ErrorVariable told -ErrorAction SilentlyContinue
        $told[0].FullyQualifiedErrorId | Should -BeLike 'BarrierBroken,*'
        (Get-Failure { Wait-WorkerLock $barrier }).FullyQualifiedErrorId | Should -Be 'BarrierBroken,PiPS.Cmdlets.Sharing.WaitWorkerLockCommand'
        $barrier.IsBroken | Should -BeTrue
        $barrier.Reset()
        $barrier.IsBroken | Should -BeFalse
    }
}

Describe 'A worker process that is killed' {
    BeforeAll {
        $null = Start-WorkerPool dying -Count 2
    }

    AfterAll {
        Get-WorkerPool | Stop-WorkerPool -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'gives up the <Type> that it holds, and whoever waits is told' -ForEach @(
        @{ Type = 'Lock' }, @{ Type = 'RecursiveLock' }, @{ Type = 'Semaphore' }, @{ Type = 'Condition' }
    ) {
        $lock = New-WorkerLock -Type $Type
        $event = New-WorkerLock -Type Event
        $dies = Invoke-WorkerTask { Use-WorkerLock $using:lock { Wait-WorkerLock $using:event; [Diagnostics.Process]::GetCurrentProcess().Kill() } } -Pool dying -AsJob
        Wait-Held $lock
        $next = Invoke-WorkerTask {
            Use-WorkerLock $using:lock { "abandoned: $(($using:lock).IsAbandoned)" } -ErrorVariable told -ErrorAction SilentlyContinue
            "$($told.FullyQualifiedErrorId)"
        } -Pool dying -AsJob
        Wait-Held $lock -Waiting 1

        $event.Set()

        $next | Receive-Job -Wait -AutoRemoveJob | Should -Be 'abandoned: True', 'LockAbandoned,PiPS.Cmdlets.Sharing.UseWorkerLockCommand'
        $null = $dies | Receive-Job -Wait -AutoRemoveJob -ErrorVariable lost -ErrorAction SilentlyContinue
        $lost[0].FullyQualifiedErrorId | Should -BeLike 'WorkerLost*'
        $lock.IsAbandoned | Should -BeFalse
        $lock.IsHeld | Should -BeFalse
    }

    It 'breaks a barrier that it waits at' {
        $barrier = New-WorkerLock -Type Barrier -Count 2 -Name falls
        $dies = Invoke-WorkerTask { $PID; Wait-WorkerLock falls } -Pool dying -AsJob
        Wait-Until { $barrier.Waiting -eq 1 }

        (Get-WorkerPool dying).Workers.ProcessId | ForEach-Object { Stop-Process -Id $_ -Force }

        Wait-Until { $barrier.IsBroken }
        (Get-Failure { Wait-WorkerLock $barrier }).Exception.Message | Should -BeLike '*died*'
        $null = $dies | Receive-Job -Wait -AutoRemoveJob -ErrorAction SilentlyContinue
    }

    It 'is no error to others when it only waited' {
        $lock = New-WorkerLock
        $lock.TryEnter() | Should -BeTrue
        $dies = Invoke-WorkerTask { Use-WorkerLock $using:lock { } } -Pool dying -AsJob
        Wait-Held $lock -Waiting 1

        (Get-WorkerPool dying).Workers.ProcessId | ForEach-Object { Stop-Process -Id $_ -Force }

        Wait-Held $lock
        $lock.Exit()
        $lock.State | Should -Be 'Free'
        $null = $dies | Receive-Job -Wait -AutoRemoveJob -ErrorAction SilentlyContinue
    }
}

Describe 'Use-WorkerLock' {
    BeforeEach {
        $lock = New-WorkerLock
    }

    AfterEach {
        $lock.IsHeld | Should -BeFalse
    }

    It 'runs its script in the caller''s scope, and streams' {
        $sum = 0
        $held = 1..3 | ForEach-Object { Use-WorkerLock $lock { $sum += $_; "first $_"; "second $_" } | ForEach-Object { "$_ $($lock.IsHeld)" } }

        $sum | Should -Be 6
        $held | Should -Be (1..3 | ForEach-Object { "first $_ True"; "second $_ True" })
        $lock.IsHeld | Should -BeFalse
    }

    It 'releases the lock however the script ends: <How>' -ForEach @(
        @{ How = 'throw'; Script = { try { Use-WorkerLock $lock { throw 'x' } } catch { 'caught' } }; Gives = 'caught' }
        @{ How = 'an error'; Script = { try { Use-WorkerLock $lock { Get-Item TestDrive:/none -ErrorAction Stop } } catch { 'caught' } }; Gives = 'caught' }
        @{ How = 'return'; Script = { Use-WorkerLock $lock { 'one'; return; 'two' } }; Gives = 'one' }
        @{ How = 'break'; Script = { foreach ($i in 1..3) { Use-WorkerLock $lock { $i; if ($i -eq 2) { break } } } }; Gives = 1, 2 }
        @{ How = 'continue'; Script = { foreach ($i in 1..3) { Use-WorkerLock $lock { if ($i -eq 2) { continue } }; $i } }; Gives = 1, 3 }
        @{ How = 'Select-Object -First'; Script = { Use-WorkerLock $lock { 1; 2; throw 'too far' } | Select-Object -First 1 }; Gives = 1 }
        @{ How = 'a failing command behind'; Script = { try { Use-WorkerLock $lock { 1; 2 } | ForEach-Object { throw 'x' } } catch { 'caught' } }; Gives = 'caught' }
    ) {
        . $Script | Should -Be $Gives
        $lock.State | Should -Be 'Free'
    }

    It 'ends on Ctrl+C while it waits' {
        $held = New-WorkerLock -Name waitedFor
        $held.TryEnter() | Should -BeTrue
        $shell = Start-Shell { Use-WorkerLock waitedFor { 'never' } }
        Wait-Held $held -Waiting 1

        Stop-Shell $shell | Should -BeTrue
        $shell.Running.IsCompleted | Should -BeTrue
        $shell.Streams.Error | Should -BeNullOrEmpty
        $held.Waiting | Should -Be 0
        $held.Exit()
        $held.State | Should -Be 'Free'
    }

    It 'releases the lock on Ctrl+C while its script runs' {
        $held = New-WorkerLock -Name ranWith
        $shell = Start-Shell { Use-WorkerLock ranWith { Start-Sleep 1000 } }
        Wait-Held $held

        Stop-Shell $shell | Should -BeTrue
        $held.State | Should -Be 'Free'
    }

    It 'takes several in the order in which they were made, and each once' {
        $first = New-WorkerLock -Name madeFirst
        $second = New-WorkerLock -Name madeSecond
        $first.TryEnter() | Should -BeTrue
        $shell = Start-Shell { Use-WorkerLock madeSecond, madeFirst, madeSecond { Set-Variable both 'had both' -Scope Global }; $both }
        Wait-Held $first -Waiting 1

        $second.IsHeld | Should -BeFalse
        $first.Exit()

        $shell.EndInvoke($shell.Running) | Should -Be 'had both'
        $first.IsHeld -or $second.IsHeld | Should -BeFalse
    }

    It 'gives back those that it took when it doesn''t get another' {
        $second = New-WorkerLock
        $second.TryEnter() | Should -BeTrue

        (Get-Failure { Use-WorkerLock $lock, $second { 'never' } }).FullyQualifiedErrorId |
            Should -Be 'LockHeldByCaller,PiPS.Cmdlets.Sharing.UseWorkerLockCommand'
        $lock.IsHeld | Should -BeFalse
        $second.Exit()
    }

    It 'doesn''t run its script with -ErrorAction Stop where a holder died, and leaves that to the next' {
        Invoke-WorkerTask { $null = ($using:lock).TryEnter() } -ThrottleLimit 1 -Type Thread
        Wait-Until { $lock.State -eq 'Abandoned' }

        (Get-Failure { Use-WorkerLock $lock { $ran = $true } -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'LockAbandoned,*'
        $lock.State | Should -Be 'Abandoned'

        # One whose script fails hasn't looked after it either.
        $null = Get-Failure { Use-WorkerLock $lock { throw 'not mended' } -ErrorAction SilentlyContinue }
        $lock.State | Should -Be 'Abandoned'
        Use-WorkerLock $lock { } -ErrorVariable told -ErrorAction SilentlyContinue
        $told | Should -HaveCount 1
        Use-WorkerLock $lock { } -ErrorVariable told
        $told | Should -BeNullOrEmpty
    }

    It 'says so when its script released the lock itself' {
        Use-WorkerLock $lock { $lock.Exit() } -ErrorVariable told -ErrorAction SilentlyContinue

        $told.FullyQualifiedErrorId | Should -Be 'LockNotHeld,PiPS.Cmdlets.Sharing.UseWorkerLockCommand'
    }
}

Describe 'Locks' {
    It 'are shown in 80 columns' {
        $names = 'Lock', 'RecursiveLock', 'Semaphore', 'Event', 'Condition', 'Barrier'
        $all = $names | ForEach-Object {
            $options = if ($_ -in 'Semaphore', 'Barrier') { @{ Count = 1000000 } } else { @{} }
            New-WorkerLock -Type $_ @options
        }
        $all.Type | Should -Be $names
        $lines = $all | Out-String -Width 80 -Stream
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $lines -match '1000000 of 1000000 free' | Should -Not -BeNullOrEmpty
        $lines -match 'Not set' | Should -Not -BeNullOrEmpty
        $lines -match '…' | Should -BeNullOrEmpty
    }

    It 'take seconds and time spans, as their methods'' time-outs' {
        $semaphore = New-WorkerLock -Type Semaphore
        $semaphore.TryEnter(0) | Should -BeTrue
        $semaphore.TryEnter(0) | Should -BeFalse
        $semaphore.TryEnter(0.01) | Should -BeFalse
        $semaphore.TryEnter([timespan] '0:0:0.01') | Should -BeFalse

        # Seconds, not ticks.
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $semaphore.TryEnter(1) | Should -BeFalse
        $clock.Elapsed.TotalSeconds | Should -BeGreaterThan 0.9
        (New-WorkerLock -Type Event).TryWait(0) | Should -BeFalse
    }

    It 'are taken by Wait-WorkerLock, and released by Exit' {
        $lock = New-WorkerLock -Type RecursiveLock
        $lock, $lock | Wait-WorkerLock
        $lock.Depth | Should -Be 2
        $lock.Exit()
        $lock.Exit()
        $lock.IsHeld | Should -BeFalse
        $semaphore = New-WorkerLock -Type Semaphore
        Wait-WorkerLock $semaphore -Quiet | Should -BeTrue
        Wait-WorkerLock $semaphore -Quiet -TimeoutSeconds 0 | Should -BeFalse
    }

    It 'are given back by Wait-WorkerLock with -ErrorAction Stop where a holder died' {
        $lock = New-WorkerLock
        $job = Start-WorkerProcess { $null = ($using:lock).TryEnter() }
        $null = $job | Wait-Job
        Wait-Until { $lock.State -eq 'Abandoned' }

        (Get-Failure { Wait-WorkerLock $lock -ErrorAction Stop }).FullyQualifiedErrorId | Should -Be 'LockAbandoned,PiPS.Cmdlets.Sharing.WaitWorkerLockCommand'
        $lock.State | Should -Be 'Abandoned'
        Wait-WorkerLock $lock -ErrorVariable told -ErrorAction SilentlyContinue
        $told | Should -HaveCount 1
        $lock.IsHeld | Should -BeTrue
        $lock.Exit()
        $lock.State | Should -Be 'Free'
        $job | Remove-Job
    }

    It 'release what was taken when one of several isn''t free in time' {
        $lock = New-WorkerLock
        $semaphore = New-WorkerLock -Type Semaphore
        $semaphore.TryEnter() | Should -BeTrue

        (Get-Failure { Wait-WorkerLock $semaphore, $lock -TimeoutSeconds 0.05 }).TargetObject | Should -Be $semaphore
        Wait-WorkerLock $semaphore, $lock -TimeoutSeconds 0 -Quiet | Should -BeFalse
        $lock.IsHeld | Should -BeFalse
    }

    It 'wait for a condition no longer than told, and have it again' {
        $condition = New-WorkerLock -Type Condition
        Use-WorkerLock $condition {
            (Get-Failure { Wait-WorkerLock $condition -TimeoutSeconds 0.01 }).FullyQualifiedErrorId | Should -BeLike 'LockTimeout,*'
            Wait-WorkerLock $condition -Until { $false } -TimeoutSeconds 0.01 -Quiet | Should -BeFalse
            Wait-WorkerLock $condition -Until { 1, 2 } -TimeoutSeconds 0 -Quiet | Should -BeTrue
            $condition.Depth | Should -Be 1
        }
        $condition.IsHeld | Should -BeFalse
    }

    It 'end a wait on Ctrl+C: <Type>' -ForEach @{ Type = 'Event' }, @{ Type = 'Barrier' }, @{ Type = 'Condition' }, @{ Type = 'Semaphore' } {
        $options = if ($Type -eq 'Barrier') { @{ Count = 2 } } else { @{} }
        $lock = New-WorkerLock -Name "stopped$Type" -Type $Type @options

        if ($Type -eq 'Semaphore') {
            $lock.TryEnter() | Should -BeTrue
        }

        $wait = $Type -eq 'Condition' ? 'Use-WorkerLock {0} {{ Wait-WorkerLock {0} }}' : 'Wait-WorkerLock {0}'
        $shell = Start-Shell ([scriptblock]::Create($wait -f $lock.Name))
        Wait-Until { $lock.Waiting -eq 1 }

        Stop-Shell $shell | Should -BeTrue
        $shell.Running.IsCompleted | Should -BeTrue
        $lock.Waiting | Should -Be 0
        ($Type -eq 'Barrier') | Should -Be ($lock.State -eq 'Broken')
    }

    It 'end on Ctrl+C what a script itself calls: <Call>' -ForEach @(
        @{ Call = '(Get-SharedObject ownCalls).Enter(); $global:wentOn = $true' }
        @{ Call = '(Get-SharedObject ownCalls).TryEnter(1000); $global:wentOn = $true' }
        @{ Call = '(Get-SharedObject ownCallsDictionary).k = 5; $global:wentOn = $true' }
    ) {
        $lock = New-WorkerLock -Name ownCalls
        $dictionary = New-SharedObject Dictionary ownCallsDictionary -InitialValue @{ k = 1 }
        $end = New-WorkerQueue ownCallsEnd
        $told = New-WorkerQueue ownCallsTold

        # Both are kept by a script that ends when it is told to, so that nothing here waits for good.
        $keeper = Start-Shell {
            Use-WorkerLock ownCalls { Update-SharedObject (Get-SharedObject ownCallsDictionary) k { Send-WorkerMessage ownCallsTold 1; $null = Receive-WorkerMessage ownCallsEnd; 2 } }
        }
        Receive-WorkerMessage $told -TimeoutSeconds 120 | Should -Be 1

        try {
            $shell = Start-Shell ([scriptblock]::Create("Send-WorkerMessage ownCallsTold 2; $Call"))
            Receive-WorkerMessage $told -TimeoutSeconds 120 | Should -Be 2
            if ($Call -like '*Enter*') { Wait-Until { $lock.Waiting -eq 1 } }

            Stop-Shell $shell | Should -BeTrue
            $shell.Runspace.SessionStateProxy.GetVariable('wentOn') | Should -BeNullOrEmpty
            $lock.Waiting | Should -Be 0
        }
        finally {
            Send-WorkerMessage $end 'end'
            Wait-Until { $keeper.Running.IsCompleted }
            $dictionary.k | Should -Be 2
            $lock, $end, $told | Remove-SharedObject
            Remove-SharedObject -InputObject $dictionary
        }
    }

    It 'refuse with an error that says what to do: <Id>' -ForEach @(
        @{ Id = 'LockCountOutOfRange'; Script = { New-WorkerLock -Type Semaphore -Count 0 } }
        @{ Id = 'LockCountOutOfRange'; Script = { New-WorkerLock -Type Barrier -Count 1000001 } }
        @{ Id = 'NotAWholeNumber'; Script = { New-WorkerLock -Type Barrier -Count 1.5 } }
        @{ Id = 'BarrierCountMissing'; Script = { New-WorkerLock -Type Barrier } }
        @{ Id = 'LockCountNotUsed'; Script = { New-WorkerLock -Count 3 } }
        @{ Id = 'SharedNameTaken'; Script = { New-WorkerLock -Name taken; New-WorkerLock -Name taken -Type Event } }
        @{ Id = 'SharedObjectNotFound'; Script = { Use-WorkerLock nothingLikeThis { } } }
        @{ Id = 'SharedObjectNotFound'; Script = { Wait-WorkerLock nothingLikeThis } }
        @{ Id = 'SharedObjectExpected'; Script = { Use-WorkerLock (New-WorkerQueue) { } } }
        @{ Id = 'SharedObjectExpected'; Script = { Wait-WorkerLock 7 } }
        @{ Id = 'LockNotHoldable'; Script = { Use-WorkerLock (New-WorkerLock -Type Event) { } } }
        @{ Id = 'LockNotHoldable'; Script = { Use-WorkerLock (New-WorkerLock -Type Barrier -Count 2) { } } }
        @{ Id = 'LockNotCondition'; Script = { Wait-WorkerLock (New-WorkerLock -Type Event) -Until { $true } } }
        @{ Id = 'LockNotHeld'; Script = { Wait-WorkerLock (New-WorkerLock -Type Condition) } }
        @{ Id = 'LockHeldByCaller'; Script = { $l = New-WorkerLock; Use-WorkerLock $l { Wait-WorkerLock $l -TimeoutSeconds 9 } } }
        @{ Id = 'LockTimeout'; Script = { Wait-WorkerLock (New-WorkerLock -Type Event) -TimeoutSeconds 0 } }
        @{ Id = 'LockTimeout'; Script = { $l = New-WorkerLock -Type Semaphore; $null = $l.TryEnter(); Use-WorkerLock $l { } -TimeoutSeconds 0.01 } }
        @{ Id = 'LockTimeout'; Script = { Wait-WorkerLock (New-WorkerLock -Type Barrier -Count 2) -TimeoutSeconds 0 } }
        @{ Id = 'BarrierBroken'; Script = { $l = New-WorkerLock -Type Barrier -Count 2; $l.Abort(); Wait-WorkerLock $l } }
        @{ Id = 'TimeoutOutOfRange'; Script = { Use-WorkerLock (New-WorkerLock) { } -TimeoutSeconds -1 } }
        @{ Id = 'TimeoutOutOfRange'; Script = { Wait-WorkerLock (New-WorkerLock -Type Event) -TimeoutSeconds ([double]::NaN) } }
    ) {
        $failed = Get-Failure $Script

        $failed.FullyQualifiedErrorId | Should -BeLike "$Id,PiPS.Cmdlets.*"
        $failed.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'refuse to be released by one that hasn''t got them' {
        $lock = New-WorkerLock
        $failed = Get-Failure { $lock.Exit() }
        $failed.Exception.InnerException.Id | Should -Be 'LockNotHeld'
        $failed.Exception.InnerException.Advice | Should -Not -BeNullOrEmpty
        (Get-Failure { (New-WorkerLock -Type Semaphore).Exit() }).Exception.InnerException.Id | Should -Be 'SemaphoreFull'
        (Get-Failure { (New-WorkerLock -Type Condition).Notify() }).Exception.InnerException.Id | Should -Be 'LockNotHeld'
    }
}
