BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force

    # One real sweep serves most tests: little work, for nobody asks here how fast the machine is.
    $script:Rows = Measure-PiScaling 1, 2, 3 -Trials 2e7 -Repeat 2 -MaximumRepeat 2 -Seed 42 -WarningAction Ignore
}

Describe 'Measure-PiScaling' {
    It 'gives a row for each type and number of workers' {
        $Rows | ForEach-Object { "$($_.Type) $($_.WorkerCount)" } |
            Should -Be 'Thread 1', 'Thread 2', 'Thread 3', 'Process 1', 'Process 2', 'Process 3'
        $Rows[0] | Should -BeOfType PiPS.Engine.Benchmarking.Scaling.ScalingPoint
        $Rows.Trials | Select-Object -Unique | Should -Be 20000000
        $Rows.Seed | Select-Object -Unique | Should -Be 42
    }

    It 'keeps every run, and all have the same hits' {
        $Rows | ForEach-Object { $_.Samples | Should -HaveCount 2 }
        $Rows.Samples.Hits | Select-Object -Unique | Should -Be (Invoke-PiEstimate 2e7 -Seed 42).Hits
    }

    It 'computes speed-up, efficiency and serial fraction from the medians' {
        $one, $two = $Rows[0, 1]

        $one.SpeedUp | Should -Be 1
        $one.SerialFraction | Should -BeNullOrEmpty
        $two.SpeedUp | Should -Be ($two.Rate / $one.Rate)
        $two.Efficiency | Should -Be ($two.SpeedUp / 2)
        [Math]::Abs($two.SerialFraction - (2 / $two.SpeedUp - 1)) | Should -BeLessThan 1e-9
    }

    It 'says what it was measured on' {
        $Rows[0].Environment.PowerShell | Should -Be $PSVersionTable.PSVersion.ToString()
    }

    It 'measures weak scaling, pinned, by the clock and sequentially' {
        $weak = Measure-PiScaling 1, 2 -Type Thread -Weak -Trials 1e6 -Repeat 1 -Warmup 0
        $weak.Trials | Should -Be 1000000, 2000000

        $timed = Measure-PiScaling 1 -Type 'Thread,Sequential' -Duration 0.05 -Repeat 1 -Warmup 0
        $timed.Type | Should -Be 'Thread', 'Sequential'
        $timed.Duration | Should -Be 0.05, 0.05

        if ($IsLinux) {
            $pinned = Measure-PiScaling 2 -Pinning Compact -Trials 1e7 -Repeat 1 -Warmup 0
            $pinned.Pinning | Should -Be 'Compact', 'Compact'
        }
    }

    It 'warns where a figure is worth little' {
        Measure-PiScaling 1 -Type Thread -Trials 1e6 -Repeat 2 -MaximumRepeat 2 -TargetSpread 100 -WarningVariable warnings -WarningAction SilentlyContinue > $null

        $warnings | Should -HaveCount 1
        $warnings | Should -BeLike '*too few for intervals*'
    }

    It 'refuses <Target> as <Id>' -ForEach @(
        @{ Parameters = @{ WorkerCount = 0 }; Id = 'WorkerCountOutOfRange'; Target = 0 }
        @{ Parameters = @{ WorkerCount = 1.5 }; Id = 'NotAWholeNumber'; Target = 1.5 }
        @{ Parameters = @{ Type = 'Auto' }; Id = 'TypeNotMeasured'; Target = 'Auto' }
        @{ Parameters = @{ Type = 'Sequential'; Pinning = 'Spread' }; Id = 'PinningWithType'; Target = 'Spread' }
        @{ Parameters = @{ Trials = 1e9; Duration = 1 }; Id = 'TrialsWithDuration'; Target = '00:00:01' }
        @{ Parameters = @{ Repeat = 0 }; Id = 'RepeatOutOfRange'; Target = 0 }
        @{ Parameters = @{ Repeat = 8; MaximumRepeat = 7 }; Id = 'MaximumRepeatOutOfRange'; Target = 7 }
        @{ Parameters = @{ ConfidenceLevel = 95 }; Id = 'ConfidenceLevelOutOfRange'; Target = 95 }
    ) {
        $refusal = { Measure-PiScaling @Parameters } | Should -Throw -PassThru -ErrorId "$Id,*"

        $refusal.CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($refusal.TargetObject)" | Should -Be "$Target"
        $refusal.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'refuses types that there are not' {
        { Measure-PiScaling -Type Thread, Fork } | Should -Throw "*'Fork' isn't one of these names*"
        { Measure-PiScaling -Type 2 } | Should -Throw "*'2' isn't one of these names*"
    }

    It 'ends on Ctrl+C and leaves nothing running' -Skip:(-not $IsLinux) {
        $before = @(Get-ChildProcess)
        $shell = Start-Shell { Measure-PiScaling 3 -Type Process -Trials 1e16 }
        Wait-Until { @(Get-ChildProcess).Count -eq $before.Count + 3 }

        Stop-Shell $shell | Should -BeTrue
        Get-ChildProcess | Where-Object { $_ -notin $before } | Should -BeNullOrEmpty
        $shell.Dispose()
    }

    It 'lets Select-Object -First end the pipeline' {
        Measure-PiScaling 1, 2 -Type Thread -Trials 4e6 -Repeat 1 -WarningAction Ignore | Select-Object -First 1 | ForEach-Object WorkerCount | Should -Be 1
    }

    It 'works downstream and in 80 columns' {
        $Rows | Out-String -Width 80 -Stream | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        ($Rows | Select-Object Type, WorkerCount, Rate, SpeedUp | ConvertTo-Csv | ConvertFrom-Csv)[3].Type | Should -Be 'Process'
        ($Rows | Measure-Object Rate -Maximum).Maximum | Should -BeGreaterThan 0
    }
}

Describe 'Get-PiScalingFit' {
    It 'gives two laws for each type' {
        $fits = $Rows | Get-PiScalingFit

        $fits | ForEach-Object { "$($_.Type) $($_.Law)" } |
            Should -Be 'Thread Amdahl', 'Thread UniversalScalabilityLaw', 'Process Amdahl', 'Process UniversalScalabilityLaw'
        $fits.Points | Select-Object -Unique | Should -Be 3
        $fits | Out-String -Width 80 -Stream | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $fits[0].SpeedUp(1) | Should -Be 1
    }

    It 'fits what two numbers of workers allow, and warns' {
        $fit = Get-PiScalingFit $Rows[0, 1] -WarningVariable warnings -WarningAction SilentlyContinue

        $fit.Law | Should -Be 'Amdahl'
        $warnings | Should -BeLike '*three numbers of workers*'
    }

    It 'fits rows that come back from <From>' -ForEach @(
        @{ From = 'CSV'; Keep = { $input | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ From = 'JSON'; Keep = { $input | ConvertTo-Json -Depth 8 | ConvertFrom-Json } }
        @{ From = 'a job or CLIXML'; Keep = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@($input), 3)) } }
        @{ From = 'the user'; Keep = { $input | ForEach-Object { $_ | Select-Object -Property Type, WorkerCount, Rate, Trials, Weak } } }
        @{ From = 'a benchmark'; Keep = { @($input) | Export-PiBenchmark fit.json -Force; Import-PiBenchmark fit.json } }
    ) {
        $kept = @($Rows | & $Keep)

        $fits = $kept | Get-PiScalingFit

        $expected = $Rows | Get-PiScalingFit
        $fits.Law | Should -Be $expected.Law
        $fits.SerialFraction | Should -Be $expected.SerialFraction
        $fits.PeakRate | Should -Be $expected.PeakRate
    }

    It 'reads CSV of a culture with decimal commas, and never takes one for a group of digits' {
        $here = [cultureinfo]::CurrentCulture

        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            $csv = $Rows | ConvertTo-Csv
            $fits = $csv | ConvertFrom-Csv | Get-PiScalingFit
        }
        finally {
            [cultureinfo]::CurrentCulture = $here
        }

        $fits.WorkerRate | Should -Be ($Rows | Get-PiScalingFit).WorkerRate
        { $csv | ConvertFrom-Csv | Get-PiScalingFit } | Should -Throw -ErrorId 'NotAPoint,*'
    }

    It 'tells weak from strong scaling in text, and wants whole numbers of workers' {
        $weak = 1, 2, 4 | ForEach-Object { [pscustomobject]@{ Type = 'Thread'; WorkerCount = $_; Rate = 1e9 * $_; Weak = 'True'; Trials = 1e8 * $_ } }
        ($weak | Get-PiScalingFit).Law[0] | Should -Be 'Gustafson'

        $weak[1].Weak = 'False'
        { $weak | Get-PiScalingFit } | Should -Throw -ErrorId 'MixedWork,*'
        $weak[1].WorkerCount = 1.5
        { $weak | Get-PiScalingFit } | Should -Throw -ErrorId 'NotAWholeNumber,*'
    }

    It 'refuses <What> as <Id>' -ForEach @(
        @{ What = 'nothing'; Id = 'NoPoints'; Pick = { @() } }
        @{ What = 'something else'; Id = 'NotAPoint'; Pick = { Get-Date; 'abc' } }
        @{ What = 'a single point'; Id = 'TooFewPoints'; Pick = { $Rows[0] } }
        @{ What = 'rows of different sweeps'; Id = 'MixedWork'; Pick = { $Rows[0]; Measure-PiScaling 2 -Type Thread -Trials 4e6 -Repeat 1 -WarningAction Ignore } }
    ) {
        $points = @(& $Pick)

        $refusal = { $points | Get-PiScalingFit } | Should -Throw -PassThru -ErrorId "$Id,*"

        $refusal.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $refusal.ErrorDetails.RecommendedAction | Should -BeLike '*Measure-PiScaling*'
    }
}
