# What waits for shared objects, and a real Ctrl+C: it goes to the terminal's whole foreground process group.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
}

Describe 'Ctrl+C in a terminal while the session waits by <Wait>' -ForEach @(
    @{ Wait = 'Receive-WorkerMessage $queue' }
    @{ Wait = 'Receive-WorkerMessage $queue -All | Select-Object -First 1' }
    @{ Wait = '1..9 | Send-WorkerMessage $full' }
    @{ Wait = 'Wait-WorkerMessage $queue, $here' }
    @{ Wait = 'Wait-WorkerQueue $full' }
    @{ Wait = 'Wait-WorkerLock $event' }
    @{ Wait = 'Wait-WorkerLock $barrier' }
    @{ Wait = 'Use-WorkerLock $lock { $null }' }
    @{ Wait = 'Update-SharedObject $dictionary a { $null }' }
) {
    It 'goes on, with the pool that it has and its shared objects' {
        if (-not (Get-Command script -CommandType Application -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'there is no "script" command to make a pseudo-terminal'
            return
        }

        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName

        # A worker holds the lock, and the key, until it is told to let them go.
        Set-Content $folder/commands @"
Import-Module '$(Get-ManifestPath)'
`$pool = Start-WorkerPool -Count 1
`$queue = New-WorkerQueue; `$full = New-WorkerQueue -Capacity 1; `$here, `$there = New-WorkerPipe; Send-WorkerMessage `$full 1
`$event, `$go, `$held = 1..3 | ForEach-Object { New-WorkerLock -Type Event }
`$barrier = New-WorkerLock -Type Barrier -Count 2; `$lock = New-WorkerLock; `$dictionary = New-SharedObject -Type Dictionary
`$job = 1 | Invoke-WorkerTask { Use-WorkerLock `$using:lock { Update-SharedObject `$using:dictionary a { (`$using:held).Set(); Wait-WorkerLock `$using:go; 'kept' } } } -Pool `$pool -AsJob
Wait-WorkerLock `$held
'waits' | Set-Content '$folder/waits'; $Wait; 'never' | Set-Content '$folder/never'
`$go.Set(); `$job | Wait-Job | Out-Null
1..3 | Invoke-WorkerTask { `$_ } -Pool `$pool | Set-Content '$folder/after'
Use-WorkerLock `$lock { `$dictionary['a'] } | Add-Content '$folder/after'
exit
"@
        $terminal = Start-Terminal "pwsh -NoProfile -NonInteractive -Command - < '$folder/commands'"

        try {
            Wait-Until { Test-Path $folder/waits }
            $terminal.StandardInput.Write([char]3)
            $terminal.StandardInput.Flush()

            $terminal.WaitForExit(120000) | Should -BeTrue -Because 'the session goes on after Ctrl+C, and ends'
        }
        finally {
            if (-not $terminal.HasExited) { $terminal.Kill($true) }
        }

        Test-Path $folder/never | Should -BeFalse
        Get-Content $folder/after | Should -Be '1', '2', '3', 'kept'
    }
}
