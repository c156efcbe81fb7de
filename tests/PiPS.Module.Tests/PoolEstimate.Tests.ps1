BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
}

Describe 'Invoke-PiEstimate -Pool, of <Type>' -ForEach @{ Type = 'Thread' }, @{ Type = 'Process' } {
    BeforeAll {
        $pool = Start-WorkerPool "estimates-$Type" -Type $Type -Count 2
        Wait-Until { @($pool.Workers | Where-Object State -EQ Idle).Count -eq 2 }
    }

    AfterAll {
        Stop-WorkerPool $pool -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'gives the same hits, for the pool or its name, and an estimate for each number' {
        Invoke-PiEstimate 1e8 -Seed 42 -Pool $pool | ForEach-Object Hits | Should -Be 78539708
        $estimates = 1e6, 1e8 | Invoke-PiEstimate -Seed 42 -Pool $pool.Name

        $estimates.Trials | Should -Be 1000000, 100000000
        $estimates[1].Hits | Should -Be 78539708
        $estimates.Type | Should -Be 'Pool', 'Pool'
        $estimates.WorkerCount | Should -Be 2, 2
    }

    It 'reports the pool''s workers' {
        $workers = (Invoke-PiEstimate 1e9 -Pool $pool).Workers

        $workers.ProcessId | Sort-Object | Should -Be ($pool.Workers.ProcessId | Sort-Object)
        ($workers | Measure-Object Trials -Sum).Sum | Should -Be 1e9
        $workers.Computing | ForEach-Object { $_ | Should -BeGreaterThan 0 }
        ($workers.ProcessId -contains $PID) | Should -Be ($Type -eq 'Thread')
    }

    It 'replays Python, meets a target, and ends by the clock' {
        Invoke-PiEstimate 300000 -Generator MersenneTwister -BlockSize 100000 -Seed 7 -Pool $pool | ForEach-Object Hits | Should -Be 236020

        $met = Invoke-PiEstimate -TargetError 1e-4 -Seed 5 -Pool $pool
        $met.Hits | Should -Be (Invoke-PiEstimate -TargetError 1e-4 -Seed 5).Hits

        $timed = Invoke-PiEstimate -Duration 0.2 -Seed 5 -Pool $pool
        $timed.Hits | Should -Be (Invoke-PiEstimate $timed.Trials -Seed 5).Hits
    }

    It 'ends at once on Ctrl+C, and the pool lives on' {
        $shell = Start-Shell ([scriptblock]::Create("Invoke-PiEstimate 1e18 -Pool $($pool.Name)"))
        Wait-Until { $pool.Workers.State -contains 'Busy' }
        $workers = $pool.Workers.ProcessId

        Stop-Shell $shell | Should -BeTrue
        Wait-Until { $pool.Workers.State -notcontains 'Busy' }
        Invoke-PiEstimate 1e8 -Seed 42 -Pool $pool | ForEach-Object Hits | Should -Be 78539708
        $pool.Workers.ProcessId | Should -Be $workers
    }

    It 'runs in the background' {
        $job = Invoke-PiEstimate 1e8 -Seed 42 -Pool $pool -AsJob

        $job.ChildJobs | Should -HaveCount 2
        $job | Wait-Job -Timeout 120 | Receive-Job | ForEach-Object Hits | Should -Be 78539708
        Remove-Job $job
    }

    It 'takes turns with a task on the same pool' {
        $shell = Start-Shell ([scriptblock]::Create("Invoke-PiEstimate 1e18 -Pool $($pool.Name)"))
        Wait-Until { @($pool.Workers | Where-Object State -EQ Busy).Count -eq 2 }

        1..20 | Invoke-WorkerTask { $_ } -Pool $pool -TimeoutSeconds 120 | Should -HaveCount 20

        $shell.InvocationStateInfo.State | Should -Be 'Running'
        Stop-Shell $shell | Should -BeTrue
    }
}

Describe 'An estimate on a pool that suffers' {
    AfterEach {
        Get-WorkerPool | Stop-WorkerPool -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'gives the same hits when a worker is killed' {
        $pool = Start-WorkerPool p -Count 2
        Wait-Until { @($pool.Workers | Where-Object State -EQ Idle).Count -eq 2 }
        $killer = Start-Shell {
            $pool = Get-WorkerPool p

            while ($pool.Workers.State -notcontains 'Busy') {
                [Threading.Thread]::Yield() > $null
            }

            Stop-Process -Id ($pool.Workers | Where-Object State -EQ Busy)[0].ProcessId -Force
        }

        $estimate = Invoke-PiEstimate 2e10 -Seed 1 -Pool p -WarningVariable warnings -WarningAction SilentlyContinue

        $estimate.Hits | Should -Be 15707957196
        $estimate.Workers.Lost | Should -Contain $true
        "$warnings" | Should -BeLike '*was lost*'
        $killer.EndInvoke($killer.Running)
    }

    It 'fails with an error when the pool of <_> is stopped' -ForEach 'Thread', 'Process' {
        $pool = Start-WorkerPool p -Type $_ -Count 2
        $shell = Start-Shell { Invoke-PiEstimate 1e18 -Pool p }
        Wait-Until { $pool.Workers.State -contains 'Busy' }

        Stop-WorkerPool p -Force

        $shell.EndInvoke($shell.Running) | Should -BeNullOrEmpty
        $shell.Streams.Error[0].FullyQualifiedErrorId | Should -BeLike 'PoolStopped,*'
        $shell.Streams.Error[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'is refused where there is nobody to count' {
        { Invoke-PiEstimate 1e6 -Pool nowhere } | Should -Throw -ErrorId 'PoolNotFound,*'
        $pool = Start-WorkerPool p -Type Thread -Count 1
        { Invoke-PiEstimate 1e6 -Pool $pool -Type Thread } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
        { Invoke-PiEstimate 1e6 -Pool $pool -WorkerCount 2 } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
        $pool.Resize(0)
        { Invoke-PiEstimate 1e6 -Pool $pool } | Should -Throw -ErrorId 'PoolHasNoWorkers,*'
        Stop-WorkerPool $pool
        { Invoke-PiEstimate 1e6 -Pool $pool } | Should -Throw -ErrorId 'PoolNotRunning,*'
    }
}
