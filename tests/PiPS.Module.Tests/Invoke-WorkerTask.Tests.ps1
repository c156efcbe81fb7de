BeforeDiscovery {
    $types = 'Thread', 'Process' | ForEach-Object { @{ Type = $_ } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
}

Describe 'Invoke-WorkerTask on <Type>' -ForEach $types {
    BeforeAll {
        $pool = Start-WorkerPool "tests-$Type" -Type $Type -Count 2
    }

    AfterAll {
        Stop-WorkerPool $pool
    }

    It 'gives a result for every item, and loses none' {
        $results = 1..5000 | Invoke-WorkerTask { $_ * 2 } -Pool $pool

        $results | Should -HaveCount 5000
        ($results | Measure-Object -Sum).Sum | Should -Be 25005000
    }

    It 'keeps the order if asked to' {
        $results = 1..2000 | Invoke-WorkerTask { $_ } -Pool $pool -Ordered

        "$results" | Should -Be "$(1..2000)"
    }

    It 'holds up nothing behind an item that takes long' {
        $done = New-SharedObject -Type Counter
        $results = 1..40 | Invoke-WorkerTask {
            # The first waits for all others, half of which came with it.
            if ($_ -eq 1) { while (($using:done).Value -lt 39) { Start-Sleep -Milliseconds 5 } } else { $null = ($using:done).Increment() }
            $_
        } -Pool $pool -BatchSize 20 -AsResult -TimeoutSeconds 120

        $results.Status | Sort-Object -Unique | Should -Be 'Completed'
        $results.Attempt | Sort-Object -Unique | Should -Be 1
        $results.Input | Sort-Object | Should -Be (1..40)
    }

    It 'lets items meet that wait for each other, behind quick ones' {
        $meeting = New-WorkerLock -Type Barrier -Count 2
        $results = 1..3002 | Invoke-WorkerTask { if ($_ -gt 3000) { Wait-WorkerLock $using:meeting } else { -1 } } -Pool $pool -TimeoutSeconds 120

        $results | Where-Object { $_ -ge 0 } | Sort-Object | Should -Be 0, 1
        $results | Should -HaveCount 3002
    }

    It 'runs on workers' {
        $processes = 1..50 | Invoke-WorkerTask { $PID } -Pool $pool | Sort-Object -Unique

        $processes | Should -BeIn $pool.Workers.ProcessId
        ($processes -contains $PID) | Should -Be ($Type -eq 'Thread')
    }

    It 'takes $using:, arguments, parameters, functions and variables' {
        $factor = 3
        function Get-Triple { param($x) 3 * $x }
        $list = @{ a = 1, 2, 3 }

        1..3 | Invoke-WorkerTask { $_ * $using:factor } -Pool $pool -Ordered | Should -Be 3, 6, 9
        1..3 | Invoke-WorkerTask { param($n) $_ * $n } -ArgumentList 4 -Pool $pool -Ordered | Should -Be 4, 8, 12
        1..3 | Invoke-WorkerTask { Get-Triple $_ } -Function Get-Triple -Pool $pool -Ordered | Should -Be 3, 6, 9
        1..3 | Invoke-WorkerTask { $list.a[0] + $_ } -Variable list -Pool $pool -Ordered | Should -Be 2, 3, 4
        (1, 2), (3, 4) | Invoke-WorkerTask { param($a, $b) $a + $b } -Pool $pool -Ordered | Should -Be 3, 7
    }

    It 'is called once without input' {
        Invoke-WorkerTask { 'once' } -Pool $pool | Should -Be 'once'
    }

    It 'fails the item that throws, and goes on' {
        $results = 1..10 | Invoke-WorkerTask { if ($_ -eq 4) { throw "no $_" }; $_ } -Pool $pool -ErrorVariable errors -ErrorAction SilentlyContinue

        $results | Sort-Object | Should -Be 1, 2, 3, 5, 6, 7, 8, 9, 10
        $errors | Should -HaveCount 1
        "$errors" | Should -Be 'no 4'
    }

    It 'fails the item that leaves by <_>' -ForEach 'exit 3', 'break', 'continue' {
        $script = [scriptblock]::Create("if (`$_ -eq 4) { $_ }; `$_")

        $results = 1..10 | Invoke-WorkerTask $script -Pool $pool -ErrorVariable errors -ErrorAction SilentlyContinue

        $results | Sort-Object | Should -Be 1, 2, 3, 5, 6, 7, 8, 9, 10
        $errors | Should -HaveCount 1
    }

    It 'brings every stream' {
        $ErrorActionPreference = 'Continue'
        $output = 1 | Invoke-WorkerTask {
            Write-Warning 'w'
            Write-Verbose 'v' -Verbose
            Write-Information 'i' -Tags t
            Write-Error 'e' -ErrorId id -Category LimitsExceeded -TargetObject 5
            'o'
        } -Pool $pool -WarningVariable warnings -InformationVariable informations -ErrorVariable errors -ErrorAction SilentlyContinue -WarningAction SilentlyContinue

        $output | Should -Be 'o'
        "$warnings" | Should -Be 'w'
        $informations[0].MessageData | Should -Be 'i'
        $informations[0].Tags | Should -Be 't'
        $errors[0].FullyQualifiedErrorId | Should -Match '^id'
        $errors[0].CategoryInfo.Category | Should -Be 'LimitsExceeded'
        $errors[0].TargetObject | Should -Be 5
    }

    It 'tells with -AsResult what became of each item' {
        $results = 1..4 | Invoke-WorkerTask { if ($_ -eq 2) { throw 'two' }; $_; $_ * 10 } -Pool $pool -AsResult -Ordered

        $results.Index | Should -Be 0, 1, 2, 3
        $results.Input | Should -Be 1, 2, 3, 4
        $results.Status | Should -Be 'Completed', 'Failed', 'Completed', 'Completed'
        $results[2].Output | Should -Be 3, 30
        "$($results[1].Errors)" | Should -Be 'two'
    }

    It 'fails an item that doesn''t fit param(), with -ErrorAction <_>' -ForEach 'Continue', 'Stop' {
        $ErrorActionPreference = $_
        $results = 1, 'abc', 3 | Invoke-WorkerTask { param([int] $n) $n * 2 } -Pool $pool -AsResult -Ordered

        $results.Status | Should -Be 'Completed', 'Failed', 'Completed'
        $results.Output | Should -Be 2, 6
        $results[1].Errors | Should -HaveCount 1
        $results[1].Errors[0].FullyQualifiedErrorId | Should -Be 'ItemNotBound'
        $results[1].Errors[0].TargetObject | Should -Be 'abc'
        "$($results[1].Errors[0])" | Should -BeLike "*parameter 'n'*"
        $results[1].Errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'takes a binding error within the script as what it is' {
        $ErrorActionPreference = 'Continue'
        $results = 1 | Invoke-WorkerTask { param([int] $n) & { param([int] $m) $m } 'abc'; 'after' } -Pool $pool -AsResult

        $results.Status | Should -Be 'Completed'
        $results.Output | Should -Be 'after'
        $results.Errors[0].FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentTransformationError*'
    }

    It 'runs a failed item again, with side effects that show how often' {
        $marks = (New-Item -ItemType Directory (Join-Path $TestDrive "retry-$Type")).FullName

        $results = 1..6 | Invoke-WorkerTask {
            $tries = 1 + @(Get-ChildItem $using:marks -Filter "$_-*").Count
            Set-Content (Join-Path $using:marks "$_-$tries") ''
            if ($_ -eq 3 -and $tries -lt 3) { throw 'again' }
            $_
        } -Pool $pool -MaximumRetryCount 2 -AsResult -Ordered

        $results.Status | Sort-Object -Unique | Should -Be 'Completed'
        $results.Attempt | Should -Be 1, 1, 3, 1, 1, 1
        Get-ChildItem $marks | Should -HaveCount 8
    }

    It 'stops at too many failures' {
        $results = 1..1000 | Invoke-WorkerTask { throw "no" } -Pool $pool -MaximumFailure 3 -BatchSize 1 -AsResult -ErrorVariable errors -ErrorAction SilentlyContinue

        @($results | Where-Object Status -EQ Failed).Count | Should -BeLessThan 10
        $errors.FullyQualifiedErrorId | Should -Contain 'TooManyFailures,PiPS.Cmdlets.Pools.InvokeWorkerTaskCommand'
    }

    It 'doesn''t wait for an item that hangs' {
        $results = 1..6 | Invoke-WorkerTask { if ($_ -eq 2) { [Threading.Thread]::Sleep(30000) }; $_ } -Pool $pool -TaskTimeoutSeconds 0.5 -AsResult

        ($results | Where-Object Status -EQ TimedOut).Input | Should -Be 2
        @($results | Where-Object Status -EQ Completed).Count | Should -Be 5
    }

    It 'reads no more than it needs for Select-Object -First' {
        $read = [Collections.Generic.List[int]]::new()

        $results = 1..1e6 | ForEach-Object { $read.Add($_); $_ } | Invoke-WorkerTask { $_ } -Pool $pool | Select-Object -First 5

        $results | Should -HaveCount 5
        $read.Count | Should -BeLessThan 100000
        1..3 | Invoke-WorkerTask { $_ } -Pool $pool -Ordered | Should -Be 1, 2, 3
    }

    It 'gives results while input comes slowly' {
        $seen = [Collections.Generic.List[int]]::new()
        $clock = [Diagnostics.Stopwatch]::StartNew()

        # There is room for 4,000 items: so it isn't a full buffer that makes it look for results.
        & {
            for ($i = 1; $seen.Count -eq 0 -and $clock.Elapsed.TotalSeconds -lt 90; $i++) {
                $i
                [Threading.Thread]::Sleep(25)
            }
        } | Invoke-WorkerTask { $_ } -Pool $pool -BatchSize 1000 | ForEach-Object { $seen.Add($_) }

        $clock.Elapsed.TotalSeconds | Should -BeLessThan 90
        $seen | Should -Contain 1
    }

    It 'survives a stop, and works on' {
        $shell = Start-Shell ([scriptblock]::Create("1..10 | Invoke-WorkerTask { Start-Sleep 600 } -Type $Type -ThrottleLimit 2"))
        Wait-Until { $shell.InvocationStateInfo.State -eq 'Running' }
        Stop-Shell $shell | Should -BeTrue
        $shell.Dispose()
        1..3 | Invoke-WorkerTask { $_ } -Pool $pool -Ordered | Should -Be 1, 2, 3
    }

    It 'is stopped at once whenever the stop comes' {
        foreach ($delay in 0, 1, 3, 10, 30, 100, 300) {
            $shell = Start-Shell ([scriptblock]::Create("1..10 | Invoke-WorkerTask { Start-Sleep 600 } -Type $Type -ThrottleLimit 1"))
            $null = $shell.Running.AsyncWaitHandle.WaitOne($delay)

            Stop-Shell $shell | Should -BeTrue
            $shell.Dispose()
        }

        Wait-Until { @(Get-ChildProcess | Where-Object { $_ -notin $pool.Workers.ProcessId }).Count -eq 0 }
    }

    It 'passes preferences and strict mode on' {
        & {
            $ErrorActionPreference = 'Stop'
            1..3 | Invoke-WorkerTask { if ($_ -eq 2) { Write-Error 'stop here' }; $_ } -Pool $pool -AsResult -Ordered
        } | ForEach-Object Status | Should -Be 'Completed', 'Failed', 'Completed'

        & {
            Set-StrictMode -Version Latest
            1 | Invoke-WorkerTask { $null -eq $undefined } -Pool $pool -AsResult
        } | ForEach-Object Status | Should -Be 'Failed'
    }
}

Describe 'Worker processes' {
    It 'that die fail the item that they were on, once, and are replaced' {
        $marks = (New-Item -ItemType Directory (Join-Path $TestDrive 'killed')).FullName

        $results = 1..20 | Invoke-WorkerTask {
            Set-Content (Join-Path $using:marks "$_-$([guid]::NewGuid())") ''
            if ($_ -eq 7) { kill -9 $PID; Start-Sleep 10 }
            $_
        } -ThrottleLimit 2 -AsResult

        ($results | Where-Object Status -EQ WorkerLost).Input | Should -Be 7
        @($results | Where-Object Status -EQ Completed).Count | Should -Be 19
        Get-ChildItem $marks | Should -HaveCount 20
        ($results | Where-Object Status -EQ WorkerLost).Errors[0].TargetObject | Should -Be 7
    }

    It 'that die are tried again if asked' {
        $marks = (New-Item -ItemType Directory (Join-Path $TestDrive 'again')).FullName

        $results = 1..5 | Invoke-WorkerTask {
            $first = -not (Test-Path (Join-Path $using:marks 'killed'))
            if ($_ -eq 3 -and $first) { Set-Content (Join-Path $using:marks 'killed') ''; [Environment]::Exit(4) }
            $_
        } -ThrottleLimit 1 -MaximumRetryCount 1 -Ordered

        $results | Should -Be 1, 2, 3, 4, 5
    }

    It 'keep the protocol to themselves' {
        $results = 1..5 | Invoke-WorkerTask { [Console]::WriteLine('noise'); [Console]::Out.Flush(); $_ } -ThrottleLimit 1 -Ordered

        $results | Should -Be 1, 2, 3, 4, 5
    }

    It 'leave nothing, though their scripts started children' {
        $children = 1..2 | Invoke-WorkerTask { (Start-Process sleep 300 -PassThru).Id } -ThrottleLimit 1

        $children | Should -HaveCount 2
        Wait-Until { -not (Get-ChildProcess) -and -not ($children | Where-Object { Test-Alive $_ }) }
    }
}

Describe 'Workers that don''t get up' {
    AfterEach {
        $env:DOTNET_STARTUP_HOOKS = $null
        Get-WorkerPool broken -ErrorAction Ignore | Stop-WorkerPool -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'end the command with one error that has their last words' {
        # .NET ends at once where its hook isn't there.
        $env:DOTNET_STARTUP_HOOKS = '/nowhere/no-such-hook.dll'

        try { 1..3 | Invoke-WorkerTask { $_ } -ThrottleLimit 2 } catch { $record = $_ }

        $record.FullyQualifiedErrorId | Should -BeLike 'WorkersFailed,*'
        $record.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        "$record" | Should -BeLike '10 workers in a row*no-such-hook*'
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'end a pool of <_> after three, if the initialization script throws' -ForEach 'Thread', 'Process' {
        $pool = Start-WorkerPool broken -Type $_ -Count 1 -InitializationScript { throw 'not today' }

        try { 1..3 | Invoke-WorkerTask { $_ } -Pool $pool } catch { $record = $_ }
        Wait-Until { $pool.State -eq 'Failed' }
        try { 1..3 | Invoke-WorkerTask { $_ } -Pool $pool } catch { $again = $_ }

        $record.FullyQualifiedErrorId | Should -BeLike 'WorkersFailed,*'
        "$record" | Should -BeLike '3 workers in a row*not today*'
        $again.FullyQualifiedErrorId | Should -BeLike 'PoolNotRunning,*'
        "$again" | Should -BeLike '*not today*'
    }

    It 'are in a session of their own before .NET starts, and are killed there as well' -Skip:(-not $IsLinux -or -not (Get-Command setsid -ErrorAction Ignore)) {
        $null = Start-WorkerPool broken -Count 1
        $script:seen = $null

        Wait-Until {
            $stat = Get-ChildProcess | ForEach-Object { [IO.File]::ReadAllText("/proc/$_/stat") } | Select-Object -First 1

            # pid (name) state parent group session
            if ($stat -match '^(\d+) \((pwsh|dotnet)\) \S \d+ (\d+) (\d+) ') {
                $script:seen = $Matches
            }

            $script:seen
        }

        $seen = $script:seen
        $seen[3] | Should -Be $seen[1]
        $seen[4] | Should -Be $seen[1]
        Stop-WorkerPool broken -Force
        Test-Alive $seen[1] | Should -BeFalse

        foreach ($delay in 0, 1, 2, 4, 8, 16, 32) {
            $null = Start-WorkerPool broken -Count 2
            [Threading.WaitHandle]::WaitAny(@([Threading.ManualResetEvent]::new($false)), $delay) > $null
            Stop-WorkerPool broken -Force
            Get-ChildProcess | Should -BeNullOrEmpty
        }
    }
}

Describe 'Bad input' {
    It 'is refused before any work: <Id>' -ForEach @(
        @{ Id = 'PoolNotFound'; Call = { 1 | Invoke-WorkerTask { 1 } -Pool nowhere } }
        @{ Id = 'UsingVariableUndefined'; Call = { 1 | Invoke-WorkerTask { $using:nosuchvariable } } }
        @{ Id = 'ModuleNotFound'; Call = { 1 | Invoke-WorkerTask { 1 } -Module NoSuchModule } }
        @{ Id = 'FunctionNotFound'; Call = { 1 | Invoke-WorkerTask { 1 } -Function NoSuchFunction } }
        @{ Id = 'VariableNotFound'; Call = { 1 | Invoke-WorkerTask { 1 } -Variable NoSuchVariable } }
        @{ Id = 'ThrottleLimitOutOfRange'; Call = { 1 | Invoke-WorkerTask { 1 } -ThrottleLimit 0 } }
        @{ Id = 'NotAWholeNumber'; Call = { 1 | Invoke-WorkerTask { 1 } -BatchSize 1.5 } }
        @{ Id = 'TimeoutOutOfRange'; Call = { 1 | Invoke-WorkerTask { 1 } -TaskTimeoutSeconds 0 } }
        @{ Id = 'RetryCountOutOfRange'; Call = { 1 | Invoke-WorkerTask { 1 } -MaximumRetryCount -1 } }
    ) {
        $record = $null

        try { $null = & $Call } catch { $record = $_ }

        $record.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}

Describe 'Objects on their way to worker processes and back' {
    BeforeAll {
        $pool = Start-WorkerPool -Type Process -Count 1
        $credential = [pscredential]::new('someone', (ConvertTo-SecureString 'something' -AsPlainText -Force))
    }

    AfterAll {
        Stop-WorkerPool $pool -Force
    }

    It 'have the properties that type data gives them' {
        Get-Process -Id $PID | Invoke-WorkerTask { $_.Name } -Pool $pool | Should -Be (Get-Process -Id $PID).Name
        Get-Item $PSCommandPath | Invoke-WorkerTask { $_.BaseName } -Pool $pool | Should -Be (Get-Item $PSCommandPath).BaseName
        $process = Get-Process -Id $PID
        Invoke-WorkerTask { ($using:process).Name } -Pool $pool | Should -Be $process.Name
        [pscustomobject]@{ a = 1 } | Add-Member -PassThru ScriptProperty b { $this.a + 1 } | Invoke-WorkerTask { $_.b } -Pool $pool | Should -Be 2
    }

    It 'are live again where a job''s are' {
        $credential | Invoke-WorkerTask { $_.GetNetworkCredential().Password } -Pool $pool | Should -Be 'something'
        Invoke-WorkerTask { ($using:credential).GetNetworkCredential().Password } -Pool $pool | Should -Be 'something'
        Invoke-WorkerTask { param([pscredential] $c) $c.UserName } -ArgumentList $credential -Pool $pool | Should -Be 'someone'
        (Invoke-WorkerTask { $using:credential } -Pool $pool).GetNetworkCredential().Password | Should -Be 'something'
        $address, $culture = [ipaddress]'192.0.2.1', [cultureinfo]'tr-TR' | Invoke-WorkerTask { $_.GetType().Name; $_ } -Pool $pool -Ordered |
            ForEach-Object { if ($_ -isnot [string]) { $_ } }
        $address | Should -BeOfType ipaddress
        $culture | Should -BeOfType cultureinfo
    }

    It 'are what they were when they were read' {
        $changing = [pscustomobject]@{ n = 0 }

        1..5 | ForEach-Object { $changing.n = $_; $changing } | Invoke-WorkerTask { $_.n } -Pool $pool -Ordered | Should -Be (1..5)
    }

    It 'are refused before any work if the script''s variables can''t be sent' {
        $deep = @{}
        $inner = $deep
        1..150 | ForEach-Object { $inner.k = @{}; $inner = $inner.k }

        { Invoke-WorkerTask { $using:deep } -Pool $pool } | Should -Throw -ErrorId 'ValueNotSent,*'
        Invoke-WorkerTask { 1 } -Pool $pool | Should -Be 1
    }
}
