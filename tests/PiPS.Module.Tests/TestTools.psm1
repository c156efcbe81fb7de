# What the suites share: other shells, their processes, and waiting without sleeping blindly.

Set-StrictMode -Version Latest

$script:Manifest = Join-Path $env:PIPS_MODULE 'PiPS.psd1'

function Get-ManifestPath {
    $script:Manifest
}

function Find-TestAssembly {
    <#
    .SYNOPSIS
    An assembly that tests need: in bin beside the sources, or two folders above the built suites.
    #>
    param([string] $Folder, [string] $Name)

    foreach ($place in 'bin', '../..') {
        $path = Join-Path $PSScriptRoot $place $Folder "$Name.dll"

        if (Test-Path $path) {
            return $path
        }
    }

    throw "$Name isn't built: dotnet build tests/$Name"
}

function Get-DoublesPath {
    <#
    .SYNOPSIS
    The assembly of test doubles.
    #>
    Find-TestAssembly doubles PiPS.Module.Doubles
}

function Import-TestServer {
    <#
    .SYNOPSIS
    Makes [PiPS.Testing.Servers.SshServer] and SlurmCluster known. A suite that needs one skips each test with its MissingReason,
    starts one in BeforeAll, and disposes it in AfterAll; see TestServers.Tests.ps1.
    #>
    Add-Type -Path (Find-TestAssembly servers PiPS.Testing.Servers)
}

function Wait-Until {
    <#
    .SYNOPSIS
    Waits for a condition; throws if it doesn't come true in time.
    #>
    param([scriptblock] $Condition, [double] $Seconds = 120)

    $clock = [Diagnostics.Stopwatch]::StartNew()

    while (-not (& $Condition)) {
        if ($clock.Elapsed.TotalSeconds -gt $Seconds) {
            throw "This didn't come true within $Seconds s: $Condition"
        }

        [Threading.Thread]::Yield() > $null
        [Threading.WaitHandle]::WaitAny(@([Threading.ManualResetEvent]::new($false)), 5) > $null
    }
}

function Get-ChildProcess {
    <#
    .SYNOPSIS
    The processes whose parent is this one (or another); zombies don't count.
    #>
    param([int] $Id = $PID)

    foreach ($folder in [IO.Directory]::EnumerateDirectories('/proc')) {
        try {
            # pid (name) state parent ...; the name may have spaces and parentheses.
            $fields = [IO.File]::ReadAllText("$folder/stat") -replace '^.*\) ' -split ' '
        }
        catch {
            continue
        }

        if ($fields[0] -ne 'Z' -and $fields[1] -eq "$Id") {
            [int](Split-Path $folder -Leaf)
        }
    }
}

function Test-Alive {
    <#
    .SYNOPSIS
    Whether a process is there, and not a zombie.
    #>
    param([int] $Id)

    try {
        ([IO.File]::ReadAllText("/proc/$Id/stat") -replace '^.*\) ')[0] -ne 'Z'
    }
    catch {
        $false
    }
}

function Start-Shell {
    <#
    .SYNOPSIS
    Starts a script in a runspace of its own that has the module; its Stop is what Ctrl+C does.
    #>
    param([scriptblock] $Script)

    $state = [initialsessionstate]::CreateDefault()
    $state.ImportPSModule($script:Manifest)
    $shell = [powershell]::Create($state).AddScript($Script)
    $shell | Add-Member Running $shell.BeginInvoke()
    $shell
}

function Stop-Shell {
    <#
    .SYNOPSIS
    Stops what a shell runs, as Ctrl+C does; gives whether it ended in time.
    .NOTES
    BeginStop stops on a thread where nobody catches: a nested pipeline of PowerShell 7.6 that ends in the moment it is stopped throws
    there, and ends the process.
    #>
    param([powershell] $Shell, [int] $Seconds = 60)

    $stopping = [Threading.Tasks.Task]::Factory.StartNew([Action] $Shell.Stop, [Threading.Tasks.TaskCreationOptions]::LongRunning)
    $deadline = [datetime]::UtcNow.AddSeconds($Seconds)

    while ([datetime]::UtcNow -lt $deadline) {
        if ($stopping.IsCompleted -and $Shell.InvocationStateInfo.State -notin 'Running', 'Stopping') { return $true }
        Start-Sleep -Milliseconds 5
    }

    $false
}

function Start-Terminal {
    <#
    .SYNOPSIS
    Starts a command in a pseudo-terminal; what is written to its StandardInput is typed.
    #>
    param([string] $Command)

    $start = [Diagnostics.ProcessStartInfo]::new('script', [string[]]('-qfec', $Command, '/dev/null'))
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $terminal = [Diagnostics.Process]::Start($start)
    $terminal | Add-Member Text ($terminal.StandardOutput.ReadToEndAsync())
    $terminal
}

Export-ModuleMember -Function *
