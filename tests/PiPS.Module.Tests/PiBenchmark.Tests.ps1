BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force

    # A point as Measure-PiScaling gives it, with samples of these rates.
    function New-Point([double[]] $Rate, [hashtable] $Change = @{}) {
        $trials = 1000000000
        $values = @{
            Type = 'Thread'; WorkerCount = 2; Median = 0.5; LowerBound = 0.4; UpperBound = 0.6; ConfidenceLevel = 0.95; Spread = 0.1; Outliers = 0
            Rate = $Rate[0]; RateLowerBound = 1e9; RateUpperBound = 3e9; SpeedUp = 1.9; Efficiency = 0.95; SerialFraction = 0.05; StartUp = 0.001
            Weak = $false; Pinning = 'None'; Trials = $trials; Duration = $null; Seed = [ulong]::MaxValue; Generator = 'Xoshiro256PlusPlus'
            BlockSize = 1048576; Environment = $environment
            Samples = [PiPS.Engine.Benchmarking.BenchmarkSample[]] @(foreach ($each in $Rate) {
                [PiPS.Engine.Benchmarking.BenchmarkSample] @{
                    Round = 1; Trials = $trials; Hits = 785398163; StartUp = 0.001; Compute = $trials / $each; Elapsed = 0.002 + $trials / $each
                }
            })
        }

        foreach ($name in $Change.Keys) {
            $values[$name] = $Change[$name]
        }

        [PiPS.Engine.Benchmarking.Scaling.ScalingPoint] $values
    }

    function New-Path([string] $Name = 'run.json') {
        Join-Path (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName $Name
    }

    # What a script fails with, as text; nothing if it doesn't.
    function Get-Failure([scriptblock] $Script) {
        try { $null = & $Script } catch { $_ }
    }

    $environment = Get-PiEnvironment
    $rates = 2.00e9, 2.01e9, 1.99e9, 2.02e9, 1.98e9
    $usual = New-Point $rates
    $slow = New-Point ($rates | ForEach-Object { $_ * 0.8 })
    $other = New-Point $rates @{ WorkerCount = 4 }
}

Describe 'Export-PiBenchmark and Import-PiBenchmark' {
    BeforeEach {
        $path = New-Path
    }

    It 'gives back what was saved, exactly' {
        $usual, $other | Export-PiBenchmark $path | Should -BeNullOrEmpty

        $read = Import-PiBenchmark $path
        $read | Should -BeOfType PiPS.Engine.Benchmarking.Baselines.PiBenchmark
        $read.Points | Should -Be 2
        $read.Samples | Should -Be 10
        $read.Version | Should -Be (Get-Module PiPS).Version.ToString()
        $read.Created.Kind | Should -Be 'Utc'
        ([datetime]::UtcNow - $read.Created).TotalMinutes | Should -BeLessThan 5
        $read.Environment.HostName | Should -Be ([Environment]::MachineName)
        $read.Environment.PowerShell | Should -Be $PSVersionTable.PSVersion.ToString()
        $read.Scaling[0].Seed | Should -Be ([ulong]::MaxValue)
        $read.Scaling[0].Samples.Compute | Should -Be $usual.Samples.Compute
        $read.Scaling[0].Environment.Processor | Should -Be $environment.Processor
        Get-ChildItem -Force (Split-Path $path) | Should -HaveCount 1
    }

    It 'saves estimates as the samples of one point' {
        $estimates = 1..3 | ForEach-Object { Invoke-PiEstimate 1e6 -Seed 1 -Type Thread -WorkerCount 2 }
        $estimates | Export-PiBenchmark $path

        $read = Import-PiBenchmark $path
        $read.Points | Should -Be 1
        $read.Samples | Should -Be 3
        $read.Estimates.Hits | Should -Be $estimates.Hits
        $read.Estimates.Compute | Should -Be $estimates.Compute
        $read.Estimates[0].Value | Should -Be $estimates[0].Value
        $read.Estimates[0].Workers.Host | Should -Be $estimates[0].Workers.Host
        $read.Environment.HostName | Should -Be ([Environment]::MachineName)
    }

    It 'writes a row for each sample as CSV, and tables as Markdown' {
        $usual, $other | Export-PiBenchmark (New-Path run.csv) -PassThru | Export-PiBenchmark $path
        $csv = New-Path run.csv
        Import-PiBenchmark $path | Export-PiBenchmark $csv
        $rows = Import-Csv $csv

        $rows | Should -HaveCount 10
        [double[]] $rows.Rate | Measure-Object -Minimum | ForEach-Object Minimum | Should -BeGreaterThan 1.97e9
        ($rows | Group-Object WorkerCount).Name | Should -Be 2, 4
        $rows[0].Seed | Should -Be '18446744073709551615'

        Import-PiBenchmark $path | Export-PiBenchmark ($markdown = New-Path run.txt) -Format Markdown
        Get-Content $markdown | Should -Contain '## Scaling'
        (Get-Content $markdown) -match '^\| Thread \| [24] \|' | Should -HaveCount 2
    }

    It 'replaces a file only with -Force, and none with -NoClobber' {
        $usual | Export-PiBenchmark $path
        $before = Get-FileHash $path

        foreach ($failure in (Get-Failure { $other | Export-PiBenchmark $path }), (Get-Failure { $other | Export-PiBenchmark $path -NoClobber -Force })) {
            $failure.FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
            $failure.CategoryInfo.Category | Should -Be 'ResourceExists'
            $failure.TargetObject | Should -Be $path
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*-Force*'
        }

        (Get-FileHash $path).Hash | Should -Be $before.Hash
        $other | Export-PiBenchmark $path -Force
        (Import-PiBenchmark $path).Scaling.WorkerCount | Should -Be 4
    }

    It 'writes nothing with -WhatIf, and for input that is none or bad' {
        $usual | Export-PiBenchmark $path -WhatIf -PassThru | Should -BeNullOrEmpty
        Get-Failure { @() | Export-PiBenchmark $path } | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'NothingToExport,*'
        $failure = Get-Failure { $usual, 'five' | Export-PiBenchmark $path }
        $failure.FullyQualifiedErrorId | Should -BeLike 'NotAMeasurement,*'
        $failure.TargetObject | Should -Be 'five'
        Get-Failure { $usual, $null | Export-PiBenchmark $path } | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'NotAMeasurement,*'
        Get-Failure { New-Point 1e9 @{ Rate = [double]::NaN } | Export-PiBenchmark $path } | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'MeasurementInvalid,*'
        Get-Failure { $usual, (New-Point 1e9 @{ Environment = [PiPS.Engine.Machine.PiEnvironment] @{ UsableProcessors = 5000 } }) | Export-PiBenchmark $path } |
            ForEach-Object FullyQualifiedErrorId | Should -BeLike 'SeveralEnvironments,*'
        Get-Failure { $usual | Select-Object * | Export-PiBenchmark $path } | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'NotAMeasurement,*'
        Get-ChildItem -Force (Split-Path $path) | Should -BeNullOrEmpty
    }

    It 'says of copies, as jobs and remote sessions give them, where to save them' {
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($usual))

        foreach ($failure in (Get-Failure { $copy | Export-PiBenchmark $path }), (Get-Failure { $copy | Export-PiReport "$path.html" })) {
            $failure.CategoryInfo.Category | Should -BeLike 'Invalid*'
            $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Run Export-PiBenchmark there*'
        }
    }

    It 'refuses a path with a null character before anything is measured' {
        $script:measured = $false
        (Get-Failure { & { $script:measured = $true; $usual } | Export-PiBenchmark "$path`0.json" }).FullyQualifiedErrorId | Should -BeLike 'PathNotInFileSystem,*'
        $measured | Should -BeFalse
    }

    It 'refuses paths before anything is measured' {
        $script:asked = 0
        $ask = { $script:asked++; $usual }

        Get-Failure { 1 | ForEach-Object $ask | Export-PiBenchmark (New-Path run.dat) } | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'FormatUnknown,*'
        Get-Failure { 1 | ForEach-Object $ask | Export-PiBenchmark (Join-Path $TestDrive 'none/run.json') } | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'FileNotWritten,*'
        Get-Failure { 1 | ForEach-Object $ask | Export-PiBenchmark env:x.json } | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'PathNotInFileSystem,*'
        $asked | Should -Be 0
    }

    It 'finds files by wildcards, from the pipeline, and with brackets in their names' {
        $folder = Split-Path $path
        $usual | Export-PiBenchmark (Join-Path $folder 'a.json')
        $other | Export-PiBenchmark (Join-Path $folder 'b[1].json')
        Set-Content (Join-Path $folder 'notes.txt') 'x'

        (Import-PiBenchmark (Join-Path $folder '*.json')).Scaling.WorkerCount | Should -Be 2, 4
        (Get-ChildItem $folder -Filter *.json | Import-PiBenchmark).Scaling.WorkerCount | Should -Be 2, 4
        (Import-PiBenchmark (Join-Path $folder 'b[1].json')).Scaling.WorkerCount | Should -Be 4
        (Import-PiBenchmark -LiteralPath (Join-Path $folder 'b[1].json')).Scaling.WorkerCount | Should -Be 4
        (Import-PiBenchmark (Join-Path $folder '*.json') | Select-Object -First 1).Scaling.WorkerCount | Should -Be 2
        Push-Location $folder
        try { (Import-PiBenchmark a.json).Points | Should -Be 1 } finally { Pop-Location }
    }

    It 'says what is wrong with a file, and reads the others' {
        $folder = Split-Path $path
        $usual | Export-PiBenchmark $path
        $text = Get-Content -Raw $path
        Set-Content (Join-Path $folder 'a.json') ($text -replace '"version": 1', '"version": 7')
        Set-Content (Join-Path $folder 'b.json') ($text -replace '"hits": \d+', '"hits": 1e18')
        Set-Content (Join-Path $folder 'c.json') $text.Substring(0, $text.Length / 2)
        Set-Content (Join-Path $folder 'd.json') '{}'

        $read = Import-PiBenchmark (Join-Path $folder '*.json'), (Join-Path $folder 'none.json') -ErrorVariable failures -ErrorAction SilentlyContinue

        $read | Should -HaveCount 1
        $failures.FullyQualifiedErrorId -replace ',.*' | Should -Be 'BenchmarkVersionUnknown', 'BenchmarkDamaged', 'BenchmarkDamaged', 'NotABenchmark', 'BenchmarkNotFound'
        $failures.TargetObject | Split-Path -Leaf | Should -Be 'a.json', 'b.json', 'c.json', 'd.json', 'none.json'
        $failures.CategoryInfo.Category | Should -Be 'InvalidData', 'InvalidData', 'InvalidData', 'InvalidData', 'ObjectNotFound'
        $failures.ErrorDetails.RecommendedAction | Should -Not -Contain $null
    }
}

Describe 'Compare-PiBenchmark' {
    It 'gives a row for each common point' {
        $rows = Compare-PiBenchmark ($usual, $other) ($slow, $other)

        $rows | Should -BeOfType PiPS.Engine.Benchmarking.Baselines.BenchmarkComparison
        $rows.Verdict | Should -Be 'Slower', 'Same'
        $rows[0].Ratio | Should -BeGreaterThan 0.799
        $rows[0].Ratio | Should -BeLessThan 0.801
        $rows.SameEnvironment | Should -Be $true, $true
        (Compare-PiBenchmark $slow $usual).Verdict | Should -Be 'Faster'
        (Compare-PiBenchmark $usual $slow -Threshold 0.3).Verdict | Should -Be 'Same'
        (Compare-PiBenchmark $usual $slow -Threshold 0.2).Verdict | Should -Be 'Inconclusive'
        Compare-PiBenchmark ($usual, $other) ($slow, $other) | Select-Object -First 1 | ForEach-Object Verdict | Should -Be 'Slower'
    }

    It 'takes paths, benchmarks, files and rows, also from the pipeline' {
        $path = New-Path
        $benchmark = $usual | Export-PiBenchmark $path -PassThru

        (Compare-PiBenchmark $path $benchmark).Verdict | Should -Be 'Same'
        ($slow | Compare-PiBenchmark $path).Verdict | Should -Be 'Slower'
        (Get-Item $path | Compare-PiBenchmark $usual).Verdict | Should -Be 'Same'
        (Compare-PiBenchmark (Join-Path (Split-Path $path) '*.json') (Import-PiBenchmark $path)).Verdict | Should -Be 'Same'
    }

    It 'compares repeated estimates' {
        $before, $after = 1, 2 | ForEach-Object { , @(1..5 | ForEach-Object { Invoke-PiEstimate 1e6 -Seed 1 -Type Sequential }) }

        $row = Compare-PiBenchmark $before $after
        $row | Should -HaveCount 1
        $row.ReferenceSamples | Should -Be 5
        $row.Verdict | Should -BeIn 'Slower', 'Same', 'Faster', 'Inconclusive'
        $row.LowerBound | Should -BeLessOrEqual $row.Ratio
        $row.UpperBound | Should -BeGreaterOrEqual $row.Ratio
    }

    It 'warns once about each: other machines, missing points, few samples' {
        $elsewhere = [PiPS.Engine.Machine.PiEnvironment] @{ UsableProcessors = 5000; Governor = 'powersave' }
        $there = New-Point $rates[0, 1] @{ Environment = $elsewhere }

        $rows = Compare-PiBenchmark ($usual, $other) $there, (New-Point $rates @{ Weak = $true; Environment = $elsewhere }) -WarningVariable warnings -WarningAction SilentlyContinue

        $rows.Verdict | Should -Be 'Inconclusive'
        $rows.SameEnvironment | Should -BeFalse
        $rows.ConfidenceLevel | Should -BeLessThan 0.95
        $warnings | Should -HaveCount 4
        $warnings[0] | Should -BeLike '*usable processors*/ 5000*governor*/ powersave*'
        $warnings[1] | Should -BeLike 'Only the reference*Thread, 4 workers*'
        $warnings[2] | Should -BeLike 'Only the difference*weak*'
        $warnings[3] | Should -BeLike 'Too few samples*4 or more*'
    }

    It 'refuses what cannot be compared' {
        $cases = @(
            @{ Id = 'NoCommonWork'; Script = { Compare-PiBenchmark $usual $other } }
            @{ Id = 'NotAMeasurement'; Script = { Compare-PiBenchmark $usual 5 } }
            @{ Id = 'NothingMeasured'; Script = { Compare-PiBenchmark $usual $null } }
            @{ Id = 'NotAMeasurement'; Script = { Compare-PiBenchmark $usual, $null $usual } }
            @{ Id = 'NothingMeasured'; Script = { Compare-PiBenchmark @() $usual } }
            @{ Id = 'NothingMeasured'; Script = { @() | Compare-PiBenchmark $usual } }
            @{ Id = 'BenchmarkNotFound'; Script = { Compare-PiBenchmark none.json $usual } }
            @{ Id = 'BenchmarkNotFound'; Script = { Compare-PiBenchmark none*.json $usual } }
            @{ Id = 'ThresholdOutOfRange'; Script = { Compare-PiBenchmark $usual $slow -Threshold 5 } }
            @{ Id = 'ConfidenceLevelOutOfRange'; Script = { Compare-PiBenchmark $usual $slow -ConfidenceLevel 95 } }
        )

        foreach ($case in $cases) {
            $failure = Get-Failure $case.Script
            $failure.FullyQualifiedErrorId | Should -BeLike "$($case.Id),*" -Because $case.Script
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
    }

    It 'is for people in 80 columns' {
        $rows = Compare-PiBenchmark ($usual, $other) ($slow, $other)
        $text = $rows | Out-String -Width 80 -Stream

        $text | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        "$text" | Should -Match 'Thread\s+2\s+2 G/s\s+1\.6 G/s\s+0\.800\s+0\.\d+ to 0\.\d+ Slower'
        $usual | Export-PiBenchmark ($path = New-Path)
        Import-PiBenchmark $path | Out-String -Width 80 -Stream | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $rows | ConvertTo-Csv | ConvertFrom-Csv | ForEach-Object Verdict | Should -Be 'Slower', 'Same'
    }
}

Describe 'Test-PiBenchmark' {
    It 'is false if a point is slower' {
        Test-PiBenchmark ($usual, $other) ($slow, $other) | Should -BeExactly $false
        Test-PiBenchmark ($usual, $other) ($usual, $other) | Should -BeExactly $true
        $usual | Test-PiBenchmark $slow | Should -BeExactly $true
        Test-PiBenchmark $usual $slow -Threshold 0.3 | Should -BeExactly $true
    }

    It 'passes what is open or missing, but not with -Strict' {
        $few = New-Point 2e9, 2e9

        Test-PiBenchmark $usual $few -WarningAction SilentlyContinue | Should -BeExactly $true
        Test-PiBenchmark $usual $few -Strict -WarningAction SilentlyContinue | Should -BeExactly $false
        Test-PiBenchmark ($usual, $other) $usual -WarningAction SilentlyContinue | Should -BeExactly $true
        Test-PiBenchmark ($usual, $other) $usual -Strict -WarningAction SilentlyContinue | Should -BeExactly $false
        Test-PiBenchmark $usual ($usual, $other) -Strict -WarningAction SilentlyContinue | Should -BeExactly $true
    }

    It 'is false, with an error, where hits are wrong' {
        $wrong = New-Point $rates
        $wrong = New-Point $rates @{ Samples = [PiPS.Engine.Benchmarking.BenchmarkSample[]] @(foreach ($sample in $wrong.Samples) {
            [PiPS.Engine.Benchmarking.BenchmarkSample] @{
                Round = 1; Trials = $sample.Trials; Hits = $sample.Hits + 1; StartUp = 0.001; Compute = $sample.Compute; Elapsed = $sample.Elapsed
            }
        }) }

        Test-PiBenchmark $usual $wrong -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeExactly $false
        $failures.FullyQualifiedErrorId | Should -BeLike 'HitsDiffer,*'
    }

    It 'gives no boolean for what cannot be compared' {
        foreach ($bad in 5, 'none.json', $other, $null) {
            $given = $null
            try { $given = Test-PiBenchmark $usual $bad } catch { $failure = $_ }
            $given | Should -BeNullOrEmpty
            $failure.FullyQualifiedErrorId | Should -Match '^(NotAMeasurement|BenchmarkNotFound|NoCommonWork|NothingMeasured),'
        }
    }
}
