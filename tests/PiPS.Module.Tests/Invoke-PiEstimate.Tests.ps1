BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
}

Describe 'The answer' {
    It 'is the same on <Type> with <Workers> workers' -ForEach @(
        @{ Type = 'Auto'; Workers = $null }
        @{ Type = 'Sequential'; Workers = $null }
        @{ Type = 'Thread'; Workers = 1 }
        @{ Type = 'Thread'; Workers = 5 }
        @{ Type = 'Process'; Workers = 1 }
        @{ Type = 'Process'; Workers = 8 }
    ) {
        $count = $Workers ? @{ WorkerCount = $Workers } : @{}

        $estimate = Invoke-PiEstimate 1e8 -Seed 42 -Type $Type @count

        $estimate.Hits | Should -Be 78539708
        $estimate.Value | Should -Be (4 * 78539708 / 1e8)
    }

    It 'is the one of Python for MersenneTwister' {
        $hits = Invoke-PiEstimate 300000 -Generator MersenneTwister -BlockSize 100000 -Seed 7 |
            Select-Object -ExpandProperty Hits

        if (Get-Command python3 -ErrorAction Ignore) {
            $python = python3 -c @'
import random
hits = 0
for i in range(3):
    random.seed(7 + i)
    for _ in range(100000):
        x, y = random.uniform(0, 1), random.uniform(0, 1)
        hits += x * x + y * y <= 1.0
print(hits)
'@
            $python | Should -Be $hits
        }

        $hits | Should -Be 236020
    }

    It 'has what it takes to repeat it' {
        $first = Invoke-PiEstimate 5e6
        $again = Invoke-PiEstimate $first.Trials -Seed $first.Seed -Generator $first.Generator -Type Process -WorkerCount 2

        $again.Hits | Should -Be $first.Hits
    }

    It 'has statistics that fit together' {
        $estimate = Invoke-PiEstimate 1e6 -Seed 42

        $estimate.AbsoluteError | Should -Be ([Math]::Abs($estimate.Value - [Math]::PI))
        $estimate.LowerBound | Should -BeLessThan $estimate.Value
        $estimate.UpperBound | Should -BeGreaterThan $estimate.Value
        $estimate.UpperBound - $estimate.LowerBound | Should -BeGreaterThan (3.9 * $estimate.StandardError)
        $estimate.UpperBound - $estimate.LowerBound | Should -BeLessThan (3.95 * $estimate.StandardError)
    }

    It 'takes a seed of 64 bits' {
        (Invoke-PiEstimate 1000 -Seed 18446744073709551615).Seed | Should -Be ([ulong]::MaxValue)
    }
}

Describe 'Limits' {
    It 'are 1e8 trials where none is given' {
        (Invoke-PiEstimate).Trials | Should -Be 1e8
    }

    It 'stop at a target error, at the same trials on every type' {
        $thread = Invoke-PiEstimate -TargetError 5e-4 -Seed 3 -Type Thread -WorkerCount 3
        $process = Invoke-PiEstimate -TargetError 5e-4 -Seed 3 -Type Process -WorkerCount 2

        ($thread.UpperBound - $thread.LowerBound) / 2 | Should -BeLessOrEqual 5e-4
        $process.Trials | Should -Be $thread.Trials
        $process.Hits | Should -Be $thread.Hits
    }

    It 'stop after a duration, at a number of trials that gives the same hits again on <Type>' -ForEach @(
        @{ Type = 'Thread' }, @{ Type = 'Process' }, @{ Type = 'Sequential' }
    ) {
        $estimate = Invoke-PiEstimate -Duration 0.5 -Seed 11 -Type $Type

        $estimate.Elapsed | Should -BeGreaterOrEqual 0.5
        (Invoke-PiEstimate $estimate.Trials -Seed 11).Hits | Should -Be $estimate.Hits
    }

    It 'take a duration as seconds or as a time span' {
        (Invoke-PiEstimate -Duration ([timespan]'00:00:00.2')).Elapsed | Should -BeGreaterOrEqual 0.2
        (Invoke-PiEstimate -Duration 0.2).Elapsed | Should -BeGreaterOrEqual 0.2
    }

    It 'end the run where the first is reached' {
        (Invoke-PiEstimate 1000 -Duration 100 -TargetError 1e-6).Trials | Should -Be 1000
    }
}

Describe 'Workers' {
    It 'get even shares: eight of 11 to 13 million' {
        $estimate = Invoke-PiEstimate 1e8 -Type Process -WorkerCount 8

        $estimate.Workers | Should -HaveCount 8
        $estimate.Workers.Trials | ForEach-Object { $_ | Should -BeGreaterThan 11e6; $_ | Should -BeLessThan 13e6 }
        $estimate.Workers.ProcessId | Sort-Object -Unique | Should -HaveCount 8
        $estimate.Workers.ProcessId | Should -Not -Contain $PID
        ($estimate.Workers | Measure-Object Trials -Sum).Sum | Should -Be 1e8
        ($estimate.Workers | Measure-Object Hits -Sum).Sum | Should -Be $estimate.Hits
    }

    It 'are threads of this process, or none' {
        (Invoke-PiEstimate 1e7 -Type Thread -WorkerCount 3).Workers.ProcessId | Sort-Object -Unique | Should -Be $PID
        (Invoke-PiEstimate 1000).Type | Should -Be 'Sequential'
    }

    It 'leave no process' {
        $null = Invoke-PiEstimate 1e7 -Type Process -WorkerCount 4

        Get-ChildProcess | Should -BeNullOrEmpty
    }

    It 'are replaced when they are killed, with the same answer' {
        $shell = Start-Shell { Invoke-PiEstimate 3e10 -Seed 5 -Type Process -WorkerCount 2 }
        Wait-Until { @(Get-ChildProcess).Count -eq 2 }
        $killed = Get-ChildProcess | Select-Object -First 1

        # At work: one that dies before it says hello has the run turn to another kind of worker, without a word.
        Wait-Until { (Get-Process -Id $killed).CPU -gt 0.2 }
        kill -9 $killed
        $estimate = $shell.EndInvoke($shell.Running)

        $estimate.Hits | Should -Be (Invoke-PiEstimate 3e10 -Seed 5).Hits
        ($estimate.Workers | Where-Object Lost).ProcessId | Should -Contain $killed
        "$($shell.Streams.Warning)" | Should -Match "process $killed was killed by signal 9"
    }

    It 'end when this session is killed' {
        $command = "Import-Module '$(Get-ManifestPath)'; Invoke-PiEstimate 1e17 -Type Process -WorkerCount 2"
        $session = Start-Process pwsh -ArgumentList '-NoProfile', '-Command', $command -PassThru -RedirectStandardOutput /dev/null
        Wait-Until { @(Get-ChildProcess $session.Id).Count -eq 2 }
        $workers = Get-ChildProcess $session.Id
        kill -9 $session.Id

        Wait-Until { -not ($workers | Where-Object { Test-Alive $_ }) }
    }

    It 'are PowerShell where pips finds no .NET' {
        # PowerShell runs on the .NET that comes with it, or by "dotnet" itself; pips looks for one and finds none.
        $shell = (Get-Process -Id $PID).Path
        $start = (Test-Path (Join-Path $PSHOME 'libcoreclr.so')) ? @($shell) : @((Get-Command dotnet).Path, (Join-Path $PSHOME 'pwsh.dll'))
        $command = "Import-Module '$(Get-ManifestPath)'; Invoke-PiEstimate 1e8 -Seed 42 -Type Process -WorkerCount 2 | ConvertTo-Json"
        $nowhere = (New-Item -ItemType Directory (Join-Path $TestDrive 'nowhere')).FullName

        $hidden = 'DOTNET_ROOT', 'DOTNET_ROOT_X64', 'DOTNET_ROOT_ARM64' | ForEach-Object { "$_=$nowhere" }
        $pips = Join-Path $env:PIPS_MODULE 'bin/pips'

        $answer = env @hidden @start -NoProfile -Command $command

        & $pips environment | Should -Not -BeNullOrEmpty
        env @hidden $pips environment 2>$null | Should -BeNullOrEmpty
        ($answer | ConvertFrom-Json).Hits | Should -Be 78539708
    }
}

Describe 'The pipeline' {
    It 'makes an estimate of each number' {
        $estimates = 1e6, 1e5, '1e4' | Invoke-PiEstimate -Seed 1

        $estimates.Trials | Should -Be 1000000, 100000, 10000
    }

    It 'feeds the usual commands' {
        $csv = Join-Path $TestDrive 'estimates.csv'
        1e6, 1e5, 1e4 | Invoke-PiEstimate -Seed 1 | Sort-Object AbsoluteError | Export-Csv $csv
        $rows = Import-Csv $csv

        $rows | Should -HaveCount 3
        [long[]] $rows.Hits | Sort-Object | Should -Be 7864, 78525, 784987
        [double] $rows[0].AbsoluteError | Should -BeLessOrEqual ([double] $rows[1].AbsoluteError)
        (1e6, 1e5 | Invoke-PiEstimate | Measure-Object Rate -Average).Average | Should -BeGreaterThan 0
        $json = Invoke-PiEstimate 1e6 -Seed 1 | ConvertTo-Json -WarningVariable warnings | ConvertFrom-Json
        $warnings | Should -BeNullOrEmpty
        $json.Hits | Should -Be 784987
        $json.Generator | Should -Be 'Xoshiro256PlusPlus'
        $json.Workers[0].Trials | Should -Be 1000000
        $json.Convergence[-1].Hits | Should -Be 784987
        $json.Timeline[-1].Activity | Should -BeIn StartUp, Computing, Waiting, Transfer
        Invoke-PiEstimate 1e8 -Type Thread -WorkerCount 3 | Select-Object -ExpandProperty Workers | Should -HaveCount 3
    }

    It 'shows <Name> in 80 columns, uncut' -ForEach @(
        @{ Name = 'an estimate'; Make = { Invoke-PiEstimate 1e9 -Type Process -WorkerCount 2 } }
        @{ Name = 'its workers'; Make = { (Invoke-PiEstimate 1e9 -Type Process -WorkerCount 2).Workers } }
    ) {
        $lines = & $Make | Out-String -Width 80 -Stream

        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $lines -join "`n" | Should -Not -Match '…|\.\.\.'
        $lines -join "`n" | Should -Match '[0-9],[0-9]{3}'
    }
}

Describe 'Bad input' {
    It 'is refused: <Id> for <Name>' -ForEach @(
        @{ Id = 'TrialsOutOfRange'; Name = 'no trials'; Given = @{ Trials = 0 }; Target = 0 }
        @{ Id = 'TrialsOutOfRange'; Name = 'negative trials'; Given = @{ Trials = -5 }; Target = -5 }
        @{ Id = 'TrialsOutOfRange'; Name = 'more than 2^62 trials'; Given = @{ Trials = 4611686018427387905 }; Target = 4611686018427387905 }
        @{ Id = 'NotAWholeNumber'; Name = '1.5 trials'; Given = @{ Trials = 1.5 }; Target = 1.5 }
        @{ Id = 'NotAWholeNumber'; Name = 'NaN'; Given = @{ Trials = [double]::NaN }; Target = [double]::NaN }
        @{ Id = 'NotAWholeNumber'; Name = 'a word'; Given = @{ Trials = 'many' }; Target = 'many' }
        @{ Id = 'WorkerCountOutOfRange'; Name = 'no workers'; Given = @{ WorkerCount = 0 }; Target = 0 }
        @{ Id = 'WorkerCountOutOfRange'; Name = '4097 workers'; Given = @{ WorkerCount = 4097 }; Target = 4097 }
        @{ Id = 'NotAWholeNumber'; Name = '2.5 workers'; Given = @{ WorkerCount = 2.5 }; Target = 2.5 }
        @{ Id = 'WorkerCountWithSequential'; Name = 'workers for nothing'; Given = @{ WorkerCount = 2; Type = 'Sequential' }; Target = 2 }
        @{ Id = 'SeedOutOfRange'; Name = 'a negative seed'; Given = @{ Seed = -1 }; Target = -1 }
        @{ Id = 'BlockSizeWithGenerator'; Name = 'a block size for xoshiro'; Given = @{ BlockSize = 1000 }; Target = 1000 }
        @{ Id = 'BlockSizeOutOfRange'; Name = 'no block size'; Given = @{ BlockSize = 0; Generator = 'MersenneTwister' }; Target = 0 }
        @{ Id = 'TargetErrorOutOfRange'; Name = 'no error'; Given = @{ TargetError = 0 }; Target = 0 }
        @{ Id = 'TargetErrorOutOfRange'; Name = 'an error of NaN'; Given = @{ TargetError = [double]::NaN }; Target = [double]::NaN }
        @{ Id = 'TargetErrorOutOfReach'; Name = 'an error out of reach'; Given = @{ TargetError = 1e-10 }; Target = 1e-10 }
        @{ Id = 'DurationOutOfRange'; Name = 'no time'; Given = @{ Duration = 0 }; Target = [timespan]::Zero }
        @{ Id = 'ConfidenceLevelOutOfRange'; Name = 'certainty'; Given = @{ ConfidenceLevel = 1 }; Target = 1 }
    ) {
        $record = $null

        try { $null = Invoke-PiEstimate @Given } catch { $record = $_ }

        $record.FullyQualifiedErrorId | Should -Be "$Id,PiPS.Cmdlets.InvokePiEstimateCommand"
        $record.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($record.TargetObject)" | Should -Be "$Target"
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'says how many trials a target error would take' {
        { Invoke-PiEstimate -TargetError 1e-10 } | Should -Throw '*1.04E+21*'
    }

    It 'lists the generators for an unknown one, in PowerShell''s own words' {
        { Invoke-PiEstimate -Generator Dice } | Should -Throw '*Xoshiro256PlusPlus, MersenneTwister*'
    }

    It 'takes whole numbers however they are written' {
        (1e6, '1e6', 1000000L, 1e6d, 1000000.0 | Invoke-PiEstimate -Seed 1).Hits | Sort-Object -Unique | Should -Be 784987
    }

    It 'among good input is one error, and the others are estimated' {
        $estimates = 1e4, 0, 'x', 1e5 | Invoke-PiEstimate -ErrorVariable errors -ErrorAction SilentlyContinue

        $estimates.Trials | Should -Be 10000, 100000
        $errors.TargetObject | Should -Be 0, 'x'
    }
}

Describe 'Stopping' {
    AfterEach {
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'comes at once on <Type> and leaves nothing, 5 times' -ForEach @(
        @{ Type = 'Sequential' }, @{ Type = 'Thread' }, @{ Type = 'Process' }
    ) {
        $before = $null

        foreach ($round in 1..5) {
            $shell = Start-Shell ([scriptblock]::Create("'begun'; Invoke-PiEstimate 1e17 -Type $Type"))
            Wait-Until { $Type -ne 'Process' -or (Get-ChildProcess) }
            Wait-Until { $shell.InvocationStateInfo.State -eq 'Running' }

            Stop-Shell $shell | Should -BeTrue
            Get-ChildProcess | Should -BeNullOrEmpty
            $shell.Dispose()
            $threads = @(Get-Item /proc/self/task/*/comm -ErrorAction Ignore | Get-Content -ErrorAction Ignore) -like 'PiPS*'
            $threads | Should -BeNullOrEmpty
        }
    }

    It 'comes from Select-Object -First, between estimates' {
        $shell = Start-Shell { 1e6, 1e17 | Invoke-PiEstimate -Type Process -WorkerCount 2 | Select-Object -First 1 }

        $shell.Running.AsyncWaitHandle.WaitOne(120000) | Should -BeTrue
        $shell.EndInvoke($shell.Running).Trials | Should -Be 1000000
    }

    It 'comes from -ErrorAction Stop' {
        $shell = Start-Shell { 1e6, 0, 1e17 | Invoke-PiEstimate -Type Process -WorkerCount 2 -ErrorAction Stop }

        $shell.Running.AsyncWaitHandle.WaitOne(120000) | Should -BeTrue
        { $shell.EndInvoke($shell.Running) } | Should -Throw '*number of trials*'
    }

    It 'comes from a real Ctrl+C in a terminal' {
        if (-not (Get-Command script -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'there is no "script" command to make a pseudo-terminal'
        }

        # No progress: to draw it, PowerShell asks the terminal where the cursor is, and here nobody answers.
        $marker = Join-Path $TestDrive 'stopped'
        $command = "pwsh -NoProfile -NonInteractive -Command 'Import-Module $(Get-ManifestPath); `$ProgressPreference = `"SilentlyContinue`"; try { Invoke-PiEstimate 1e17 -Type Process -WorkerCount 4 } finally { [IO.File]::WriteAllText(`"$marker`", [DateTime]::UtcNow.Ticks) }'"
        $terminal = Start-Terminal $command
        $session = $null
        Wait-Until {
            $script:session = Get-ChildProcess $terminal.Id | Select-Object -First 1
            $script:session -and @(Get-ChildProcess $script:session).Count -ge 1
        }

        # "script" may put a shell in between.
        $shell = @(Get-ChildProcess $script:session).Count -eq 1 ? (Get-ChildProcess $script:session) : $script:session
        Wait-Until { @(Get-ChildProcess $shell).Count -eq 4 }
        $workers = Get-ChildProcess $shell

        $pressed = [DateTime]::UtcNow.Ticks
        $terminal.StandardInput.Write([char] 3)
        $terminal.StandardInput.Flush()

        $terminal.WaitForExit(120000) | Should -BeTrue
        Wait-Until { -not ($workers | Where-Object { Test-Alive $_ }) }
        [timespan]::FromTicks([long](Get-Content $marker) - $pressed).TotalMilliseconds | Should -BeLessThan 2000
    }
}

Describe 'Progress' {
    It 'comes at most four times a second, with the time left' {
        $shell = Start-Shell { Invoke-PiEstimate -Duration 1.6 -Type Thread }
        $null = $shell.EndInvoke($shell.Running)
        $records = $shell.Streams.Progress

        $records.Count | Should -BeGreaterThan 2
        $records.Count | Should -BeLessOrEqual 8
        $records[1].StatusDescription | Should -Match '^[\d,]+ trials, [\d,]+ million a second(, \d+ °C)?(, \d+\.\d\d GHz)?$'
        $records[1].SecondsRemaining | Should -BeIn 0, 1
        $records[1].PercentComplete | Should -BeGreaterThan 10
        $records[-1].RecordType | Should -Be 'Completed'
    }

    It 'has the clock where the system tells it' {
        if (-not ($IsLinux -and (Select-String '^cpu MHz\s*: [1-9]' /proc/cpuinfo -Quiet))) {
            Set-ItResult -Skipped -Because 'the system does not tell it'
        }

        $shell = Start-Shell { Invoke-PiEstimate -Duration 0.6 -Type Thread }
        $null = $shell.EndInvoke($shell.Running)

        $shell.Streams.Progress[0].StatusDescription | Should -Match ', \d+\.\d\d GHz$'
    }
}
