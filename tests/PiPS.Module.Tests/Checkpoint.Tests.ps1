BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
    Set-Location $TestDrive
}

Describe 'Invoke-PiEstimate -CheckpointPath' {
    It 'goes on after a stop with <Name>, to the same hits' -ForEach @(
        @{ Name = 'threads'; Arguments = @{ Type = 'Thread' } }
        @{ Name = 'processes'; Arguments = @{ Type = 'Process'; WorkerCount = 3 } }
        @{ Name = 'a pool'; Arguments = @{} }
    ) {
        $file = Join-Path $TestDrive "$Name.jsonl"
        $script = "Invoke-PiEstimate 1e17 -Seed 5 -WorkerCount 1 -CheckpointPath '$file' -CheckpointInterval 0"
        $shell = Start-Shell ([scriptblock]::Create($script))
        Wait-Until { (Test-Path $file) -and @(Get-Content $file).Count -gt 2 }
        Stop-Shell $shell | Should -BeTrue
        $shell.Dispose()

        # One worker counts from the front: what is done is a prefix of any longer run.
        $done = (Get-Content $file | Select-Object -Last 1 | ConvertFrom-Json).finished[0][2]
        $trials = $done + 123456789

        if ($Name -eq 'a pool') {
            $Arguments.Pool = Start-WorkerPool -Type Thread -Count 2
        }

        try {
            $resumed = Invoke-PiEstimate $trials -CheckpointPath $file @Arguments
        }
        finally {
            Get-WorkerPool | Stop-WorkerPool -Force
        }

        $resumed.ResumedTrials | Should -Be $done
        $resumed.Seed | Should -Be 5
        $resumed.Hits | Should -Be (Invoke-PiEstimate $trials -Seed 5).Hits
        ($resumed.Workers | Measure-Object Trials -Sum).Sum | Should -Be 123456789
    }

    It 'answers at once what is done, also as a job' {
        $first = Invoke-PiEstimate 1e7 -CheckpointPath done.jsonl
        $job = Invoke-PiEstimate 1e7 -CheckpointPath done.jsonl -AsJob
        $again = $job | Receive-Job -Wait -AutoRemoveJob

        $again.Hits | Should -Be $first.Hits
        $again.ResumedTrials | Should -Be 10000000
    }

    It 'estimates the other numbers where one is refused, also as a job' {
        $job = 1e8, 1e7, 2e8 | Invoke-PiEstimate -Seed 3 -CheckpointPath several.jsonl -AsJob
        $estimates = $job | Receive-Job -Wait -ErrorVariable refused -ErrorAction SilentlyContinue

        $estimates.Trials | Should -Be 1e8, 2e8
        $refused | Should -BeLike '*of a longer run*'
        $job.State | Should -Be 'Failed'
        $job | Remove-Job
    }

    It 'uses what is before a torn end, and says so' {
        Invoke-PiEstimate 1e8 -Seed 3 -CheckpointPath torn.jsonl | Out-Null
        $bytes = [IO.File]::ReadAllBytes((Join-Path $TestDrive 'torn.jsonl'))
        [IO.File]::WriteAllBytes((Join-Path $TestDrive 'torn.jsonl'), $bytes[0..($bytes.Count - 20)])

        $estimate = Invoke-PiEstimate 1e8 -CheckpointPath torn.jsonl -WarningVariable warned -WarningAction SilentlyContinue

        $warned | Should -BeLike "The end of the checkpoint*couldn't be read*"
        $estimate.Hits | Should -Be (Invoke-PiEstimate 1e8 -Seed 3).Hits
        $estimate.Seed | Should -Be 3
    }

    It 'is refused before any work: <Id>' -ForEach @(
        @{ Id = 'CheckpointForeign'; Call = { Invoke-PiEstimate 1e17 -CheckpointPath foreign.txt } }
        @{ Id = 'CheckpointDiffers'; Call = { Invoke-PiEstimate 1e17 -CheckpointPath known.jsonl -Seed 2 } }
        @{ Id = 'CheckpointDiffers'; Call = { Invoke-PiEstimate 1e17 -CheckpointPath known.jsonl -Generator MersenneTwister } }
        @{ Id = 'CheckpointBeyond'; Call = { Invoke-PiEstimate 1e6 -CheckpointPath known.jsonl } }
        @{ Id = 'CheckpointNotOpened'; Call = { Invoke-PiEstimate 1e17 -CheckpointPath . } }
        @{ Id = 'CheckpointNotOpened'; Call = { Invoke-PiEstimate 1e17 -CheckpointPath none/x.jsonl } }
        @{ Id = 'PathNotInFileSystem'; Call = { Invoke-PiEstimate 1e17 -CheckpointPath Variable:x } }
        @{ Id = 'CheckpointIntervalAlone'; Call = { Invoke-PiEstimate 1e17 -CheckpointInterval 5 } }
        @{ Id = 'CheckpointIntervalOutOfRange'; Call = { Invoke-PiEstimate 1e17 -CheckpointPath new.jsonl -CheckpointInterval -5 } }
    ) {
        Set-Content foreign.txt 'my notes'
        Remove-Item known.jsonl -ErrorAction Ignore
        Invoke-PiEstimate 1e8 -Seed 1 -Type Sequential -CheckpointPath known.jsonl | Out-Null
        $before = Get-Content known.jsonl, foreign.txt -Raw

        $problem = { & $Call } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-Content known.jsonl, foreign.txt -Raw | Should -Be $before
        Test-Path new.jsonl | Should -BeFalse
    }

    It 'is one command''s at a time' {
        $shell = Start-Shell ([scriptblock]::Create("Invoke-PiEstimate 1e17 -CheckpointPath '$TestDrive/shared.jsonl'"))
        Wait-Until { Test-Path shared.jsonl }

        $problem = { Invoke-PiEstimate 1e17 -CheckpointPath shared.jsonl } | Should -Throw -PassThru

        $problem.FullyQualifiedErrorId | Should -BeLike 'CheckpointInUse,*'
        Stop-Shell $shell | Should -BeTrue
        $shell.Dispose()
    }
}
