BeforeDiscovery {
    # Nothing else keeps a thread on a processor.
    $script:Unpinnable = -not $IsLinux
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
    Import-Module (Get-DoublesPath) -Force
    $usable = @((Get-PiEnvironment).Processors | Where-Object IsUsable | ForEach-Object Id)
    $block = 1048576

    function Get-CoreThread {
        # Threads of this process that are kept on a processor by a test.
        [IO.Directory]::EnumerateDirectories("/proc/$PID/task") |
            Where-Object { try { [IO.File]::ReadAllText("$_/comm").StartsWith('PiPS core') } catch { $false } }
    }
}

Describe 'Test-PiCore' -Skip:$Unpinnable {
    It 'gives a row for each usable processor' {
        $rows = Test-PiCore -Trials 1e8 -Repeat 2 -WarningAction SilentlyContinue

        $rows.Processor | Should -Be $usable
        $rows | ForEach-Object {
            $_.Verdict | Should -Be 'Pass'
            $_.Hits | Should -Be $_.Expected
            $_.Trials | Should -Be (2 * 96 * $block)
            $_.Seed | Should -Be 42
            $_.WrongBlocks | Should -BeNullOrEmpty
            $_.Samples | Should -HaveCount 2
            $_.Rate | Should -BeGreaterThan 0
        }
    }

    It 'tests what it is told to: <Name>' -ForEach @(
        @{ Name = 'all at once'; Given = @{ Load = 'All' } }
        @{ Name = 'other blocks'; Given = @{ Seed = [ulong]::MaxValue } }
        @{ Name = 'another generator'; Given = @{ Generator = 'MersenneTwister'; Trials = 2e6 } }
    ) {
        $rows = Test-PiCore @Given -Repeat 1 -WarningAction SilentlyContinue

        $rows.Verdict | Sort-Object -Unique | Should -Be 'Pass'
        $rows | ForEach-Object { $_.Hits | Should -Be $_.Expected }
    }

    It 'tests the processors that are given, for a time' {
        $row = Test-PiCore $usable[-1] -Duration 0.6

        $row.Processor | Should -Be $usable[-1]
        $row.Deviation | Should -Be 0
        $row.Samples.Count | Should -BeGreaterThan 0
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'a processor that there is not'; Given = @{ Processor = 0, 99999 }; Id = 'ProcessorNotUsable'; Target = 99999 }
        @{ Name = 'half a processor'; Given = @{ Processor = 0.5 }; Id = 'NotAWholeNumber'; Target = 0.5 }
        @{ Name = 'no repeat'; Given = @{ Repeat = 0 }; Id = 'RepeatOutOfRange'; Target = 0 }
        @{ Name = 'no trial'; Given = @{ Trials = 0 }; Id = 'TrialsOutOfRange'; Target = 0 }
        @{ Name = 'a threshold of ten'; Given = @{ SlowThreshold = 10 }; Id = 'SlowThresholdOutOfRange'; Target = 10 }
        @{ Name = 'no time'; Given = @{ Duration = 0 }; Id = 'DurationOutOfRange'; Target = [timespan]::Zero }
        @{ Name = 'a negative seed'; Given = @{ Seed = -1 }; Id = 'SeedOutOfRange'; Target = -1 }
    ) {
        $refused = { Test-PiCore @Given } | Should -Throw -ErrorId "$Id,*" -PassThru

        $refused.TargetObject | Should -Be $Target
        $refused.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $refused.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'takes repeats or a duration' {
        { Test-PiCore -Repeat 2 -Duration 1 } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'ends at once on Ctrl+C and leaves no thread, with load <_>' -ForEach 'One', 'All' {
        $shell = Start-Shell ([scriptblock]::Create("Test-PiCore -Trials 1e15 -Load $_"))
        Wait-Until { Get-CoreThread }

        Stop-Shell $shell | Should -BeTrue
        Wait-Until { -not (Get-CoreThread) }
    }

    It 'shows progress with the time left' {
        $shell = Start-Shell { Test-PiCore -Duration 600 }
        Wait-Until { $shell.Streams.Progress.Count -gt 0 }
        $null = Stop-Shell $shell

        $shell.Streams.Progress[0].Activity | Should -Be 'Testing processors'
        $shell.Streams.Progress[0].StatusDescription | Should -Match '^Round \d+, processor \d+'
        $shell.Streams.Progress[0].SecondsRemaining | Should -BeGreaterThan 30
    }

    It 'works downstream and in 80 columns' {
        $rows = Test-PiCore -Trials 1 -Repeat 1
        ($rows | ConvertTo-Json -Depth 4 -WarningVariable warnings | ConvertFrom-Json).Processor | Should -Be $usable
        $warnings | Should -BeNullOrEmpty
        ($rows | ConvertTo-Csv | ConvertFrom-Csv).Verdict | Sort-Object -Unique | Should -Be 'Pass'

        $rows | Out-String -Width 80 -Stream | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $rows | Out-String -Width 80 | Should -Match 'CPU\s+Verdict\s+Hits\s+Expected\s+Trials/s\s+To others'
    }
}

Describe 'A bad processor' -Skip:$Unpinnable {
    BeforeAll {
        $bad = $usable[-1]
    }

    It 'is named with its blocks, in a row and in an error, under seed <_>' -ForEach 42, 7 {
        $rows = Test-FaultyCore -Bad $bad -Blocks 3, 77 -Trials 1e9 -Repeat 1 -Seed $_ -ErrorVariable errors -ErrorAction SilentlyContinue
        $row = $rows | Where-Object Processor -EQ $bad

        if ($_ -ne 42 -and $usable.Count -eq 1) {
            Set-ItResult -Skipped -Because 'one processor has nobody to be compared with'
        }

        $row.Verdict | Should -Be 'Miscount'
        $row.WrongBlocks | Should -Be 3, 77
        $row.Hits - $row.Expected | Should -Be $row.WrongCounts
        @($rows | Where-Object Verdict -EQ 'Miscount') | Should -HaveCount 1

        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'CoreMiscounts,*'
        $errors[0].TargetObject | Should -Be $row
        $errors[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $errors[0].ErrorDetails.RecommendedAction | Should -Match "chcpu -d $bad"
    }

    It 'ends a command that stops at errors, and is shown before' {
        $rows = [Collections.Generic.List[object]]::new()
        { Test-FaultyCore -Bad $bad -Blocks 3 -Trials 1e9 -Repeat 1 -ErrorAction Stop | ForEach-Object { $rows.Add($_) } } |
            Should -Throw -ErrorId 'CoreMiscounts,*'

        $rows[-1].Processor | Should -Be $bad
        Wait-Until { -not (Get-CoreThread) }
    }

    It 'is false with -Quiet, without a word' {
        Test-FaultyCore -Bad $bad -Blocks 3 -Trials 1e9 -Repeat 1 -Quiet -ErrorVariable errors -WarningVariable warnings | Should -BeFalse

        $errors | Should -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        Test-FaultyCore -Trials 1e9 -Repeat 1 -Quiet | Should -BeTrue
    }

    It 'is lost with a warning if it refuses' {
        $rows = Test-FaultyCore -Refusing $bad -Trials 1e8 -Repeat 2 -WarningVariable warnings -WarningAction SilentlyContinue

        ($rows | Where-Object Processor -EQ $bad).Verdict | Should -Be 'Lost'
        @($warnings -match "processor $bad .*out of order") | Should -HaveCount 1
        Test-FaultyCore -Refusing $bad -Trials 1e8 -Repeat 1 -Quiet | Should -BeFalse
    }

    It 'is there for who takes the first row alone' {
        Test-FaultyCore -Bad $usable[0] -Blocks 3 -Trials 1e9 -Repeat 1 -ErrorAction SilentlyContinue | Select-Object -First 1 |
            ForEach-Object Verdict | Should -Be 'Miscount'
        Wait-Until { -not (Get-CoreThread) }
    }
}
