# Each promise of a pool, and scripts that do their worst to break it. What was run, and how often, is seen on disk.

BeforeDiscovery {
    # What an item does, what becomes of it, and what its error says.
    $both = @(
        @{ Name = 'throws'; Status = 'Failed'; Id = 'thrown'; Target = 'thrown' }
        @{ Name = 'writes an error that stops'; Status = 'Failed'; Id = 'Stopping,<ScriptBlock>'; Target = 'mine' }
        @{ Name = 'exits'; Status = 'Failed'; Id = 'ItemExited'; Target = 'exits' }
        @{ Name = 'breaks'; Status = 'Failed'; Id = 'ItemBrokeOut'; Target = 'breaks' }
        @{ Name = 'continues elsewhere'; Status = 'Failed'; Id = 'ItemBrokeOut'; Target = 'continues elsewhere' }
        @{ Name = 'stops its pipeline'; Status = 'Failed'; Id = 'ItemStopped'; Target = 'stops its pipeline' }
        @{ Name = 'waits'; Status = 'TimedOut'; Id = 'TaskTimedOut'; Target = 'waits' }
        @{ Name = 'hangs in a method'; Status = 'TimedOut'; Id = 'TaskTimedOut'; Target = 'hangs in a method' }
        @{ Name = 'hangs in a command'; Status = 'TimedOut'; Id = 'TaskTimedOut'; Target = 'hangs in a command' }
        @{ Name = 'spins'; Status = 'TimedOut'; Id = 'TaskTimedOut'; Target = 'spins' }
        @{ Name = 'closes its runspace'; Status = 'TimedOut'; Id = 'TaskTimedOut'; Target = 'closes its runspace' }
    )
    $process = @(
        @{ Name = 'kills its process'; Status = 'WorkerLost'; Id = 'WorkerLost'; Target = 'kills its process' }
        @{ Name = 'ends its process'; Status = 'WorkerLost'; Id = 'WorkerLost'; Target = 'ends its process' }
        @{ Name = 'crashes its process'; Status = 'WorkerLost'; Id = 'WorkerLost'; Target = 'crashes its process' }
        @{ Name = 'allocates without end'; Status = 'WorkerLost'; Id = 'WorkerLost'; Target = 'allocates without end' }
        @{ Name = 'halts its process'; Status = 'TimedOut'; Id = 'TaskTimedOut'; Target = 'halts its process' }
    )

    # One of each kind, for a second time: a process that is started anew for every other costs a second of a processor.
    $kinds = 'throws', 'exits', 'waits', 'hangs in a method', 'kills its process', 'halts its process'
    $types = @{ Type = 'Thread'; Hostile = $both; Kinds = @($both | Where-Object Name -In $kinds) },
    @{ Type = 'Process'; Hostile = $both + $process; Kinds = @($both + $process | Where-Object Name -In $kinds) }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
    $ProgressPreference = 'SilentlyContinue'

    # A folder for the marks of a run: each execution of an item leaves one.
    function New-Log {
        (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
    }

    # A hostile item after every few ordinary ones.
    function Join-Item($Hostile, $Ordinary) {
        for ($i = 0; $i -lt $Ordinary.Count; $i++) {
            $Ordinary[$i]
            if ($i % 2 -and $i / 2 -lt $Hostile.Count) { $Hostile[[Math]::Floor($i / 2)] }
        }
    }

    # How often each item was run.
    function Get-Execution($Log) {
        $count = @{}
        Get-ChildItem $Log | ForEach-Object { $count[($_.Name -split '@')[0]]++ }
        $count
    }
}

AfterAll {
    Wait-Until { -not (Get-ChildProcess) }
}

Describe 'Among ordinary items, on <Type>' -ForEach $types {
    BeforeAll {
        $pool = Start-WorkerPool "hostile-$Type" -Type $Type -Count 4
        $limits = [bool](Get-Command prlimit -CommandType Application -ErrorAction Ignore)
        $names = @($Hostile.Name | Where-Object { $limits -or $_ -ne 'allocates without end' })
        $ordinary = 1..60 | ForEach-Object { "ordinary $_" }

        $script = {
            [IO.File]::Create((Join-Path $using:log "$_@$([guid]::NewGuid())")).Dispose()

            # What takes a moment is told at once.
            Start-Sleep -Milliseconds 1
            if ($_ -like 'ordinary*') { return "$_ done" }
            if ($_ -eq 'throws') { throw 'thrown' }
            if ($_ -eq 'writes an error that stops') { Write-Error 'e' -ErrorId Stopping -TargetObject mine -ErrorAction Stop }
            if ($_ -eq 'exits') { exit 5 }
            if ($_ -eq 'breaks') { break }
            if ($_ -eq 'continues elsewhere') { continue elsewhere }
            if ($_ -eq 'stops its pipeline') { throw [Management.Automation.PipelineStoppedException]::new() }
            if ($_ -eq 'waits') { Start-Sleep 600 }
            if ($_ -eq 'hangs in a method') { [Threading.Thread]::Sleep(20000) }
            if ($_ -eq 'hangs in a command') { /bin/sleep 600 }
            if ($_ -eq 'spins') { while ($true) { } }
            if ($_ -eq 'closes its runspace') { [runspace]::DefaultRunspace.Close() }
            if ($_ -eq 'kills its process') { kill -9 $PID; Start-Sleep 600 }
            if ($_ -eq 'ends its process') { [Environment]::Exit(4) }
            if ($_ -eq 'crashes its process') { [Environment]::FailFast('x' * 100000) }
            if ($_ -eq 'halts its process') { kill -STOP $PID; Start-Sleep 600 }

            if ($_ -eq 'allocates without end') {
                # As much as it has, and little more; the machine has enough.
                $size = [Diagnostics.Process]::GetCurrentProcess().VirtualMemorySize64
                prlimit --pid $PID --as=$($size + 200MB)
                $all = [Collections.Generic.List[object]]::new()

                try { while ($true) { $all.Add([byte[]]::new(10MB)) } }
                catch { [Environment]::FailFast('no memory') }
            }
        }

        # Those that end by themselves have all the time that they need: a busy machine is no reason to fail.
        $hanging = @($Hostile | Where-Object Status -EQ TimedOut).Name
        $ending = @($names | Where-Object { $_ -notin $hanging })

        function Get-Part($Chosen) {
            @{ Items = Join-Item @($hanging | Where-Object { $_ -in $Chosen }) $ordinary[0..29]; Limit = @{ TaskTimeoutSeconds = 1 } }
            @{ Items = Join-Item @($ending | Where-Object { $_ -in $Chosen }) $ordinary[30..59]; Limit = @{} }
        }

        $common = @{ Pool = $pool; TimeoutSeconds = 120; BatchSize = 4; ErrorAction = 'SilentlyContinue' }

        $log = New-Log
        $results = Get-Part $names | ForEach-Object { $limit = $_.Limit; $_.Items | Invoke-WorkerTask $script @common @limit -AsResult -ErrorVariable +stray }
        $again = 1..100 | Invoke-WorkerTask { $_ * 2 } -Pool $pool -Ordered -TimeoutSeconds 120
        $first = @{ Runs = Get-Execution $log; Results = $results; Stray = $stray }

        # A second time, one of each kind, with another try for each, and on the error stream.
        $log = New-Log
        $output = Get-Part $Kinds.Name | ForEach-Object { $limit = $_.Limit; $_.Items | Invoke-WorkerTask $script @common @limit -MaximumRetryCount 1 -ErrorVariable +errors }
        $second = @{ Runs = Get-Execution $log; Output = $output; Errors = $errors }
    }

    AfterAll {
        Stop-WorkerPool $pool -Force
    }

    It 'one that <Name> fails once, as what it is' -ForEach $Hostile {
        if ($Name -notin $names) {
            Set-ItResult -Skipped -Because 'there is no "prlimit" command to keep a process from taking all memory'
        }

        $result = @($first.Results | Where-Object Input -EQ $Name)
        $result | Should -HaveCount 1
        $result.Status | Should -Be $Status
        $result.Errors | Should -HaveCount 1
        $result.Errors[0].FullyQualifiedErrorId | Should -Be $Id
        $result.Errors[0].TargetObject | Should -Be $Target
        $result.Attempt | Should -Be 1
        $first.Runs[$Name] | Should -Be 1
    }

    It 'one that <Name> is tried again as often as asked, and reported once' -ForEach $Kinds {
        $second.Runs[$Name] | Should -Be 2
        $expected = @($Kinds | Where-Object { $_.Id -eq $Id -and $_.Target -eq $Target }).Count
        @($second.Errors | Where-Object { $_.FullyQualifiedErrorId -eq $Id -and $_.TargetObject -eq $Target }) | Should -HaveCount $expected
    }

    It 'they harm no other: all ran, once' {
        $others = $first.Results | Where-Object Input -Like 'ordinary*'
        $others | Should -HaveCount 60
        $others.Status | Sort-Object -Unique | Should -Be 'Completed'
        $others | ForEach-Object { "$($_.Output)" } | Sort-Object | Should -Be ($ordinary | ForEach-Object { "$_ done" } | Sort-Object)
        $second.Output | Sort-Object | Should -Be ($ordinary | ForEach-Object { "$_ done" } | Sort-Object)
        $ordinary | Where-Object { $first.Runs[$_] -ne 1 -or $second.Runs[$_] -ne 1 } | Should -BeNullOrEmpty
        $first.Results | Should -HaveCount (60 + $names.Count)
        $first.Stray | Should -BeNullOrEmpty
        $second.Errors | Should -HaveCount $Kinds.Count
    }

    It 'they leave a pool that is used again' {
        $again | Should -Be (1..100 | ForEach-Object { $_ * 2 })
        1..100 | Invoke-WorkerTask { $_ * 2 } -Pool $pool -Ordered -TimeoutSeconds 120 | Should -Be $again
    }
}

Describe 'A worker' {
    It 'that was killed while idle costs no item' {
        $pool = Start-WorkerPool idle -Count 1
        $log = New-Log
        1 | Invoke-WorkerTask { $_ } -Pool $pool | Should -Be 1
        kill -9 $pool.Workers[0].ProcessId

        # Its last item had the same index as the first here.
        $results = 1..3 | Invoke-WorkerTask { [IO.File]::Create((Join-Path $using:log "$_@$([guid]::NewGuid())")).Dispose(); $_ } -Pool $pool -AsResult -TimeoutSeconds 120

        $results.Status | Should -Be 'Completed', 'Completed', 'Completed'
        $results.Attempt | Should -Be 1, 1, 1
        $runs = Get-Execution $log
        $runs['1'], $runs['2'], $runs['3'] | Should -Be 1, 1, 1
        Stop-WorkerPool $pool -Force
    }

    It 'that is halted keeps nobody from stopping' {
        $pool = Start-WorkerPool halted -Count 1
        $manifest = Get-ManifestPath

        # More input than a pipe holds: whoever writes to the worker waits.
        $shell = [powershell]::Create().AddScript({
                param($manifest, $pool)
                Import-Module $manifest
                1..20 | ForEach-Object { 'x' * 1MB } | Invoke-WorkerTask { kill -STOP $PID; Start-Sleep 600 } -Pool $pool -BatchSize 4
            }).AddArgument($manifest).AddArgument($pool)
        $running = $shell.BeginInvoke()
        Wait-Until { $pool.Workers.ProcessId -and (Test-Path "/proc/$($pool.Workers.ProcessId)/stat") -and (Get-Content "/proc/$($pool.Workers.ProcessId)/stat") -match '\) T ' }

        Stop-Shell $shell | Should -BeTrue
        $running.IsCompleted | Should -BeTrue
        1..3 | Invoke-WorkerTask { $_ } -Pool $pool -Ordered -TimeoutSeconds 120 | Should -Be 1, 2, 3
        Stop-WorkerPool $pool -Force
    }

    It 'on <Type> that hangs in its initialization keeps nobody from stopping' -ForEach @{ Type = 'Thread' }, @{ Type = 'Process' } {
        $shell = Start-Shell ([scriptblock]::Create("
            `$pool = Start-WorkerPool stuck-$Type -Type $Type -Count 2 -InitializationScript { while (`$true) { Start-Sleep -Milliseconds 20 } }
            1 | Invoke-WorkerTask { 1 } -Pool `$pool -TimeoutSeconds 1 -ErrorAction SilentlyContinue
            Stop-WorkerPool `$pool -Force
            `$pool.State"))

        $shell.Running.AsyncWaitHandle.WaitOne(120000) | Should -BeTrue
        try { $shell.EndInvoke($shell.Running) } catch { $_.Exception.InnerException.Message | Should -Match '1 sec' }
        Get-WorkerPool stuck-$Type -ErrorAction Ignore | Stop-WorkerPool -Force
    }
}

Describe 'Output on <Type>' -ForEach @{ Type = 'Thread' }, @{ Type = 'Process' } {
    BeforeAll {
        $pool = Start-WorkerPool "output-$Type" -Type $Type -Count 2
    }

    AfterAll {
        Stop-WorkerPool $pool -Force
    }

    It 'is nothing for nothing' {
        $results = 1..20 | Invoke-WorkerTask { if ($_ % 2) { return }; $null } -Pool $pool -AsResult -Ordered -TimeoutSeconds 120

        $results.Status | Sort-Object -Unique | Should -Be 'Completed'
        ($results | ForEach-Object { $_.Output.Count }) -join '' | Should -Be ('01' * 10)
        @(1..20 | Invoke-WorkerTask { } -Pool $pool -TimeoutSeconds 120).Count | Should -Be 0
    }

    It 'is a million objects of one item, whole and in order' {
        $output = [int[]](1 | Invoke-WorkerTask { $i = 0; while ($i -lt 1000000) { ++$i; $i } } -Pool $pool -TimeoutSeconds 120)

        $output.Count | Should -Be 1000000
        [Linq.Enumerable]::SequenceEqual($output, [int[]](1..1000000)) | Should -BeTrue
    }

    It 'is made no faster than it is taken' {
        $made = Join-Path $TestDrive "made-$Type"

        $taken = 1 | Invoke-WorkerTask {
            for ($i = 0; $i -lt 1000000; $i++) { $i; if ($i % 1000 -eq 0) { [IO.File]::WriteAllText($using:made, "$i") } }
        } -Pool $pool -TimeoutSeconds 120 | ForEach-Object { Start-Sleep -Milliseconds 20; $_ } | Select-Object -First 20

        $taken | Should -Be (0..19)

        # What waits for its taker, and what fits into a pipe.
        [int](Get-Content $made) | Should -BeLessThan 100000
        1..3 | Invoke-WorkerTask { $_ } -Pool $pool -Ordered -TimeoutSeconds 120 | Should -Be 1, 2, 3
    }

    It 'needs no more input read than three batches for each worker' {
        $gate = Join-Path $TestDrive "gate-$Type"
        $read = [Collections.Generic.List[int]]::new()
        $log = New-Log
        $shell = [powershell]::Create().AddScript({
                param($manifest, $pool, $gate, $read, $log)
                Import-Module $manifest
                1..1e9 | ForEach-Object { $read.Add($_); $_ } | Invoke-WorkerTask {
                    [IO.File]::Create((Join-Path $using:log "$_@")).Dispose()
                    while (-not [IO.File]::Exists($using:gate)) { Start-Sleep -Milliseconds 5 }
                    $_
                } -Pool $pool -BatchSize 3 | Select-Object -First 10
            }).AddArgument((Get-ManifestPath)).AddArgument($pool).AddArgument($gate).AddArgument($read).AddArgument($log)
        $running = $shell.BeginInvoke()

        # All that is ever read while nothing ends: it is there soon, and no more comes.
        Wait-Until { @(Get-ChildItem $log).Count -eq 2 -and $read.Count -ge 14 }
        $stopped = [Diagnostics.Stopwatch]::StartNew()
        Wait-Until { $stopped.Elapsed.TotalSeconds -gt 0.5 }
        $read.Count | Should -BeLessOrEqual 20
        Set-Content $gate ''

        $running.AsyncWaitHandle.WaitOne(120000) | Should -BeTrue
        @($shell.EndInvoke($running)).Count | Should -Be 10
        $read.Count | Should -BeLessThan 5000
        @(Get-ChildItem $log).Count | Should -BeLessOrEqual $read.Count
    }
}

Describe 'What a script leaves behind on <Type>' -ForEach @{ Type = 'Thread' }, @{ Type = 'Process' } {
    BeforeAll {
        function Get-Seven { 7 }
        $eight = 8
        $pool = Start-WorkerPool "state-$Type" -Type $Type -Count 1 -Function Get-Seven -Variable eight
        $nine = 9
        function Get-Ten { 10 }

        $null = 1 | Invoke-WorkerTask {
            Set-StrictMode -Version Latest
            $global:ErrorActionPreference = 'Stop'
            $global:WarningPreference = 'Stop'
            $global:WhatIfPreference = $true
            Set-Location /
            [cultureinfo]::CurrentCulture = 'de-DE'
            [cultureinfo]::CurrentUICulture = 'de-DE'
            Set-Alias Get-Seven Get-Date -WhatIf:$false
            $local = 'local'
            function Get-Local { 'local' }
            $global:kept = 'kept'
            $env:PIPS_TEST_KEPT = 'kept'
            Get-Item /not/there -ErrorAction Ignore
            Remove-Item function:Get-Seven, function:Get-Ten -WhatIf:$false
            Remove-Variable eight, nine -Scope Global -WhatIf:$false
            foreach ($name in 'Set-StrictMode', 'Import-Module', 'Test-Path', 'Prepare-Task', 'Read-TaskItem', 'Out-Default') {
                Set-Item "function:global:$name" { throw 'redefined' } -WhatIf:$false
            }
            $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
        } -Pool $pool -Function Get-Ten -Variable nine -TimeoutSeconds 120
    }

    AfterAll {
        Stop-WorkerPool $pool -Force
        Remove-Item env:PIPS_TEST_KEPT -ErrorAction Ignore
    }

    It 'is not <Name>' -ForEach @(
        @{ Name = 'its preferences'; Get = { "$ErrorActionPreference $WarningPreference $WhatIfPreference" }; Expected = 'Continue Continue False' }
        @{ Name = 'its strict mode'; Get = { "<$notThere>" }; Expected = '<>' }
        @{ Name = 'its directory'; Get = { $PWD.ProviderPath }; Expected = $PWD.ProviderPath }
        @{ Name = 'its culture'; Get = { "$([cultureinfo]::CurrentCulture) $([cultureinfo]::CurrentUICulture)" }; Expected = $null }
        @{ Name = 'its variables and functions'; Get = { "<$local> <$(Get-Command Get-Local -ErrorAction Ignore)>" }; Expected = '<> <>' }
        @{ Name = 'its errors'; Get = { $Error.Count }; Expected = 0 }
        @{ Name = 'the lack of what it removed of the pool''s own'; Get = { "$(Get-Seven) $eight" }; Expected = '7 8' }
        @{ Name = 'its language mode'; Get = { "$($ExecutionContext.SessionState.LanguageMode)" }; Expected = 'FullLanguage' }
    ) {
        $Expected ??= & {
            # That of a worker that nobody touched.
            1 | Invoke-WorkerTask $Get -Type $Type -ThrottleLimit 1 -TimeoutSeconds 120
        }

        $ErrorActionPreference = 'Continue'
        & { Set-StrictMode -Off; 1 | Invoke-WorkerTask $Get -Pool $pool -TimeoutSeconds 120 } | Should -Be $Expected
    }

    It 'is not the lack of what it removed, where that is brought along again' {
        1 | Invoke-WorkerTask { "$(Get-Ten) $nine" } -Pool $pool -Function Get-Ten -Variable nine -TimeoutSeconds 120 | Should -Be '10 9'
    }

    It 'is global variables and the environment, as in a session' {
        1 | Invoke-WorkerTask { "$global:kept $env:PIPS_TEST_KEPT" } -Pool $pool -TimeoutSeconds 120 | Should -Be 'kept kept'
        $env:PIPS_TEST_KEPT | Should -Be ($Type -eq 'Thread' ? 'kept' : $null)
    }
}

Describe 'Children of a script' {
    It 'that keep its output open delay nothing, and end with its worker' {
        $pool = Start-WorkerPool children -Count 2

        $children = 1..4 | Invoke-WorkerTask {
            # With the worker's own standard streams.
            [Diagnostics.Process]::Start('/bin/sleep', '600').Id
            [Diagnostics.Process]::Start('/bin/sh', [string[]]('-c', 'sleep 600; exit')).Id
        } -Pool $pool -TimeoutSeconds 120 -BatchSize 1

        $children | Should -HaveCount 8
        $children | Where-Object { -not (Test-Alive $_) } | Should -BeNullOrEmpty
        Stop-WorkerPool $pool -Force
        Wait-Until { -not ($children | Where-Object { Test-Alive $_ }) }
    }

    It 'end with a worker that is killed from outside' {
        $pool = Start-WorkerPool killed -Count 1
        $child = 1 | Invoke-WorkerTask { [Diagnostics.Process]::Start('/bin/sleep', '600').Id } -Pool $pool -TimeoutSeconds 120
        Test-Alive $child | Should -BeTrue

        kill -9 $pool.Workers[0].ProcessId
        1..3 | Invoke-WorkerTask { $_ } -Pool $pool -Ordered -TimeoutSeconds 120 | Should -Be 1, 2, 3

        Wait-Until { -not (Test-Alive $child) }
        Stop-WorkerPool $pool -Force
    }

    It 'and the console''s streams don''t get between a worker and its pool' {
        $results = 1..20 | Invoke-WorkerTask {
            [Console]::WriteLine("noise $_")
            [Console]::OpenStandardOutput().Write([byte[]](0..255))
            [Console]::Error.WriteLine('more noise')
            [Diagnostics.Process]::Start('/bin/echo', 'noise of a child').WaitForExit()
            [Console]::In.ReadToEnd().Length
        } -ThrottleLimit 2 -AsResult -TimeoutSeconds 120

        $results.Status | Sort-Object -Unique | Should -Be 'Completed'
        $results | ForEach-Object { "$($_.Output)" } | Sort-Object -Unique | Should -Be '0'
    }
}
