BeforeDiscovery {
    $types = 'Thread', 'Process' | ForEach-Object { @{ Type = $_ } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force

    # A log and a folder where scripts leave a mark for each time that they run; nothing else knows how often they did.
    function New-Place {
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $marks = (New-Item -ItemType Directory (Join-Path $folder 'marks')).FullName
        [pscustomobject]@{ Folder = $folder; Log = Join-Path $folder 'tasks.jsonl'; Marks = $marks }
    }

    function Get-LogLine($Place) {
        Get-Content -LiteralPath $Place.Log | Select-Object -Skip 1 | ConvertFrom-Json
    }

    # Each item that was run since the last call, as often as it was.
    function Get-Run($Place) {
        foreach ($mark in Get-ChildItem $Place.Marks) {
            Remove-Item $mark
            ($mark.Name -split '#')[0]
        }
    }

    # What the scripts below do: $using:marks is where, $using:bad what fails.
    $script:work = {
        Set-Content (Join-Path $using:marks "$_#$([guid]::NewGuid())") $PID
        if ($_ -in $using:bad) { throw "no $_" }
        $_
    }
}

Describe 'A log of <Type> workers' -ForEach $types {
    BeforeAll {
        $pool = Start-WorkerPool "log-$Type" -Type $Type -Count 2
    }

    AfterAll {
        Stop-WorkerPool $pool
    }

    BeforeEach {
        $place = New-Place
        $marks = $place.Marks
        $bad = @()
    }

    It 'has a line for each item that ended' {
        $bad = 3
        1..4 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -ErrorAction SilentlyContinue -MaximumRetryCount 1 | Should -HaveCount 3

        $text = [IO.File]::ReadAllText($place.Log)
        $text | Should -BeLike '{"format":"PiPS task log","version":1}*'
        $text[-1] | Should -Be "`n"
        $lines = Get-LogLine $place | Sort-Object index
        $lines.index | Should -Be 0, 1, 2, 3
        $lines.status | Should -Be 'Completed', 'Completed', 'Failed', 'Completed'
        $lines.attempt | Should -Be 1, 1, 2, 1
        $lines.occurrence | Should -Be 1, 1, 1, 1
        $lines.key | Sort-Object -Unique | Should -HaveCount 4
        $lines.worker | Should -BeIn $pool.Workers.ProcessId
        $lines.host | Sort-Object -Unique | Should -Be ([Environment]::MachineName)
        $lines[2].error | Should -Be 'no 3'
        $lines[2].item | Should -Be '3'
        $lines[0].psobject.Properties.Name | Should -Not -Contain 'error'
        $lines[0].started | Should -BeOfType datetime
        ([datetime]::UtcNow - $lines[0].started.ToUniversalTime()).TotalSeconds | Should -BeLessThan 60
    }

    It 'leaves out with -Resume what is completed, and runs the rest, whatever became of the list' {
        $bad = 2, 5
        1..6 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -ErrorAction SilentlyContinue > $null
        Get-Run $place | Sort-Object | Should -Be 1, 2, 3, 4, 5, 6

        $bad = 5
        9, 6, 5, 8, 4, 2, 1 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -Resume -ErrorAction SilentlyContinue | Sort-Object | Should -Be 2, 8, 9
        Get-Run $place | Sort-Object | Should -Be 2, 5, 8, 9

        $bad = @()
        1..9 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -Resume | Sort-Object | Should -Be 5, 7
        Get-Run $place | Sort-Object | Should -Be 5, 7

        1..9 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -Resume | Should -BeNullOrEmpty
        Get-Run $place | Should -BeNullOrEmpty
        Get-LogLine $place | Should -HaveCount 12
    }

    It 'runs again with -ResumeFailed only what failed, and says what it left out' {
        $bad = 2, 5
        1..6 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -ErrorAction SilentlyContinue > $null
        $null = Get-Run $place

        $bad = @()
        1..9 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -ResumeFailed -WarningVariable warnings -WarningAction SilentlyContinue | Sort-Object | Should -Be 2, 5
        Get-Run $place | Sort-Object | Should -Be 2, 5
        $warnings | Should -HaveCount 1
        "$warnings" | Should -BeLike '3 items*-Resume*'

        1..6 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -ResumeFailed -WarningVariable warnings | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
    }

    It 'keeps order, and has a result for what was left out' {
        $bad = 2, 5
        1..6 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -ErrorAction SilentlyContinue > $null
        $null = Get-Run $place
        $bad = @()

        $results = 1..7 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -Resume -Ordered -AsResult

        $results.Input | Should -Be 1, 2, 3, 4, 5, 6, 7
        $results.Index | Should -Be 0, 1, 2, 3, 4, 5, 6
        $results.Status | Should -Be 'Skipped', 'Completed', 'Skipped', 'Skipped', 'Completed', 'Skipped', 'Completed'
        $results.Attempt | Should -Be 0, 1, 0, 0, 1, 0, 1
        $results[0].Started | Should -BeNullOrEmpty
        Get-Run $place | Sort-Object | Should -Be 2, 5, 7
    }

    It 'counts items that are alike' {
        'a', 'b', 'a' | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log > $null
        $null = Get-Run $place

        'a', 'a', 'a', 'b', 'b' | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -Resume > $null

        Get-Run $place | Sort-Object | Should -Be 'a', 'b'
    }

    It 'takes another script for other work' {
        1..3 | Invoke-WorkerTask { $_ } -Pool $pool -LogPath $place.Log > $null

        1..3 | Invoke-WorkerTask { $_ + 1 } -Pool $pool -LogPath $place.Log -Resume | Should -HaveCount 3
        1..3 | Invoke-WorkerTask ([scriptblock]::Create('$_')) -Pool $pool -LogPath $place.Log -Resume | Should -BeNullOrEmpty
    }

    It 'adds to a log without -Resume, and the last line about an item counts' {
        1..3 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log > $null
        $bad = 2
        1..3 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -ErrorAction SilentlyContinue > $null
        Get-Run $place | Should -HaveCount 6
        $bad = @()

        1..3 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -Resume | Should -Be 2
        Get-LogLine $place | Should -HaveCount 7
    }

    It 'is whole after a stop, and what had ended isn''t run again' {
        $shell = Start-Shell ([scriptblock]::Create(
            "`$marks = '$marks'; `$bad = @(); 1..200 | Invoke-WorkerTask { $work; Start-Sleep -Milliseconds 20 } -Type $Type -ThrottleLimit 2 -BatchSize 1 -LogPath '$($place.Log)'"))
        Wait-Until { (Test-Path $place.Log) -and @(Get-LogLine $place).Count -gt 20 }
        Stop-Shell $shell | Should -BeTrue
        $shell.Dispose()

        [IO.File]::ReadAllText($place.Log)[-1] | Should -Be "`n"
        $done = @(Get-LogLine $place | Where-Object status -EQ Completed)
        $done.Count | Should -BeGreaterThan 20
        $before = @(Get-Run $place)
        $before.Count | Should -BeLessThan 200

        # The same text, so that it is the same work.
        $again = [scriptblock]::Create(" $work; Start-Sleep -Milliseconds 20 ")
        1..200 | Invoke-WorkerTask $again -Pool $pool -LogPath $place.Log -Resume -BatchSize 1 > $null

        $after = @(Get-Run $place)
        $after | Should -HaveCount (200 - $done.Count)
        @($before) + $after | Sort-Object -Unique | Should -HaveCount 200
        $after | Should -Not -BeIn ($done.index | ForEach-Object { "$($_ + 1)" })
    }

    It 'has on the disk what was told, for Select-Object -First and -ErrorAction Stop' {
        $told = 1..1000 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -AsResult | Select-Object -First 5
        $told.Index | Should -BeIn (Get-LogLine $place).index

        $other = New-Place
        $bad = 50
        $told = [Collections.Generic.List[object]]::new()
        { 1..1000 | Invoke-WorkerTask $work -Pool $pool -LogPath $other.Log -ErrorAction Stop | ForEach-Object { $told.Add($_) } } | Should -Throw 'no 50'
        $lines = Get-LogLine $other

        # Beside it, there may be what was stopped on its way.
        $lines | Where-Object { $_.status -EQ 'Failed' -and $_.error -notlike '*was stopped*' } | ForEach-Object error | Should -Be 'no 50'
        $told | ForEach-Object { $_ - 1 } | Should -BeIn $lines.index
    }

    It 'knows lines, files, tables and objects, though they were found elsewhere or in another order' {
        $text = Join-Path $place.Folder 'list.txt'
        Set-Content $text 'one', 'two'
        $files = New-Item -ItemType Directory (Join-Path $place.Folder 'files')
        Set-Content (Join-Path $files 'a') 'content'
        $items = {
            Get-Content $text
            Get-ChildItem $files
            @{ name = 'x'; size = 1; more = @{ p = 1; q = 2; r = 3 } }
            [pscustomobject]@{ Name = 'y'; Size = 2 }
            , (1, 'b', $null)
        }
        & $items | Invoke-WorkerTask { 'run' } -Pool $pool -LogPath $place.Log | Should -HaveCount 6
        Get-LogLine $place | Sort-Object key -Unique | Should -HaveCount 6

        # Other line numbers, another time and length.
        Set-Content $text 'zero', 'one', 'two'
        Set-Content (Join-Path $files 'a') 'other content'
        (Get-Item (Join-Path $files 'a')).LastWriteTime = '2001-02-03'

        & $items | Invoke-WorkerTask { "run $_" } -Pool $pool -LogPath (New-Place).Log | Should -HaveCount 7
        & $items | Invoke-WorkerTask { 'run' } -Pool $pool -LogPath $place.Log -Resume -AsResult | Where-Object Status -NE Skipped | ForEach-Object Input | Should -Be 'zero'

        # And in another session: there, tables have another order.
        $command = "Import-Module '$(Get-ManifestPath)'; `$text = '$text'; `$files = '$files'; & { $items } | Invoke-WorkerTask { 'run' } -Type Thread -ThrottleLimit 1 -LogPath '$($place.Log)' -Resume"
        pwsh -NoProfile -Command $command | Should -BeNullOrEmpty
    }

    It 'serves a job' {
        $bad = 2
        $job = 1..4 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -AsJob
        Wait-Job $job -Timeout 120 | Should -Not -BeNullOrEmpty
        Get-LogLine $place | Should -HaveCount 4
        Remove-Job $job
        $null = Get-Run $place
        $bad = @()

        $job = 1..6 | Invoke-WorkerTask $work -Pool $pool -LogPath $place.Log -AsJob -ResumeFailed
        $job | Wait-Job -Timeout 120 | Receive-Job -WarningVariable warnings -WarningAction SilentlyContinue | Should -Be 2
        "$warnings" | Should -BeLike '2 items*'
        Remove-Job $job
        Get-Run $place | Should -Be 2
    }

    It 'fails an item that it couldn''t know again, and runs the rest' {
        $deep = , 1
        1..150 | ForEach-Object { $deep = , $deep }

        $results = 1, $deep, 3 | Invoke-WorkerTask { 'run' } -Pool $pool -LogPath $place.Log -AsResult -Ordered

        $results.Status | Should -Be 'Completed', 'Failed', 'Completed'
        $results[1].Errors[0].FullyQualifiedErrorId | Should -Be 'ItemNotLogged'
        $results[1].Errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-LogLine $place | Should -HaveCount 2
    }
}

Describe 'A log' {
    BeforeEach {
        $place = New-Place
        $marks = $place.Marks
        $bad = @()
    }

    It 'survives kill -9 of the session: what is in it isn''t run again, the rest is (<_>)' -ForEach 'Thread', 'Process' {
        $type = $_
        $script = " $work; Start-Sleep -Milliseconds 20 "
        $command = "Import-Module '$(Get-ManifestPath)'; `$marks = '$marks'; `$bad = @(); 1..300 | ForEach-Object { @{ n = `$_; a = 1; b = 2 }.n } | Invoke-WorkerTask { $script } -Type $type -ThrottleLimit 2 -BatchSize 1 -LogPath '$($place.Log)'"
        $session = Start-Process pwsh '-NoProfile', '-Command', "`"$($command.Replace('"', '\"'))`"" -PassThru -RedirectStandardOutput (Join-Path $place.Folder 'out') -RedirectStandardError (Join-Path $place.Folder 'err')
        Wait-Until { (Test-Path $place.Log) -and @(Get-LogLine $place).Count -gt 30 }
        $workers = Get-Content (Join-Path $marks '*') | Sort-Object -Unique
        kill -9 $session.Id
        Wait-Until { -not ($workers | Where-Object { Test-Alive $_ }) }
        $done = @(Get-LogLine $place)
        $before = @(Get-Run $place)
        $before.Count | Should -BeLessThan 300

        # As if it had been killed in the middle of a line.
        [IO.File]::AppendAllText($place.Log, '{"key":"0123')
        $output = 1..300 | Invoke-WorkerTask ([scriptblock]::Create($script)) -Type Thread -LogPath $place.Log -Resume -Verbose 4>&1
        "$($output | Where-Object { $_ -is [Management.Automation.VerboseRecord] })" | Should -BeLike '*12 bytes*'

        $after = @(Get-Run $place)
        $after | Should -HaveCount (300 - $done.Count)
        @($before) + $after | Sort-Object -Unique | Should -HaveCount 300
        Get-LogLine $place | Where-Object status -EQ Completed | Should -HaveCount 300
    }

    It 'has what took too long and whose worker died' {
        $results = 1..4 | Invoke-WorkerTask {
            if ($_ -eq 2) { Start-Sleep 60 }
            if ($_ -eq 3) { kill -9 $PID; Start-Sleep 60 }
        } -ThrottleLimit 2 -BatchSize 1 -TaskTimeoutSeconds 3 -LogPath $place.Log -AsResult

        $results | Should -HaveCount 4
        (Get-LogLine $place | Sort-Object index).status | Should -Be 'Completed', 'TimedOut', 'WorkerLost', 'Completed'
        (Get-LogLine $place | Where-Object status -NE Completed).error | Should -Not -BeNullOrEmpty
    }

    It 'can be read while it is written, but not be written by two' {
        $pool = Start-WorkerPool two -Type Thread -Count 1
        try {
            $errors = $null
            $lines = 1..3 | Invoke-WorkerTask { $_ } -Pool $pool -LogPath $place.Log -AsResult | ForEach-Object {
                @(Get-LogLine $place).Count
                try { 1 | Invoke-WorkerTask { $_ } -Type Thread -ThrottleLimit 1 -LogPath $place.Log } catch { $errors = $_ }
            }

            $lines | Should -HaveCount 3
            $lines[0] | Should -BeGreaterThan 0
            $errors.FullyQualifiedErrorId | Should -BeLike 'LogFileInUse,*'
            $errors.TargetObject | Should -Be $place.Log
        }
        finally {
            Stop-WorkerPool $pool
        }
    }

    It 'takes paths as PowerShell does, and as they are' {
        Push-Location $place.Folder
        try {
            1 | Invoke-WorkerTask { $_ } -Type Thread -ThrottleLimit 1 -LogPath 'a[1]*`.jsonl' > $null
            $null = New-PSDrive -Name LogTest -PSProvider FileSystem -Root $place.Folder
            1 | Invoke-WorkerTask { $_ } -Type Thread -ThrottleLimit 1 -LogPath 'LogTest:/b' > $null
        }
        finally {
            Pop-Location
            Remove-PSDrive LogTest
        }

        Get-ChildItem $place.Folder -File | ForEach-Object Name | Sort-Object | Should -Be 'a[1]*`.jsonl', 'b'
    }

    It 'is read without the lines that can''t be, and says which' {
        1..3 | Invoke-WorkerTask $work -Type Thread -ThrottleLimit 1 -LogPath $place.Log > $null
        $null = Get-Run $place
        $lines = Get-Content $place.Log
        $lines[2] = $lines[2].Substring(5)
        Set-Content $place.Log $lines
        $lost = 1 + ($lines[2] -replace '.*"index":(\d+).*', '$1')

        1..3 | Invoke-WorkerTask $work -Type Thread -ThrottleLimit 1 -LogPath $place.Log -Resume -WarningVariable warnings -WarningAction SilentlyContinue | Should -Be $lost
        "$warnings" | Should -BeLike '*line 3.*'
        Get-Run $place | Should -Be $lost
    }

    It 'ends the command when its disk is full, and can be gone on with' {
        # As on a full disk: no file may grow beyond a limit.
        $inner = "Import-Module '$(Get-ManifestPath)'; prlimit --pid `$PID --fsize=20000; try { 1..2000 | Invoke-WorkerTask { `$_ } -Type Thread -ThrottleLimit 1 -LogPath '$($place.Log)' > `$null; 'done' } catch { `$_.FullyQualifiedErrorId; `$_.ErrorDetails.RecommendedAction }"
        $output = sh -c "trap '' XFSZ; exec pwsh -NoProfile -Command '$($inner.Replace("'", "'\''"))'"

        $output[0] | Should -BeLike 'LogNotWritten,*'
        $output[1] | Should -BeLike '*-Resume*'
        [IO.File]::ReadAllText($place.Log)[-1] | Should -Be "`n"
        $done = @(Get-LogLine $place)
        # How many were written together before is a matter of time.
        $done.Count | Should -BeLessThan 200

        1..2000 | Invoke-WorkerTask { $_ } -Type Thread -ThrottleLimit 1 -LogPath $place.Log -Resume | Should -HaveCount (2000 - $done.Count)
    }
}

Describe 'Bad input' {
    BeforeAll {
        $place = New-Place
        $foreign = Join-Path $place.Folder 'notes.txt'
        Set-Content $foreign 'my notes'
        $newer = Join-Path $place.Folder 'newer.jsonl'
        Set-Content $newer '{"format":"PiPS task log","version":99}'
    }

    It 'is refused before any work: <Id> (<Call>)' -ForEach @(
        @{ Id = 'LogFileForeign'; Call = { 1 | Invoke-WorkerTask $work -LogPath $foreign } }
        @{ Id = 'LogFileForeign'; Call = { 1 | Invoke-WorkerTask $work -LogPath $foreign -Resume } }
        @{ Id = 'LogFileNewer'; Call = { 1 | Invoke-WorkerTask $work -LogPath $newer } }
        @{ Id = 'LogFileNotOpened'; Call = { 1 | Invoke-WorkerTask $work -LogPath $place.Folder } }
        @{ Id = 'LogFileNotOpened'; Call = { 1 | Invoke-WorkerTask $work -LogPath (Join-Path $place.Folder 'no/such') } }
        @{ Id = 'LogFileNotOpened'; Call = { 1 | Invoke-WorkerTask $work -LogPath /dev/full } }
        @{ Id = 'PathNotInFileSystem'; Call = { 1 | Invoke-WorkerTask $work -LogPath 'Variable:x' } }
        @{ Id = 'PathNotInFileSystem'; Call = { 1 | Invoke-WorkerTask $work -LogPath 'NoSuchDrive:/x' } }
        @{ Id = 'ResumeWithoutLog'; Call = { 1 | Invoke-WorkerTask $work -Resume } }
        @{ Id = 'ResumeWithoutLog'; Call = { 1 | Invoke-WorkerTask $work -ResumeFailed } }
        @{ Id = 'LogFileNotFound'; Call = { 1 | Invoke-WorkerTask $work -ResumeFailed -LogPath (Join-Path $TestDrive 'nowhere.jsonl') } }
        @{ Id = 'ResumeAmbiguous'; Call = { 1 | Invoke-WorkerTask $work -LogPath (Join-Path $place.Folder 'x') -Resume -ResumeFailed } }
        @{ Id = 'ParameterArgumentValidationError'; Call = { 1 | Invoke-WorkerTask $work -LogPath '' } }
        @{ Id = 'PoolNotFound'; Call = { 1 | Invoke-WorkerTask $work -LogPath (Join-Path $place.Folder 'free') -Pool nowhere } }
    ) {
        $marks = $place.Marks
        $bad = @()
        $record = $null

        try { $null = & $Call } catch { $record = $_ }

        $record.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        Get-Run $place | Should -BeNullOrEmpty
        Get-Content $foreign | Should -Be 'my notes'

        if ($Id -ne 'ParameterArgumentValidationError') {
            $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
    }

    It 'lets go of the log when it is refused later' {
        $path = Join-Path $place.Folder 'free'

        try { 1 | Invoke-WorkerTask { 1 } -LogPath $path -Pool nowhere } catch { $null = $_ }

        1 | Invoke-WorkerTask { 1 } -LogPath $path -Type Thread -ThrottleLimit 1 | Should -Be 1
    }
}
