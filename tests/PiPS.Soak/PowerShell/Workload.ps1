#Requires -Version 7.6
<#
Script blocks on PowerShell workers, some of which are killed, against what must come out. Ends with 1 where something else did.
The plan (items, options, moments and choice of kills) is a function of the seed; each round's is the seed plus its number.
#>
param([int] $Seed = 1, [int] $Seconds = 60, [int] $Rounds = [int]::MaxValue)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
Import-Module $env:PIPS_MODULE

function Assert([bool] $Holds, [string] $Expected, $Came) {
    if (-not $Holds) { throw "expected: $Expected; came: $($Came | ConvertTo-Json -Compress -Depth 3)" }
}

function Get-Child {
    foreach ($folder in [IO.Directory]::EnumerateDirectories('/proc')) {
        try {
            $stat = [IO.File]::ReadAllText("$folder/stat")
            if ([int]$stat.Substring($stat.LastIndexOf(')') + 2).Split(' ')[1] -eq $PID) { [int][IO.Path]::GetFileName($folder) }
        }
        catch { continue }
    }
}

# On a thread of its own: kills what the plan says, when it says it, and counts.
$killing = {
    param($State, $Find)
    $clock = [Diagnostics.Stopwatch]::StartNew()
    foreach ($blow in $State.Blows) {
        while ($clock.ElapsedMilliseconds -lt $blow.At -and -not $State.Over) { Start-Sleep -Milliseconds 10 }
        if ($State.Over) { return }
        $children = @(& ([scriptblock]::Create($Find)))
        if ($children.Count -gt 0) {
            $State.Kills++
            try { [Diagnostics.Process]::GetProcessById($children[$blow.Pick % $children.Count]).Kill() } catch { continue }
        }
    }
}

function Test-Round([Random] $Random) {
    $count = $Random.Next(10, 400)
    $items = foreach ($number in 0..($count - 1)) {
        $kind = switch ($Random.Next(60)) { { $_ -lt 4 } { 'throw' } 5 { 'exit' } { $_ -in 6..12 } { 'update' } { $_ -in 13..20 } { 'send' } 21 { 'sleep' } default { 'plain' } }
        [pscustomobject]@{ Kind = $kind; Number = $number }
    }
    $options = @{ BatchSize = $Random.Next(2) * $Random.Next(1, 20); MaximumRetryCount = 2 * $Random.Next(2); Ordered = $Random.Next(2) -eq 0 }
    $type = @('Process', 'Process', 'Thread')[$Random.Next(3)]
    if ($type -eq 'Thread') { foreach ($item in $items) { if ($item.Kind -eq 'exit') { $item.Kind = 'throw' } } }
    $state = [hashtable]::Synchronized(@{ Kills = 0; Over = $false })
    $blows = $Random.Next(3) -gt 0 ? $Random.Next(1, 5) : 0
    $state.Blows = @(for ($i = 0; $i -lt $blows; $i++) { @{ At = $Random.Next(200, 4000); Pick = $Random.Next(100) } })
    $state.Blows = @($state.Blows | Sort-Object { $_.At })
    $workers = $Random.Next(1, 4)
    $script:plan = "$count items ($(($items | Group-Object Kind | ForEach-Object { "$($_.Count) $($_.Name)" }) -join ', ')) on $workers workers ($type), " +
        "$(($options.GetEnumerator() | ForEach-Object { "$($_.Key) $($_.Value)" }) -join ', '), kills at $(@(foreach ($blow in $state.Blows) { $blow.At }) -join ', ') ms"

    $tally = New-SharedObject -Type Dictionary
    $queue = New-WorkerQueue -Redeliver
    $pool = Start-WorkerPool -Count $workers -Type $type
    $killer = [powershell]::Create().AddScript($killing).AddArgument($state).AddArgument((Get-Command Get-Child).Definition.Replace('$PID', "$PID"))
    $killed = $killer.BeginInvoke()

    try {
        $results = @($items | Invoke-WorkerTask -Pool $pool -AsResult @options {
            $item = $_
            switch ($item.Kind) {
                'throw' { throw "Item $($item.Number) failed." }
                'exit' { [Environment]::Exit(7) }
                'sleep' { Start-Sleep -Milliseconds 200 }
                'update' { $null = Update-SharedObject $using:tally sum { $_ + 1 } }
                'send' { Send-WorkerMessage $using:queue $item.Number -ErrorAction Stop }
            }
            $item.Number * 3
        })
        $kills = $state.Kills
        Assert ($results.Count -eq $count) "$count results" $results.Count
        Assert (@($results.Index | Sort-Object -Unique).Count -eq $count) 'each item once' $results.Index
        if ($options.Ordered) { Assert ((($results.Index) -join ' ') -eq ((0..($count - 1)) -join ' ')) 'the order of the input' $results.Index }
        $lost = 0

        foreach ($result in $results) {
            $asked = switch ($items[$result.Index].Kind) { 'throw' { 'Failed' } 'exit' { 'WorkerLost' } default { 'Completed' } }
            if ($result.Status -ne $asked) {
                Assert ($result.Status -eq 'WorkerLost' -and $kills -gt 0) "$asked of item $($result.Index)" "$($result.Status) $($result.Errors)"
                $lost++
            }
            if ($result.Status -eq 'Completed') { Assert ("$($result.Output)" -eq "$($result.Index * 3)") "$($result.Index * 3)" $result.Output }
        }

        Assert ($lost -le $kills) "at most $kills items lost" $lost
        $done = @($results | Where-Object { $_.Status -eq 'Completed' -and $items[$_.Index].Kind -eq 'update' }).Count
        $sum = [int]($tally['sum'] ?? 0)
        Assert ($sum -ge $done -and $sum -le $done + $kills) "$done changes, and at most $kills more" $sum

        $sent = @($results | Where-Object { $_.Status -eq 'Completed' -and $items[$_.Index].Kind -eq 'send' } | ForEach-Object Index)
        Complete-WorkerQueue $queue
        $received = @(1..$workers | Invoke-WorkerTask -Pool $pool -BatchSize 1 -MaximumRetryCount 20 {
            Receive-WorkerMessage $using:queue -All | ForEach-Object { $_; Complete-WorkerMessage $using:queue }
        })
        $missing = @($sent | Where-Object { $_ -notin $received })

        # What an attempt gave whose worker was killed is held back: its messages were finished, but nobody is told of them.
        if ($state.Kills -eq 0) {
            Assert ($missing.Count -eq 0 -and $received.Count -eq $sent.Count) 'each message once' $missing
        }
        Assert ($queue.Count -eq 0) 'an empty queue' $queue.Count
    }
    finally {
        $state.Over = $true
        $killer.EndInvoke($killed)
        $killer.Dispose()
        Stop-WorkerPool $pool -Force
        Remove-SharedObject $tally, $queue
    }

    $clock = [Diagnostics.Stopwatch]::StartNew()
    while (@(Get-Child).Count -gt 0 -and $clock.Elapsed.TotalSeconds -lt 20) { Start-Sleep -Milliseconds 50 }
    Assert (@(Get-Child).Count -eq 0) 'no process left' @(Get-Child)
}

$clock = [Diagnostics.Stopwatch]::StartNew()
$round = 0
$plan = ''

try {
    for (; $round -lt $Rounds -and ($round -eq 0 -or $clock.Elapsed.TotalSeconds -lt $Seconds); $round++) {
        Test-Round ([Random]::new($Seed + $round))
    }
    "$round rounds"
}
catch {
    "Round with seed $($Seed + $round):`n    $plan`n    $_`n$($_.ScriptStackTrace)"
    exit 1
}
