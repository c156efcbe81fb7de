BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
}

Describe 'A shared array in workers of type <Type>' -ForEach @{ Type = 'Thread' }, @{ Type = 'Process' } {
    BeforeAll {
        $pool = Start-WorkerPool -Type $Type -Count 2
    }

    AfterAll {
        Get-WorkerPool | Stop-WorkerPool -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'is the same memory, by argument and by $using:' {
        $a = New-SharedArray Int32 -InitialValue (1..10)

        Invoke-WorkerTask { param($shared) $shared[0] = 100; "$($shared.Name) $($shared.Length) $($shared[-1])" } -ArgumentList $a -Pool $pool |
            Should -Be "$($a.Name) 10 10"
        1..2 | Invoke-WorkerTask { ($using:a)[$_] = $_ * 7 } -Pool $pool

        $a.ToArray(0, 3) | Should -Be 100, 7, 14
    }

    It 'is one item of a pipeline if it is asked to be, and its elements otherwise' {
        $a = New-SharedArray Int32 -InitialValue 5, 6

        , $a | Invoke-WorkerTask { $_.Increment(0) } -Pool $pool | Should -Be 6
        $a | Invoke-WorkerTask { $_ * 2 } -Pool $pool | Should -Be 12, 12
    }

    It 'loses no update of two workers: <Element>' -ForEach @{ Element = 'Byte' }, @{ Element = 'Int32' }, @{ Element = 'Int64' }, @{ Element = 'Single' }, @{ Element = 'Double' } {
        $a = New-SharedArray $Element 4
        $gate = New-SharedArray Int64 1

        # Each waits for the other, or the first could be done before the second begins.
        1..2 | Invoke-WorkerTask {
            $mine = $using:a
            $there = $using:gate
            [void] $there.Increment(0)
            $clock = [Diagnostics.Stopwatch]::StartNew()

            while ($there[0] -lt 2 -and $clock.Elapsed.TotalSeconds -lt 120) {
                [Threading.Thread]::Yield() > $null
            }

            foreach ($i in 1..50000) { [void] $mine.Increment(1) }
        } -Pool $pool -BatchSize 1

        $gate[0] | Should -Be 2
        $a[1] | Should -Be ($Element -eq 'Byte' ? 100000 % 256 : 100000)
        $a[0], $a[2] | Should -Be 0, 0
    }

    It 'is copied in and out by a worker' {
        $a = New-SharedArray Double 1e6

        Invoke-WorkerTask { param($shared) $own = [double[]]::new(1e6); [array]::Fill($own, 2.5); $shared.CopyFrom($own) } -ArgumentList $a -Pool $pool

        $a[0], $a[-1] | Should -Be 2.5, 2.5
        Invoke-WorkerTask { ($using:a).ToArray(999998, 2) } -Pool $pool | Should -Be 2.5, 2.5
    }

    It 'says in a worker what is out of range, and that it was removed' {
        $a = New-SharedArray Int32 3
        1..2 | Invoke-WorkerTask { $kept = $using:a; $null = $kept[0] } -Pool $pool -BatchSize 1

        { Invoke-WorkerTask { ($using:a)[3] } -Pool $pool -ErrorAction Stop } | Should -Throw '*no element 3*has 3*'
        Remove-SharedObject $a.Name
        { Invoke-WorkerTask { ($using:a)[0] } -Pool $pool -ErrorAction Stop } | Should -Throw '*removed*'
        { $a[0] } | Should -Throw '*removed*'
    }
}

Describe 'Shared memory of a session that is killed' {
    It 'is gone, and its workers with it' -Skip:(-not $IsLinux) {
        $shell = [Diagnostics.ProcessStartInfo]::new('pwsh', [string[]]('-NoProfile', '-NonInteractive', '-Command', @"
Import-Module '$(Get-ManifestPath)'
`$a = New-SharedArray Byte 1e6
Invoke-WorkerTask { (`$using:a)[0] = 1 } -Pool (Start-WorkerPool -Count 1)
`$a[0]
[Console]::In.ReadLine()
"@))
        $shell.RedirectStandardInput = $true
        $shell.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($shell)
        $process.StandardOutput.ReadLine() | Should -Be '1'
        $workers = @(Get-ChildProcess $process.Id)
        $workers | Should -HaveCount 1

        $process.Kill()

        $process.WaitForExit(120000) | Should -BeTrue
        Wait-Until { -not ($workers | Where-Object { Test-Alive $_ }) }
        Get-ChildItem /dev/shm, ([IO.Path]::GetTempPath()) -Filter "pips-$($process.Id)-*" | Should -BeNullOrEmpty
    }
}
