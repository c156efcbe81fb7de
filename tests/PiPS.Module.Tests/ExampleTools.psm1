# What examples need around them: files, hosts, programs, and a session that runs code as it stands.

Set-StrictMode -Version Latest

function Get-CommandExample {
    <#
    .SYNOPSIS
    The examples that Get-Help shows of a command.
    #>
    param([string] $Name)

    foreach ($example in @((Get-Help $Name -Full).examples.example)) {
        @{
            Command = $Name
            Title   = $example.title.Trim('-', ' ') -replace '^Example \d+: '
            Code    = $example.code
            Remarks = @($example.remarks.text)
        }
    }
}

function Start-ExampleSession {
    <#
    .SYNOPSIS
    A session at a prompt that has the built module. Measurements are as short as they can be, where the example doesn't say otherwise.
    #>
    $state = [initialsessionstate]::CreateDefault()
    $state.ImportPSModule((Get-ManifestPath))
    $session = [runspacefactory]::CreateRunspace($state)
    $session.Open()

    # With five repeats or more, what else runs on the machine could make a processor Slow.
    $session.SessionStateProxy.SetVariable('PSDefaultParameterValues', [Management.Automation.DefaultParameterDictionary] @{
            'Measure-PiScaling:Trials'       = 1e7
            'Measure-PiScaling:Repeat'       = 4
            'Measure-PiScaling:TargetSpread' = 1e9
            'Measure-PiScaling:Warmup'       = 0
            'Test-PiCore:Repeat'             = 2
            'Test-PiCore:Trials'             = 1e7
        })
    $session
}

function Start-Example {
    <#
    .SYNOPSIS
    Starts code as it stands, in a scope of its own, in a session, in a folder.
    #>
    param([runspace] $Session, [string] $Code, [string] $Folder)

    $Session.SessionStateProxy.Path.SetLocation($Folder) > $null
    $shell = [powershell]::Create($Session).AddScript($Code, $true)
    $output = [Management.Automation.PSDataCollection[psobject]]::new()
    $shell | Add-Member Output $output
    $shell | Add-Member Running $shell.BeginInvoke([Management.Automation.PSDataCollection[psobject]]$null, $output)
    $shell
}

function Wait-Example {
    <#
    .SYNOPSIS
    What the code gave. It throws what the code threw, its first error, or that it takes too long.
    #>
    param($Shell, [double] $Seconds = 60)

    try {
        if (-not $Shell.Running.AsyncWaitHandle.WaitOne([timespan]::FromSeconds($Seconds))) {
            Stop-Shell $Shell > $null
            throw "It didn't end within $Seconds s."
        }

        $Shell.EndInvoke($Shell.Running) > $null

        if ($Shell.Streams.Error.Count -gt 0) {
            throw $Shell.Streams.Error[0]
        }

        if ($Shell.InvocationStateInfo.State -ne 'Completed') {
            throw "It ended as $($Shell.InvocationStateInfo.State)."
        }

        $Shell.Output.ReadAll()
    }
    finally {
        $Shell.Dispose()
    }
}

function Stop-Example {
    <#
    .SYNOPSIS
    Stops code as Ctrl+C does, once it shows that it is at work; throws if it never does, or ended by itself.
    #>
    param($Shell)

    try {
        Wait-Until {
            $Shell.Running.IsCompleted -or @($Shell.Streams.Progress.ReadAll() | Where-Object { $_.PercentComplete -gt 0 -or $_.SecondsRemaining -gt 0 })
        }

        if ($Shell.Running.IsCompleted) {
            $Shell.EndInvoke($Shell.Running) > $null
            throw "It ended by itself. $($Shell.Streams.Error)"
        }

        if (-not (Stop-Shell $Shell)) {
            throw "It didn't stop within 10 s."
        }

        if ($Shell.Streams.Error.Count -gt 0) {
            throw $Shell.Streams.Error[0]
        }
    }
    finally {
        $Shell.Dispose()
    }
}

function Clear-ExampleSession {
    <#
    .SYNOPSIS
    Removes what an example left in its session: pools, jobs, shared objects.
    #>
    param([runspace] $Session, [string] $Folder)

    $code = 'Get-Job | Remove-Job -Force; Get-WorkerPool | Stop-WorkerPool -Force; Get-SharedObject | Remove-SharedObject'
    Wait-Example (Start-Example $Session $code $Folder)
}

function New-ExampleFile {
    <#
    .SYNOPSIS
    Makes the files that examples name.
    #>
    param([runspace] $Session, [string] $Folder, [string] $Url)

    Set-Content (Join-Path $Folder hosts.txt) 'localhost', '127.0.0.1'
    Set-Content (Join-Path $Folder urls.txt) ($Url, $Url, $Url, $Url)
    Set-Content (Join-Path $Folder id_pi) 'no key'
    $null = Wait-Example (Start-Example $Session 'Measure-PiScaling -WarningAction Ignore | Export-PiBenchmark new.json' $Folder)

    # Nothing here is slower than the baseline of a machine that took a hundred times as long; one node of a cluster is.
    $files = @{ 100 = 'baseline.json', 'node01.json', '2026-06/baseline.json', '2026-07/baseline.json'; 1000 = , 'node02.json' }
    $null = New-Item -ItemType Directory (Join-Path $Folder 2026-06), (Join-Path $Folder 2026-07)
    $sweep = Get-Content (Join-Path $Folder new.json) -Raw | ConvertFrom-Json -AsHashtable -DateKind String

    foreach ($factor in 100, 1000) {
        $sweep.scaling.samples | ForEach-Object { $_.compute *= $factor; $_.elapsed *= $factor }
        $files[$factor] | ForEach-Object { ConvertTo-Json $sweep -Depth 9 | Set-Content (Join-Path $Folder $_) }
    }
}

function Copy-ExampleFile {
    <#
    .SYNOPSIS
    Gives an example a folder of its own, with the files in it but for the one that it writes without -Force.
    #>
    param([string] $From, [string] $To, [string] $Code)

    Copy-Item $From $To -Recurse

    if ($Code -match 'Export-\w+ (?<file>\S+)' -and $Code -notmatch '-Force') {
        Remove-Item (Join-Path $To $Matches.file) -ErrorAction Ignore
    }
}

function New-ExampleProgram {
    <#
    .SYNOPSIS
    Makes the programs that examples start, for PATH: ssh that knows the test server's hosts and lets every user in, kubectl with
    one pod that is this machine, a browser that shows nothing.
    #>
    param([string] $Folder, $Ssh)

    $programs = @{
        'kubectl'  = "[ `"`$1 `$2 `$3 `$4 `$5`" = 'exec -i pod -- /usr/local/bin/pips' ] || exit 1", 'shift 5', "exec '$(Join-Path $env:PIPS_MODULE bin/pips)' `"`$@`""
        'xdg-open' = , '[ -s "$1" ]'
    }

    if ($Ssh) {
        # Of an option that is given twice, ssh takes the first.
        $programs.ssh = , "exec '$((Get-Command ssh -CommandType Application)[0].Source)' -F '$($Ssh.ConfigPath)' -l '$($Ssh.UserName)' -i '$($Ssh.KeyFilePath)' -o ProxyJump=none `"`$@`""
    }

    foreach ($name in $programs.Keys) {
        $path = Join-Path $Folder $name
        Set-Content $path (@('#!/bin/sh') + $programs[$name])
        [IO.File]::SetUnixFileMode($path, 'UserRead, UserWrite, UserExecute')
    }
}

function Start-WebServer {
    <#
    .SYNOPSIS
    A server on loopback whose every page is the same; its Url is where. Close ends it.
    #>
    foreach ($attempt in 1..10) {
        $listener = [Net.HttpListener]::new()
        $url = "http://127.0.0.1:$(Get-Random -Minimum 12000 -Maximum 32000)/"
        $listener.Prefixes.Add($url)

        try {
            $listener.Start()
            break
        }
        catch [Net.HttpListenerException] {
            # Somebody was faster on that port.
            if ($attempt -eq 10) { throw }
        }
    }

    $answering = [powershell]::Create().AddScript({
            param($listener)
            while ($listener.IsListening) {
                $answer = $listener.GetContext().Response
                $answer.OutputStream.Write([Text.Encoding]::UTF8.GetBytes('a page'))
                $answer.Close()
            }
        }).AddArgument($listener)
    $null = $answering.BeginInvoke()
    $listener | Add-Member Url $url -PassThru
}

Export-ModuleMember -Function *
