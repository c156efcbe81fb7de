BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force

    # The caller's would swallow what the tests look at.
    $ErrorActionPreference = 'Continue'
    $ProgressPreference = 'SilentlyContinue'

    # What a shell of its own needs to reach the same shared objects: they belong to the process.
    function Start-Waiting([string] $Command, $Channel) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("param(`$manifest, `$c) Import-Module `$manifest; $Command").AddArgument((Get-ManifestPath)).AddArgument($Channel)
        $shell | Add-Member Running $shell.BeginInvoke()
        $shell
    }

    function Get-Refusal([scriptblock] $Call) {
        try { $null = & $Call } catch { return $_ }
    }
}

AfterAll {
    Get-Job | Remove-Job -Force
    Get-WorkerPool | Stop-WorkerPool -Force
    Wait-Until { -not (Get-ChildProcess) }
}

Describe 'Queues and pipes in the session' {
    It 'give messages in their order' {
        $queue = New-WorkerQueue
        1..5 | Send-WorkerMessage $queue
        Send-WorkerMessage $queue -InputObject 6

        Receive-WorkerMessage $queue | Should -Be 1
        Receive-WorkerMessage $queue -Count 3 | Should -Be 2, 3, 4
        $queue.Count | Should -Be 2
        $queue | Receive-WorkerMessage -All -NoWait | Should -Be 5, 6
        Receive-WorkerMessage $queue -NoWait | Should -BeNullOrEmpty
        $queue.Unfinished | Should -Be 6
    }

    It 'carry null, empty and arrays as one message, and each element of a pipeline as one' {
        $queue = New-WorkerQueue
        Send-WorkerMessage $queue $null
        Send-WorkerMessage $queue ''
        Send-WorkerMessage $queue @()
        Send-WorkerMessage $queue @(1, 2)
        1, $null, @(2, 3) | Send-WorkerMessage $queue
        $queue.Count | Should -Be 7

        $all = @(for ($i = 0; $i -lt 7; $i++) { , (Receive-WorkerMessage $queue) })
        $null -eq $all[0] | Should -BeTrue
        $all[1] | Should -BeExactly ''
        $null -ne $all[2] -and $all[2].Count -eq 0 | Should -BeTrue
        $all[3] | Should -Be 1, 2
        $all[3].GetType() | Should -Be ([object[]])
        $all[4] | Should -Be 1
        $null -eq $all[5] | Should -BeTrue
        $all[6] | Should -Be 2, 3
        Receive-WorkerMessage $queue -All -NoWait | Should -BeNullOrEmpty
    }

    It 'copy what is sent' {
        $queue = New-WorkerQueue
        $table = @{ a = 1; list = @(1, 2) }
        Send-WorkerMessage $queue $table
        Send-WorkerMessage $queue ([pscustomobject]@{ Name = 'x'; Value = 3 })
        $table.a = 2

        (Receive-WorkerMessage $queue).a | Should -Be 1
        $object = Receive-WorkerMessage $queue
        $object.Name, $object.Value | Should -Be 'x', 3
    }

    It 'carry queues and pipes, which arrive live' {
        $outer = New-WorkerQueue
        $inner = New-WorkerQueue
        $here, $there = New-WorkerPipe
        Send-WorkerMessage $outer @{ queue = $inner; ends = @($there, [pscustomobject]@{ queue = $inner }) }

        $received = Receive-WorkerMessage $outer
        Send-WorkerMessage $received.queue 1
        Send-WorkerMessage $received.ends[1].queue 2
        Send-WorkerMessage $received.ends[0] 3

        Receive-WorkerMessage $inner -Count 2 | Should -Be 1, 2
        Receive-WorkerMessage $here | Should -Be 3
        $received.queue -eq $inner | Should -BeTrue
    }

    It 'are known by name' {
        $queue = New-WorkerQueue -Name Known
        $here, $there = New-WorkerPipe -Name talk
        1 | Send-WorkerMessage known
        Receive-WorkerMessage Known | Should -Be 1
        Send-WorkerMessage talk.1 2
        Receive-WorkerMessage talk.2 | Should -Be 2
        Complete-WorkerMessage known
        Complete-WorkerQueue known
        Wait-WorkerQueue known
        Close-WorkerPipe talk.2
        $queue.IsCompleted, $there.IsClosed, $here.IsOtherClosed | Should -Be $true, $true, $true
    }

    It 'end who receives all' {
        $queue = New-WorkerQueue
        $here, $there = New-WorkerPipe -OneWay
        1..3 | Send-WorkerMessage $queue
        4..6 | Send-WorkerMessage $there
        Complete-WorkerQueue $queue
        Close-WorkerPipe $there

        Receive-WorkerMessage $queue -All | Should -Be 1, 2, 3
        Receive-WorkerMessage $here -All | Should -Be 4, 5, 6
        Receive-WorkerMessage $queue -All | Should -BeNullOrEmpty
    }

    It 'end who receives all with the last messages unfinished' {
        $queue = New-WorkerQueue -Redeliver
        1..3 | Send-WorkerMessage $queue
        Complete-WorkerQueue $queue

        Receive-WorkerMessage $queue -All -TimeoutSeconds 120 | Should -Be 1, 2, 3
        $queue.Unfinished | Should -Be 3
        Complete-WorkerMessage $queue -Count 3
        Wait-WorkerQueue $queue -TimeoutSeconds 120 -ErrorAction Stop
    }

    It 'give back what was taken ahead when a command behind has had enough' {
        $queue = New-WorkerQueue
        1..5000 | Send-WorkerMessage $queue

        Receive-WorkerMessage $queue -All | Select-Object -First 1 | Should -Be 1
        Receive-WorkerMessage $queue -All | Select-Object -First 1000 | Measure-Object -Maximum | ForEach-Object Maximum | Should -Be 1001
        { Receive-WorkerMessage $queue -All | ForEach-Object { if ($_ -eq 2000) { throw 'enough' } } } | Should -Throw 'enough'
        Receive-WorkerMessage $queue -All -NoWait | Should -Be (2001..5000)
    }

    It 'can be received from within a receiver''s pipeline' {
        $queue = New-WorkerQueue
        1..2000 | Send-WorkerMessage $queue
        Complete-WorkerQueue $queue

        $pairs = Receive-WorkerMessage $queue -All | ForEach-Object { $_; Receive-WorkerMessage $queue -NoWait }

        $pairs | Sort-Object | Should -Be (1..2000)
    }

    It 'are waited for together' {
        $one = New-WorkerQueue
        $two = New-WorkerQueue
        $here, $there = New-WorkerPipe
        Wait-WorkerMessage $one, $two, $here -TimeoutSeconds 0 | Should -BeNullOrEmpty
        @() | Wait-WorkerMessage | Should -BeNullOrEmpty

        Send-WorkerMessage $two 'x'
        Wait-WorkerMessage $one, $two, $here | Should -Be $two
        Send-WorkerMessage $there 'y'
        $one, $two, $here | Wait-WorkerMessage | Should -Be $two, $here
        Wait-WorkerMessage $one, $two.Name | Receive-WorkerMessage | Should -Be 'x'
        Complete-WorkerQueue $one
        Wait-WorkerMessage $one, $two | Should -Be $one
    }
}

Describe 'Queues and pipes with workers of <Type>' -ForEach @{ Type = 'Thread' }, @{ Type = 'Process' } {
    BeforeAll {
        $pool = Start-WorkerPool "messages-$Type" -Type $Type -Count 2
    }

    AfterAll {
        Stop-WorkerPool $pool -Force
    }

    It 'arrive live by argument, by $using:, as input and within hashtables, arrays and objects' {
        $queue = New-WorkerQueue
        $table = @{ deep = @($queue); object = [pscustomobject]@{ queue = $queue } }

        $queue | Invoke-WorkerTask { Send-WorkerMessage $_ 'input' } -Pool $pool
        Invoke-WorkerTask { Send-WorkerMessage $using:queue 'using' } -Pool $pool
        Invoke-WorkerTask { param($one) Send-WorkerMessage $one 'argument' } -ArgumentList $queue -Pool $pool
        Invoke-WorkerTask { Send-WorkerMessage $using:table.deep[0] 'deep' } -Pool $pool
        $table | Invoke-WorkerTask { Send-WorkerMessage $_.object.queue 'object' } -Pool $pool
        Invoke-WorkerTask { Send-WorkerMessage $using:queue.Name 'name' } -Pool $pool

        Receive-WorkerMessage $queue -All -NoWait | Should -Be 'input', 'using', 'argument', 'deep', 'object', 'name'
    }

    It 'come back live' {
        $made = Invoke-WorkerTask { $q = New-WorkerQueue -Capacity 3; Send-WorkerMessage $q 'from within'; $q } -Pool $pool

        $made.Capacity | Should -Be 3
        Receive-WorkerMessage $made | Should -Be 'from within'
        Send-WorkerMessage $made 'to'
        Invoke-WorkerTask { Receive-WorkerMessage $using:made } -Pool $pool | Should -Be 'to'
    }

    It 'carry queues through queues' {
        $outer = New-WorkerQueue
        $job = Invoke-WorkerTask { $inner = Receive-WorkerMessage $using:outer; Send-WorkerMessage $inner 'through'; $new = New-WorkerQueue; Send-WorkerMessage $new 'new'; Send-WorkerMessage $inner $new } -Pool $pool -AsJob
        $inner = New-WorkerQueue
        Send-WorkerMessage $outer $inner

        Receive-WorkerMessage $inner -TimeoutSeconds 120 | Should -Be 'through'
        Receive-WorkerMessage $inner -TimeoutSeconds 120 | Receive-WorkerMessage | Should -Be 'new'
        $job | Wait-Job -Timeout 120 | Remove-Job
    }

    It 'share work among all: each message once' {
        $work = New-WorkerQueue -Capacity 50
        $done = New-WorkerQueue
        $job = 1..2 | Invoke-WorkerTask { Receive-WorkerMessage $using:work -All | ForEach-Object { $_ * 2 } | Send-WorkerMessage $using:done } -Pool $pool -AsJob
        1..3000 | Send-WorkerMessage $work
        Complete-WorkerQueue $work
        $null = $job | Wait-Job -Timeout 120

        $job.State | Should -Be 'Completed'
        Receive-WorkerMessage $done -All -NoWait | Sort-Object | Should -Be (1..3000 | ForEach-Object { $_ * 2 })
        $job | Remove-Job
    }

    It 'carry what is large both ways at once' {
        $queue = New-WorkerQueue
        $job = 1..30 | ForEach-Object { 'x' * 500KB } | Invoke-WorkerTask { 1..4 | ForEach-Object { 'y' * 60KB } | Send-WorkerMessage $using:queue; $_.Length } -Pool $pool -AsJob
        $null = $job | Wait-Job -Timeout 120

        $job.State | Should -Be 'Completed'
        $job | Receive-Job | Should -HaveCount 30
        (Receive-WorkerMessage $queue -All -NoWait | Measure-Object Length -Sum).Sum | Should -Be (120 * 60KB)
        $job | Remove-Job
    }

    It 'wait until all is finished' {
        $queue = New-WorkerQueue -Redeliver
        1..20 | Send-WorkerMessage $queue
        Complete-WorkerQueue $queue
        $job = 1..2 | Invoke-WorkerTask { Receive-WorkerMessage $using:queue -All | ForEach-Object { $_; Complete-WorkerMessage $using:queue } } -Pool $pool -AsJob

        Wait-WorkerQueue $queue -TimeoutSeconds 120 -ErrorAction Stop
        $queue.Unfinished | Should -Be 0
        $job | Receive-Job -Wait -AutoRemoveJob | Sort-Object | Should -Be (1..20)
    }

    It 'go to another when a script ends before it finished its message' {
        $queue = New-WorkerQueue -Redeliver
        1..3 | Send-WorkerMessage $queue
        Invoke-WorkerTask { Receive-WorkerMessage $using:queue; throw 'half way' } -Pool $pool -ErrorAction SilentlyContinue | Should -Be 1
        Invoke-WorkerTask { Receive-WorkerMessage $using:queue -Count 2; Complete-WorkerMessage $using:queue } -Pool $pool | Should -Be 1, 2

        Receive-WorkerMessage $queue -All -NoWait | Should -Be 2, 3
    }

    It 'talk through pipes' {
        $here, $there = New-WorkerPipe
        $job = Invoke-WorkerTask { Receive-WorkerMessage $using:there -All | ForEach-Object { Send-WorkerMessage $using:there "<$_>" } } -Pool $pool -AsJob
        'a', 'b' | Send-WorkerMessage $here
        Receive-WorkerMessage $here -Count 2 -TimeoutSeconds 120 | Should -Be '<a>', '<b>'
        Close-WorkerPipe $here

        $job | Wait-Job -Timeout 120 | ForEach-Object State | Should -Be 'Completed'
        $job | Remove-Job
    }

    It 'are stopped while they wait, and take nothing then' {
        $queue = New-WorkerQueue
        $full = New-WorkerQueue -Capacity 1
        Send-WorkerMessage $full 0
        $jobs = @(
            Invoke-WorkerTask { Send-WorkerMessage $using:full 1 } -Type $Type -ThrottleLimit 1 -AsJob
            Invoke-WorkerTask { Receive-WorkerMessage $using:queue } -Type $Type -ThrottleLimit 1 -AsJob
            Invoke-WorkerTask { Receive-WorkerMessage $using:queue -All } -Type $Type -ThrottleLimit 1 -AsJob
        )
        Wait-Until { $full.Unfinished -eq 2 }

        $jobs | Stop-Job
        $jobs | Wait-Job -Timeout 120 | ForEach-Object State | Should -Be 'Stopped', 'Stopped', 'Stopped'

        $full.Unfinished | Should -Be 1
        1..3 | Send-WorkerMessage $queue
        Receive-WorkerMessage $queue -All -NoWait | Should -Be 1, 2, 3
        $jobs | Remove-Job
    }

    It 'give back to others what a stopped worker took ahead' {
        $queue = New-WorkerQueue
        1..20000 | Send-WorkerMessage $queue
        $seen = New-WorkerQueue
        $job = Invoke-WorkerTask { Receive-WorkerMessage $using:queue -All | ForEach-Object { $_; if ($_ -eq 3000) { Send-WorkerMessage $using:seen $_ } } } -Type $Type -ThrottleLimit 1 -AsJob
        $null = Receive-WorkerMessage $seen -TimeoutSeconds 120
        Stop-Job $job
        $null = $job | Wait-Job -Timeout 120
        $lost = $queue.Lost

        # What was handed over when it was stopped may not have come out; nothing else is missing, and nothing comes twice.
        $rest = @(Receive-WorkerMessage $queue -All -NoWait)
        $rest | Should -Be ($rest.Count ? (20001 - $rest.Count)..20000 : @())
        $output = @(Receive-Job $job)
        $output | Should -Be (1..$output.Count)
        $rest.Count | Should -BeLessOrEqual 17000
        $output.Count + $rest.Count | Should -BeLessOrEqual 20000
        $lost | Should -BeIn 0, 1
        Remove-Job $job
    }

    It 'tell errors by their name' {
        $queue = New-WorkerQueue
        Complete-WorkerQueue $queue
        $errors = $null
        Invoke-WorkerTask {
            Send-WorkerMessage nowhere 1 -ErrorAction Continue
        } -Pool $pool -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'SharedObjectNotFound*'
        $errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Invoke-WorkerTask { Send-WorkerMessage $using:queue 1 } -Pool $pool -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'QueueCompleted*'
    }

    It 'are reached by the workers of workers' {
        $queue = New-WorkerQueue
        Invoke-WorkerTask {
            1..4 | Invoke-WorkerTask { Send-WorkerMessage $using:queue "thread $_" } -Type Thread -ThrottleLimit 2
            1..2 | Invoke-WorkerTask { Send-WorkerMessage $using:queue "process $_" } -Type Process -ThrottleLimit 1
            Send-WorkerMessage $using:queue 'outer'
        } -Pool $pool

        Receive-WorkerMessage $queue -All -NoWait | Sort-Object | Should -Be 'outer', 'process 1', 'process 2', 'thread 1', 'thread 2', 'thread 3', 'thread 4'
    }
}

Describe 'Start-WorkerProcess' {
    AfterEach {
        Get-Job | Remove-Job -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'talks through a pipe, and its end closes the pipe' {
        $here, $there = New-WorkerPipe
        $job = Start-WorkerProcess { param($pipe) Receive-WorkerMessage $pipe | ForEach-Object { Send-WorkerMessage $pipe ($_ * 2) } } -ArgumentList $there
        Send-WorkerMessage $here 21
        Receive-WorkerMessage $here -TimeoutSeconds 120 | Should -Be 42

        Receive-WorkerMessage $here -All -TimeoutSeconds 120 | Should -BeNullOrEmpty
        { Send-WorkerMessage $here 1 } | Should -Throw -ErrorId 'PipeClosed,*'
        $job | Wait-Job -Timeout 120 | ForEach-Object State | Should -Be 'Completed'
    }

    It 'that is killed ends who receives from it' {
        $here, $there = New-WorkerPipe
        $job = Start-WorkerProcess { Send-WorkerMessage $using:there $PID; Start-Sleep 600 }
        $id = Receive-WorkerMessage $here -TimeoutSeconds 120
        $shell = Start-Waiting 'Receive-WorkerMessage $c' $here

        kill -9 $id

        Wait-Until { $shell.InvocationStateInfo.State -eq 'Completed' }
        $shell.Streams.Error[0].FullyQualifiedErrorId | Should -BeLike 'ChannelEnded,*'
        $null = $job | Wait-Job -Timeout 120
        $job.ExitCode | Should -Be -9
    }

    It 'that is killed with a message in hand is reported with it, and the rest goes to others' {
        $queue = New-WorkerQueue
        1..100 | Send-WorkerMessage $queue
        Complete-WorkerQueue $queue
        $seen = New-WorkerQueue
        $job = Start-WorkerProcess { Receive-WorkerMessage $using:queue -All | ForEach-Object { Send-WorkerMessage $using:seen $_; if ($_ -eq 10) { kill -9 $PID; Start-Sleep 600 } } }
        $null = $job | Wait-Job -Timeout 120

        $rest = Receive-WorkerMessage $queue -All -ErrorVariable lost -ErrorAction SilentlyContinue

        $rest | Should -Be (11..100)
        $lost | Should -HaveCount 1
        $lost[0].FullyQualifiedErrorId | Should -BeLike 'MessageLost,*'
        $lost[0].TargetObject | Should -Be 10
        Receive-WorkerMessage $seen -All -NoWait | Should -Be (1..10)
        $queue.Lost | Should -Be 1
    }

    It 'that is killed before it finished its messages leaves them to others' {
        $queue = New-WorkerQueue -Redeliver
        1..5 | Send-WorkerMessage $queue
        Complete-WorkerQueue $queue
        $taken = New-WorkerQueue
        $job = Start-WorkerProcess {
            1..3 | ForEach-Object { Receive-WorkerMessage $using:queue }
            Complete-WorkerMessage $using:queue
            Send-WorkerMessage $using:taken $PID
            Start-Sleep 600
        }
        $id = Receive-WorkerMessage $taken -TimeoutSeconds 120
        $shell = Start-Waiting 'Receive-WorkerMessage $c -All' $queue
        Wait-Until { $queue.Count -eq 0 }
        $shell.Running.IsCompleted | Should -BeFalse
        kill -9 $id
        $null = $job | Wait-Job -Timeout 120

        Wait-Until { $shell.Running.IsCompleted }
        @($shell.EndInvoke($shell.Running)) | Sort-Object | Should -Be 2, 3, 4, 5
    }

    It 'is gone soon after the session though it waits' {
        $code = "Import-Module '$(Get-ManifestPath)'; `$q = New-WorkerQueue; `$r = New-WorkerQueue; `$j = Start-WorkerProcess { Send-WorkerMessage `$using:r `$PID; Receive-WorkerMessage `$using:q }; Receive-WorkerMessage `$r -TimeoutSeconds 120"
        $normal = pwsh -NoProfile -Command $code
        $killed = pwsh -NoProfile -Command "$code; Stop-Process -Id `$PID -Force"

        $normal, $killed | Should -Match '^\d+$'
        Wait-Until { -not (Test-Alive $normal) -and -not (Test-Alive $killed) }
    }
}

Describe 'Workers that are killed at random' {
    AfterEach {
        Get-Job | Remove-Job -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'lose nothing but what they had in hand (redelivery: <Redeliver>)' -ForEach @{ Redeliver = $false }, @{ Redeliver = $true } {
        $queue = New-WorkerQueue -Capacity 500 -Redeliver:$Redeliver
        $seen = New-WorkerQueue
        $total = 6000
        $consume = {
            param($queue, $seen, $finish)
            Receive-WorkerMessage $queue -All | ForEach-Object {
                Send-WorkerMessage $seen $_
                if ($finish) { Complete-WorkerMessage $queue }
            }
        }
        $arguments = $queue, $seen, $Redeliver
        $producers = @(
            Start-WorkerProcess { param($queue, $from) $from..($from + 1999) | Send-WorkerMessage $queue } -ArgumentList $queue, 1
            0, 2000 | ForEach-Object { 2001 + $_ } | Invoke-WorkerTask { $_..($_ + 1999) | Send-WorkerMessage $using:queue } -Type Thread -ThrottleLimit 2 -AsJob
        )
        $threads = 1..2 | Invoke-WorkerTask { & ([scriptblock]::Create($using:consume)) @using:arguments } -Type Thread -ThrottleLimit 2 -AsJob
        $victims = @(1..2 | ForEach-Object { Start-WorkerProcess $consume -ArgumentList $arguments })

        # Each kill comes amid work: so many more were seen since the one before.
        foreach ($victim in 1..4) {
            $target = $seen.Count + 300
            Wait-Until { $seen.Count -ge [Math]::Min($target, $total - 100) -or $queue.IsCompleted }
            $id = $victims[0].ProcessId
            if (Test-Alive $id) { kill -9 $id }
            $victims = @($victims[1]; Start-WorkerProcess $consume -ArgumentList $arguments)
        }

        $null = $producers | Wait-Job -Timeout 120
        $producers.State | Sort-Object -Unique | Should -Be 'Completed'
        Complete-WorkerQueue $queue
        $null = $threads, $victims | Wait-Job -Timeout 120
        $lost = @()
        Receive-WorkerMessage $queue -All -TimeoutSeconds 120 -ErrorVariable lost -ErrorAction SilentlyContinue | Send-WorkerMessage $seen
        $lost | Where-Object FullyQualifiedErrorId -NotLike 'MessageLost,*' | Should -BeNullOrEmpty

        # Whoever comes to the end first is told of those that were lost by then.
        $null = $threads, $victims | ForEach-Object { $_ } | Receive-Job -ErrorVariable others -ErrorAction SilentlyContinue 2>$null
        $lost = @($lost) + @($others) | Where-Object FullyQualifiedErrorId -Like 'MessageLost*'
        $told = @($lost | ForEach-Object TargetObject)

        $numbers = @(Receive-WorkerMessage $seen -All -NoWait)
        $twice = @($numbers | Group-Object | Where-Object Count -GT 1)
        $set = [Collections.Generic.HashSet[int]]$numbers
        $missing = @(1..$total | Where-Object { -not $set.Contains($_) })

        if ($Redeliver) {
            # One that was seen, and not yet marked, comes again: one a death at most.
            $missing | Should -BeNullOrEmpty
            $twice.Count | Should -BeLessOrEqual 4
            $told | Should -BeNullOrEmpty
        }
        else {
            # One that was in hand may have been seen, or not; it is told.
            $twice | Should -BeNullOrEmpty
            $missing | Where-Object { $_ -notin $told } | Should -BeNullOrEmpty
            $told.Count | Should -BeLessOrEqual 4
        }
    }
}

Describe 'Ctrl+C' {
    It 'ends <Command>' -ForEach @(
        @{ Command = 'Receive-WorkerMessage $c[0]' }
        @{ Command = 'Receive-WorkerMessage $c[0] -All' }
        @{ Command = 'Receive-WorkerMessage $c[0] -Count 5 -TimeoutSeconds 600' }
        @{ Command = 'Receive-WorkerMessage $c[3]' }
        @{ Command = 'Send-WorkerMessage $c[1] 2' }
        @{ Command = 'Send-WorkerMessage $c[1] 2 -TimeoutSeconds 600' }
        @{ Command = '1..5000 | Send-WorkerMessage $c[1]' }
        @{ Command = 'Wait-WorkerMessage $c[0], $c[3]' }
        @{ Command = 'Wait-WorkerMessage $c[0], $c[3] -TimeoutSeconds 600' }
        @{ Command = 'Wait-WorkerQueue $c[1]' }
        @{ Command = '& { 3; Start-Sleep 600 } | Send-WorkerMessage $c[1]' }
    ) {
        $empty = New-WorkerQueue
        $full = New-WorkerQueue -Capacity 1
        Send-WorkerMessage $full 1
        $started = New-WorkerQueue
        $here, $there = New-WorkerPipe
        $shell = Start-Waiting "Send-WorkerMessage `$c[2] 1; $Command" @($empty, $full, $started, $here)
        $null = Receive-WorkerMessage $started -TimeoutSeconds 120

        Stop-Shell $shell | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'

        # What it would have taken is here for others, and what it would have sent doesn't come.
        Send-WorkerMessage $empty 'kept'
        Receive-WorkerMessage $empty -NoWait | Should -Be 'kept'
        Receive-WorkerMessage $full -All -NoWait | Should -Be 1
        $full.Unfinished | Should -Be 1
        $shell.Dispose()
    }
}

Describe 'A worker that writes nonsense' {
    It 'is given up with a reason, and replaced, and others go on' {
        $pool = Start-WorkerPool nonsense -Type Process -Count 2
        $queue = New-WorkerQueue
        $job = Invoke-WorkerTask { Receive-WorkerMessage $using:queue -All | ForEach-Object { $_ } } -Type Process -ThrottleLimit 1 -AsJob
        1..3 | Send-WorkerMessage $queue

        # A frame of kind 27, which asks; and what it asks is nothing.
        $results = 1..6 | Invoke-WorkerTask {
            if ($_ -eq 3) {
                $output = [IO.File]::OpenWrite('/proc/self/fd/4')
                $output.Write([byte[]](4, 0, 0, 0, 27, 255, 255, 255, 255))
                $output.Flush()
                Start-Sleep 600
            }
            $_
        } -Pool $pool -BatchSize 1 -AsResult -TimeoutSeconds 120

        $lost = @($results | Where-Object Status -NE Completed)
        $lost | Should -HaveCount 1
        $lost.Input | Should -Be 3
        $lost.Status | Should -Be 'WorkerLost'
        "$($lost.Errors)" | Should -BeLike '*was given up: *'
        1..4 | Invoke-WorkerTask { $_ } -Pool $pool -Ordered -TimeoutSeconds 120 | Should -Be 1, 2, 3, 4
        ($pool.Workers | Measure-Object Replaced -Sum).Sum | Should -Be 1
        4..5 | Send-WorkerMessage $queue
        Complete-WorkerQueue $queue
        $job | Wait-Job -Timeout 120 | Receive-Job | Should -Be 1, 2, 3, 4, 5
        $job | Remove-Job
        Stop-WorkerPool $pool -Force
    }
}

Describe 'Errors' {
    BeforeAll {
        $queue = New-WorkerQueue -Name errors
        $completed = New-WorkerQueue
        Complete-WorkerQueue $completed
        $full = New-WorkerQueue -Capacity 1
        Send-WorkerMessage $full 1
        $removed = New-WorkerQueue
        Remove-SharedObject $removed
        $receiver, $sender = New-WorkerPipe -OneWay
        $closed, $other = New-WorkerPipe
        Close-WorkerPipe $closed
    }

    It 'say what to do: <Id> from <Call>' -ForEach @(
        @{ Id = 'CapacityOutOfRange'; Call = { New-WorkerQueue -Capacity 0 } }
        @{ Id = 'CapacityOutOfRange'; Call = { New-WorkerQueue -Capacity -1 } }
        @{ Id = 'NotAWholeNumber'; Call = { New-WorkerQueue -Capacity 1.5 } }
        @{ Id = 'NotAWholeNumber'; Call = { Receive-WorkerMessage $queue -Count 1.5 } }
        @{ Id = 'NotAWholeNumber'; Call = { Complete-WorkerMessage $queue -Count 1.5 } }
        @{ Id = 'SharedNameInvalid'; Call = { New-WorkerQueue -Name 'q[1]' } }
        @{ Id = 'SharedNameInvalid'; Call = { New-SharedObject List 'a*' } }
        @{ Id = 'SharedNameInvalid'; Call = { New-SharedArray Byte 5 -Name "a`n" } }
        @{ Id = 'InitialValueNotANumber'; Call = { New-SharedObject Counter -InitialValue 1.5 } }
        @{ Id = 'SharedObjectCopied'; Call = { Receive-WorkerMessage ([System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($closed))) } }
        @{ Id = 'SharedNameTaken'; Call = { New-WorkerQueue -Name Errors } }
        @{ Id = 'SharedNameTaken'; Call = { New-WorkerPipe -Name two | Out-Null; New-WorkerPipe -Name two } }
        @{ Id = 'SharedObjectNotFound'; Call = { Receive-WorkerMessage nowhere } }
        @{ Id = 'SharedObjectNotFound'; Call = { Wait-WorkerMessage errors, nowhere } }
        @{ Id = 'SharedObjectExpected'; Call = { Send-WorkerMessage 17 1 } }
        @{ Id = 'SharedObjectExpected'; Call = { Receive-WorkerMessage (Get-Date) } }
        @{ Id = 'SharedObjectExpected'; Call = { Complete-WorkerQueue $closed } }
        @{ Id = 'SharedObjectExpected'; Call = { Complete-WorkerMessage $closed } }
        @{ Id = 'SharedObjectExpected'; Call = { Wait-WorkerQueue $closed } }
        @{ Id = 'SharedObjectExpected'; Call = { Close-WorkerPipe $queue } }
        @{ Id = 'SharedObjectExpected'; Call = { Close-WorkerPipe errors } }
        @{ Id = 'SharedObjectRemoved'; Call = { Send-WorkerMessage $removed 1 } }
        @{ Id = 'SharedObjectRemoved'; Call = { Receive-WorkerMessage $removed } }
        @{ Id = 'SharedObjectRemoved'; Call = { Wait-WorkerMessage $removed } }
        @{ Id = 'SharedObjectRemoved'; Call = { Complete-WorkerQueue $removed } }
        @{ Id = 'SharedObjectRemoved'; Call = { Complete-WorkerMessage $removed } }
        @{ Id = 'SharedObjectRemoved'; Call = { Wait-WorkerQueue $removed } }
        @{ Id = 'QueueCompleted'; Call = { Send-WorkerMessage $completed 1 } }
        @{ Id = 'QueueCompleted'; Call = { 1..100 | Send-WorkerMessage $completed } }
        @{ Id = 'QueueCompleted'; Call = { Send-WorkerMessage $completed 1 -NoWait } }
        @{ Id = 'ChannelEnded'; Call = { Receive-WorkerMessage $completed } }
        @{ Id = 'ChannelEnded'; Call = { Receive-WorkerMessage $other } }
        @{ Id = 'PipeClosed'; Call = { Receive-WorkerMessage $closed } }
        @{ Id = 'PipeClosed'; Call = { Send-WorkerMessage $closed 1 } }
        @{ Id = 'PipeClosed'; Call = { Send-WorkerMessage $other 1 } }
        @{ Id = 'PipeOneWay'; Call = { Send-WorkerMessage $receiver 1 } }
        @{ Id = 'PipeOneWay'; Call = { Receive-WorkerMessage $sender -All } }
        @{ Id = 'MessageNotTaken'; Call = { Complete-WorkerMessage $queue } }
        @{ Id = 'MessageNotReceived'; Call = { Receive-WorkerMessage $queue -TimeoutSeconds 0.05 } }
        @{ Id = 'MessageNotReceived'; Call = { Receive-WorkerMessage $queue -All -TimeoutSeconds 0 } }
        @{ Id = 'MessageNotSent'; Call = { Send-WorkerMessage $full 2 -TimeoutSeconds 0.05 } }
        @{ Id = 'MessageNotSent'; Call = { 2, 3 | Send-WorkerMessage $full -NoWait } }
        @{ Id = 'QueueNotFinished'; Call = { Wait-WorkerQueue $full -TimeoutSeconds 0.05 } }
        @{ Id = 'CountOutOfRange'; Call = { Receive-WorkerMessage $queue -Count 0 } }
        @{ Id = 'CountOutOfRange'; Call = { Complete-WorkerMessage $queue -Count 0 } }
        @{ Id = 'TimeoutOutOfRange'; Call = { Receive-WorkerMessage $queue -TimeoutSeconds -1 } }
        @{ Id = 'TimeoutOutOfRange'; Call = { Send-WorkerMessage $queue 1 -TimeoutSeconds ([double]::NaN) } }
        @{ Id = 'TimeoutOutOfRange'; Call = { Wait-WorkerQueue $queue -TimeoutSeconds 1e300 } }
        @{ Id = 'TimeoutOutOfRange'; Call = { Wait-WorkerMessage $queue -TimeoutSeconds -0.1 } }
    ) {
        $ErrorActionPreference = 'Stop'
        $record = Get-Refusal $Call

        $record.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        "$record" | Should -Not -BeNullOrEmpty
    }

    It 'of a time-out don''t stop what can go on' {
        2, 3, 4 | Send-WorkerMessage $full -NoWait -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors.TargetObject | Should -Be 2, 3, 4

        1 | Send-WorkerMessage $queue
        Receive-WorkerMessage $queue -Count 2 -TimeoutSeconds 0.05 -ErrorVariable errors -ErrorAction SilentlyContinue | Should -Be 1
        $errors | Should -HaveCount 1
    }
}
