BeforeDiscovery {
    $NoFifo = (Get-Command mkfifo -CommandType Application -ErrorAction Ignore) ? $null : 'there is no mkfifo'
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force

    function Get-Completion([string] $Line) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches
    }

    function Get-Text([string] $Line) {
        Get-Completion $Line | ForEach-Object CompletionText
    }

    function Set-Program([string] $Name, [string] $Script) {
        $null = New-Item -ItemType Directory $Programs -Force
        Set-Content (Join-Path $Programs $Name) "#!/bin/sh`n$Script"
        chmod +x (Join-Path $Programs $Name)
    }

    $Programs = Join-Path $TestDrive 'programs'
    $SavedHome, $SavedPath = $env:HOME, $env:PATH
    $env:HOME = Join-Path $TestDrive 'home'
    $Ssh = New-Item -ItemType Directory (Join-Path $env:HOME '.ssh')

    $global:pipsPool = Start-WorkerPool 'two words' -Type Thread -Count 2
    $null = Start-WorkerPool 'odd[1]' -Type Thread -Count 1
    $null = New-WorkerQueue -Name work
    $null = New-SharedObject Dictionary -Name "it's"
    $null = New-WorkerLock Semaphore -Name gate -Count 2
    $null = New-WorkerPipe -Name talk
    $global:pipsLauncher = New-WorkerLauncher web1, web2 -SlotsPerHost 4
}

AfterAll {
    $env:HOME, $env:PATH = $SavedHome, $SavedPath
    Get-WorkerPool | Stop-WorkerPool
    Get-SharedObject | ForEach-Object { Remove-SharedObject -InputObject $_ }
    Remove-Variable pipsPool, pipsLauncher -Scope Global
    Get-ChildProcess | Should -BeNullOrEmpty
}

Describe 'Completion' {
    It 'is there for every parameter with a known set' {
        # Parameters that take text or anything, and have no known set; of each the reason.
        $Free = @{
            'Name of Start-WorkerPool'          = 'a new name'
            'Name of Start-WorkerProcess'       = 'a new name'
            'Name of New-WorkerPipe'            = 'a new name'
            'Name of New-WorkerQueue'           = 'a new name'
            'Name of New-WorkerLock'            = 'a new name'
            'Name of New-SharedObject'          = 'a new name'
            'Name of New-SharedArray'           = 'a new name'
            'UserName of New-WorkerLauncher'    = 'a user of another machine'
            'KeyFilePath of New-WorkerLauncher' = 'a file'
            'WorkerPath of New-WorkerLauncher'  = 'a file of another machine'
            'Option of New-WorkerLauncher'      = 'another program''s options'
            'Command of New-WorkerLauncher'     = 'any command'
            'CheckpointPath of Invoke-PiEstimate' = 'a file'
            'LogPath of Invoke-WorkerTask'      = 'a file'
            'Title of Export-PiReport'          = 'words'
            'Key of Update-SharedObject'        = 'anything'
            'ReferenceObject of Compare-PiBenchmark' = 'a file, or what was measured'
            'DifferenceObject of Compare-PiBenchmark' = 'a file, or what was measured'
            'ReferenceObject of Test-PiBenchmark' = 'a file, or what was measured'
            'DifferenceObject of Test-PiBenchmark' = 'a file, or what was measured'
        }

        $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
        $without = foreach ($command in Get-Command -Module PiPS -CommandType Cmdlet) {
            foreach ($parameter in $command.Parameters.Values | Where-Object Name -NotIn $common) {
                $type = $parameter.ParameterType
                $type = $type.IsArray ? $type.GetElementType() : $type
                $type = [Nullable]::GetUnderlyingType($type) ?? $type
                $isInput = $parameter.Name -in 'InputObject', 'InitialValue', 'ArgumentList', 'Path', 'LiteralPath' -and $type -in [string], [object], [psobject]
                $isPlain = $type.IsPrimitive -or $type -in [switch], [scriptblock], [timespan], [psobject] -or $type.Name -eq 'WholeNumber'
                $completes = $parameter.Attributes | Where-Object { $_ -is [Management.Automation.ArgumentCompleterAttribute] }

                if (-not ($isInput -or $isPlain -or $completes)) {
                    "$($parameter.Name) of $($command.Name)"
                }
            }
        }

        # Neither one that completes nothing, nor one in the table that is no more.
        $without | Sort-Object | Should -Be ($Free.Keys | Sort-Object)
    }

    It 'says of every name of an enumeration what it is for: <_>' -ForEach @(
        'Invoke-PiEstimate -Generator ', 'Invoke-PiEstimate -Type ', 'Measure-PiScaling -Type Thread, ', 'Measure-PiScaling -Pinning ',
        'Measure-PiScaling -Generator ', 'Test-PiCore -Load ', 'Test-PiCore -Generator ', 'Export-PiBenchmark x -Format ', 'Start-WorkerPool -Type ',
        'Invoke-WorkerTask { } -Type ', 'New-SharedObject ', 'New-WorkerLock ', 'New-SharedArray '
    ) {
        $found = Get-Completion $_

        @($found).Count | Should -BeGreaterThan 1
        $found.ToolTip | Should -Match '^[A-Z0-9].* .*\.$'
        $found.ToolTip | Select-Object -Unique | Should -HaveCount @($found).Count
    }

    It 'helps to choose a generator' {
        Get-Text 'Invoke-PiEstimate -Generator ' | Should -Be 'Xoshiro256PlusPlus', 'MersenneTwister'
        (Get-Completion 'Invoke-PiEstimate -Generator mers').ToolTip | Should -Match 'Python'
        (Invoke-PiEstimate 1e6 -Seed 1 -Generator mersenne -Type Thread).Generator | Should -Be 'MersenneTwister'
        { Invoke-PiEstimate 1 -Generator None } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage '*Xoshiro256PlusPlus, MersenneTwister.'
    }

    It 'completes <Line> to <Text>' -ForEach @(
        @{ Line = 'Invoke-PiEstimate -Pool '; Text = 'odd[1]', "'two words'"; Tip = '^Thread, 1 worker: 1 (idle|starting)$' }
        @{ Line = 'Invoke-WorkerTask { } -Pool tw'; Text = "'two words'"; Tip = '^Thread, 2 workers: ' }
        @{ Line = "Invoke-WorkerTask { } -Pool 'two w"; Text = "'two words'"; Tip = 'Thread' }
        @{ Line = 'Invoke-WorkerTask { } -Pool "TWO'; Text = '"two words"'; Tip = 'Thread' }
        @{ Line = 'Invoke-WorkerTask { } -Pool *w'; Text = "'two words'"; Tip = 'Thread' }
        @{ Line = 'Invoke-WorkerTask { } -Pool odd['; Text = 'odd[1]'; Tip = 'Thread' }
        @{ Line = 'Get-WorkerPool odd'; Text = "'odd``[1``]'"; Tip = 'Thread' }
        @{ Line = 'Stop-WorkerPool -Name "odd'; Text = '"odd``[1``]"'; Tip = 'Thread' }
        @{ Line = 'Set-WorkerPool t'; Text = "'two words'"; Tip = 'Thread' }
        @{ Line = 'Stop-WorkerPool -Pool '; Text = '$pipsPool'; Tip = '^two words: Thread, 2 workers' }
        @{ Line = 'Invoke-PiEstimate -Launcher '; Text = '$pipsLauncher'; Tip = '^Ssh: web1, web2; 8 workers unless told$' }
        @{ Line = 'Send-WorkerMessage w'; Text = 'work'; Tip = '^Queue: 0 messages$' }
        @{ Line = 'Complete-WorkerQueue '; Text = 'work'; Tip = 'Queue' }
        @{ Line = 'Use-WorkerLock '; Text = 'gate'; Tip = '^Semaphore: ' }
        @{ Line = 'Wait-WorkerLock gate, g'; Text = 'gate'; Tip = 'Semaphore' }
        @{ Line = 'Remove-SharedObject i'; Text = "'it''s'"; Tip = '^Dictionary: 0 keys$' }
        @{ Line = "Get-SharedObject 'it''"; Text = "'it''s'"; Tip = 'Dictionary' }
    ) {
        $found = Get-Completion $Line

        $found.CompletionText | Should -Be $Text
        $found[0].ToolTip | Should -Match $Tip
    }

    It 'makes names of pools that find them' {
        foreach ($name in Get-Text 'Get-WorkerPool ') {
            Invoke-Expression "Get-WorkerPool $name" | Should -HaveCount 1 -Because $name
        }

        (Invoke-Expression "1 | Invoke-WorkerTask { `$_ } -Pool $(Get-Text 'Invoke-WorkerTask { } -Pool odd')") | Should -Be 1
    }

    It 'offers no files where nothing fits: <_>' -ForEach 'Get-WorkerPool zzz', 'Invoke-PiEstimate -Pool zzz', 'New-WorkerLauncher zzz', 'Invoke-PiEstimate -Generator z', 'Send-WorkerMessage zzz' {
        Get-Completion $_ | Should -BeNullOrEmpty
    }

    It 'knows functions and variables' {
        function global:Get-PipsPrice { param($Item, $Currency) "$Item $Currency" }
        $global:pipsCount = 7

        try {
            (Get-Completion 'Invoke-WorkerTask { } -Function Get-Pips').ToolTip | Should -Be 'Get-PipsPrice -Item -Currency'
            (Get-Completion 'Start-WorkerProcess { } -Variable pipsC').ToolTip | Should -Be '[Int32] 7'
        }
        finally {
            Remove-Item Function:Get-PipsPrice
            Remove-Variable pipsCount -Scope Global
        }
    }

    It 'knows modules, and paths of such' {
        $module = New-Item -ItemType Directory (Join-Path $TestDrive 'modules' 'PipsOdd Module' '1.10.0')
        Set-Content (Join-Path $module 'PipsOdd Module.psm1') ''
        $null = New-Item -ItemType Directory (Join-Path $TestDrive 'modules' 'PipsOdd Module' '1.9.0'), (Join-Path $TestDrive 'modules' 'PipsOdd Empty')
        $saved = $env:PSModulePath
        $env:PSModulePath = (Join-Path $TestDrive 'modules'), '/nowhere', $saved -join [IO.Path]::PathSeparator

        try {
            $found = Get-Completion 'Start-WorkerPool -Module PipsOdd'
            $found.CompletionText | Should -Be "'PipsOdd Module'"
            $found.ToolTip | Should -Match '^1\.10\.0, in '
            (Get-Completion 'Start-WorkerPool -Module PiP' | Where-Object ListItemText -EQ PiPS).ToolTip | Should -Match '^\d+\.\d+\.\d+, loaded: '
            Get-Text "Start-WorkerPool -Module $TestDrive/modu" | Should -Match 'modules'
        }
        finally {
            $env:PSModulePath = $saved
        }
    }

    It 'knows the processors that may be used' {
        Get-Text 'Start-WorkerPool -ProcessorAffinity ' | Should -Be ([PiPS.Engine.Machine.UsableProcessors]::ForPinning())
        (Get-Completion 'Test-PiCore ')[0].ToolTip | Should -Match '^processor \d+'
    }

    It 'knows the hosts of the user''s ssh' {
        Set-Content $Ssh/config "Include extra`nHost web1 *.lab`n HostName %h.example.org`n User ann"
        Set-Content $Ssh/extra "Host=`"db1`"`n Port 2222"
        Set-Content $Ssh/known_hosts "known1 ssh-ed25519 AAAA`n|1|x=|y= ssh-ed25519 AAAA"

        $found = Get-Completion 'New-WorkerLauncher '
        $found.CompletionText | Select-Object -First 3 | Should -Be 'db1', 'web1', 'known1'
        $found.ToolTip | Select-Object -First 3 | Should -Be 'db1, port 2222 (~/.ssh/extra)', 'web1.example.org as ann (~/.ssh/config)', 'known1 (its key is in ~/.ssh/known_hosts)'
        Get-Text 'New-WorkerLauncher db1, root@w' | Should -Be 'root@web1'
    }

    It 'has no error, and no wait, for a configuration that can''t be read' -Skip:($null -ne $NoFifo) {
        Remove-Item $Ssh/*
        $Error.Clear()

        # Nobody writes into it: who opens it to read waits for ever.
        mkfifo $Ssh/config
        Get-Text 'New-WorkerLauncher db' | Should -BeNullOrEmpty
        [IO.File]::WriteAllText("$Ssh/config", '')
        Remove-Item $Ssh/config
        $null = New-Item -ItemType Directory $Ssh/config
        Get-Text 'New-WorkerLauncher db' | Should -BeNullOrEmpty
        Remove-Item $Ssh/config
        [IO.File]::WriteAllBytes("$Ssh/config", [byte[]](0..255))
        Get-Text 'New-WorkerLauncher db' | Should -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }
}

Describe 'Completion of what Slurm has' {
    AfterEach {
        $env:PATH = $SavedPath
    }

    It 'shows partitions, features and accounts' {
        Set-Program sinfo 'case "$3" in *P*) echo "main*|up|7-00:00:00|5/3/0/8"; echo "debug|down|infinite|0/0/1/1";; *) echo "avx512,gpu|2"; echo "(null)|1";; esac'
        Set-Program sacctmgr 'echo physics; echo lab'
        $env:PATH = "${Programs}:$SavedPath"

        $found = Get-Completion 'New-WorkerLauncher -Slurm -Partition '
        $found.CompletionText | Should -Be 'main', 'debug'
        $found.ToolTip | Should -Be 'up, 3 of 8 nodes idle, at most 7-00:00:00; taken where none is named', 'down, 0 of 1 nodes idle, no time limit'
        Get-Text 'New-WorkerLauncher -Slurm -Account ' | Should -Be 'lab', 'physics'
        Get-Text 'New-WorkerLauncher -Slurm -Constraint av' | Should -Be 'avx512'
        Get-Text "New-WorkerLauncher -Slurm -Constraint 'avx512&g" | Should -Be "'avx512&gpu'"
    }

    It 'waits no second for a cluster that hangs, and leaves nothing' {
        Set-Program sinfo 'sleep 300; echo "late*|up|1:00|0/0/0/1"'
        $env:PATH = "${Programs}:$SavedPath"

        Get-Text 'New-WorkerLauncher -Slurm -Partition ' | Should -BeNullOrEmpty
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'offers nothing where <What>' -ForEach @(
        @{ What = 'there is no Slurm'; Script = $null }
        @{ What = 'Slurm fails'; Script = 'echo "main*|up|1:00|0/0/0/1"; echo "no controller" >&2; exit 1' }
        @{ What = 'it talks otherwise'; Script = 'echo hello; printf "a\033[2Jb|up|1:00|0/0/0/1\n"' }
    ) {
        Remove-Item $Programs -Recurse -ErrorAction Ignore
        $null = New-Item -ItemType Directory $Programs

        if ($Script) {
            Set-Program sinfo $Script
        }

        $env:PATH = $Script ? "${Programs}:$SavedPath" : $Programs
        Get-Text 'New-WorkerLauncher -Slurm -Partition ' | Should -BeNullOrEmpty
    }
}
