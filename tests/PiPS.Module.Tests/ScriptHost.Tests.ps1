BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
    Import-Module (Get-DoublesPath) -Force

    $script:runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
    $runspace.Open()
    $script:scriptHost = [PiPS.Cmdlets.Tasks.ScriptHost]::new($runspace)

    # Runs a task over items, and gives the results: one for each item that was ended.
    function Invoke-Task($Task, [object[]] $Items) {
        $own = [PiPS.Module.Doubles.ListPort]::new($Items, $false)
        $script:outcome = $scriptHost.Run($Task, $own)
        $own.Left | Should -Be 0 -Because "$($outcome.Failure)"
        $own.Strays.Count | Should -Be 0
        , $own.Results
    }

    function Get-Output($Results) {
        foreach ($result in $Results) { $result.Output }
    }

    # The line of this file that has a mark.
    function Get-MarkedLine($Mark) {
        (Select-String -LiteralPath $PSCommandPath -Pattern "# $Mark$").LineNumber
    }

    # The record after a journey between processes.
    function ConvertTo-Arrived($Kind, $Record) {
        [PiPS.Cmdlets.Tasks.Records.StreamRecords]::FromValues($Kind, [PiPS.Cmdlets.Tasks.Records.StreamRecords]::ToValues($Kind, $Record))
    }
}

AfterAll {
    $scriptHost.Dispose()
    $runspace.Dispose()
}

Describe 'A script in a worker' {
    # The suite's own strictness isn't what is tested; a task has its caller's.
    BeforeEach {
        Set-StrictMode -Off
        $ErrorActionPreference = 'Continue'
    }

    Context 'Output' {
        It 'belongs to its item' {
            $results = Invoke-Task (New-TestTask { foreach ($i in 1..$_) { "$_/$i" } }) (1, 0.5, 3)

            $results.Input | Should -Be (1, 0.5, 3)
            $results[2].Output | Should -Be ('3/1', '3/2', '3/3')
            $results.Failure | Should -Be ($null, $null, $null)
        }

        It 'is unrolled once, as in a pipeline' {
            $results = Invoke-Task (New-TestTask { , @(1, 2); @(3, @(4, 5)); , , 6 }) @(0)

            $results[0].Output.Count | Should -Be 4
            $results[0].Output[0] | Should -Be (1, 2)
            $results[0].Output[1] | Should -Be 3
            $results[0].Output[2] | Should -Be (4, 5)
            $results[0].Output[3] -is [array] | Should -BeTrue
        }

        It 'keeps nulls, and has nothing for nothing' {
            $results = Invoke-Task (New-TestTask { if ($_ -eq 1) { $null; $null } }) (1, 2)

            $results[0].Output.Count | Should -Be 2
            $results[1].Output.Count | Should -Be 0
        }

        It 'has items that are arrays whole, and null ones' {
            $results = Invoke-Task (New-TestTask { "$($_.Count):$PSItem" }) ((1, 2), $null, @())

            Get-Output $results | Should -Be ('2:1 2', '0:', '0:')
        }

        It 'ends an item with return' {
            $results = Invoke-Task (New-TestTask { 'a'; if ($_ -eq 2) { return 'r' }; 'b' }) (1, 2, 3)

            $results[1].Output | Should -Be ('a', 'r')
            $results[2].Output | Should -Be ('a', 'b')
        }

        It 'takes what commands of the system print' -Skip:$IsWindows {
            $results = Invoke-Task (New-TestTask { /bin/echo "n$_" }) (1, 2)

            $results[1].Output | Should -Be 'n2'
        }

        It 'has begin and end once, with their own brackets' {
            $results = Invoke-Task (New-TestTask { begin { $sum = 0; 'b' } process { $sum += $_ } end { $sum } }) (1, 2, 3)

            "$($results.Input)" | Should -Be 'begin 1 2 3 end'
            $results[0].Output | Should -Be 'b'
            $results[-1].Output | Should -Be 6
        }
    }

    Context 'An item that fails' {
        It 'is the only one: <Name>' -ForEach @(
            @{ Name = 'throw'; Script = { if ($_ -in 3, 7) { throw "no $_" }; $_ }; Id = 'no 3' }
            @{ Name = 'exit'; Script = { if ($_ -in 3, 7) { exit $_ }; $_ }; Id = 'ItemExited' }
            @{ Name = 'break'; Script = { if ($_ -in 3, 7) { break }; $_ }; Id = 'ItemBrokeOut' }
            @{ Name = 'continue'; Script = { if ($_ -in 3, 7) { continue }; $_ }; Id = 'ItemBrokeOut' }
            @{ Name = 'break to a label'; Script = { if ($_ -in 3, 7) { break out }; $_ }; Id = 'ItemBrokeOut' }
            @{ Name = 'Stop'; Script = { if ($_ -in 3, 7) { Write-Error e -ErrorId E -ErrorAction Stop }; $_ }; Id = 'E,<ScriptBlock>' }
        ) {
            $results = Invoke-Task (New-TestTask $Script) (1..10)

            $results.Input | Should -Be (1..10)
            Get-Output $results | Should -Be (1, 2, 4, 5, 6, 8, 9, 10)
            ($results | Where-Object Failure).Input | Should -Be (3, 7)
            $results[2].Failure.FullyQualifiedErrorId | Should -Be $Id
            $results[2].Errors.Count | Should -Be 1
            $outcome.Failure | Should -BeNullOrEmpty
        }

        It 'keeps what it wrote before, and says where it failed' {
            $results = Invoke-Task (New-TestTask {
                    'before'
                    throw 'here' # thrown
                }) (1, 2)

            $results[1].Output | Should -Be 'before'
            $results[1].Failure.InvocationInfo.ScriptLineNumber | Should -Be (Get-MarkedLine thrown)
            $results[1].Failure.InvocationInfo.OffsetInLine | Should -Be 21
            $results[1].Failure.InvocationInfo.ScriptName | Should -Be $PSCommandPath
            $results[1].Failure.InvocationInfo.Line | Should -Match "throw 'here'"
            $results[1].Failure.ScriptStackTrace | Should -Be "at <ScriptBlock>, ${PSCommandPath}: line $(Get-MarkedLine thrown)"
        }

        It 'runs the end block still, in a pipeline that begins anew' {
            $results = Invoke-Task (New-TestTask { begin { $n = 0 } process { if ($_ -eq 2) { throw 'x' }; $n++ } end { "n=$n" } }) (1, 2, 3, 4)

            $results[-1].Output | Should -Be 'n=2'
            ($results | Where-Object { $_.Input -is [int] }).Input | Should -Be (1..4)
        }

        It 'fails in the end block as the pseudo item' {
            $results = Invoke-Task (New-TestTask { process { $_ } end { throw 'at last' } }) (1, 2)

            "$($results[-1].Input)" | Should -Be 'end'
            $results[-1].Failure.Exception.Message | Should -Be 'at last'
            $outcome.Failure | Should -BeNullOrEmpty
        }

        It 'does not for an error that goes on' {
            $results = Invoke-Task (New-TestTask { 1 / 0; Get-Item /not/there; Write-Error 'mine'; 'on' }) @(1)

            $results[0].Failure | Should -BeNullOrEmpty
            $results[0].Errors.Count | Should -Be 3
            $results[0].Output | Should -Be 'on'
        }

        It 'ends the task if it is its begin block' {
            $port = [PiPS.Module.Doubles.ListPort]::new((1, 2), $false)
            $outcome = $scriptHost.Run((New-TestTask { begin { throw 'not today' } process { $_ } }), $port)

            "$($outcome.Failure)" | Should -Be 'not today'
            $port.Left | Should -Be 2
        }

        It 'is each, if an argument of all fits no parameter' {
            $results = Invoke-Task (New-TestTask { param([int] $n) $_ + $n } -ArgumentList 'x') (1, 2)

            $results.Failure.FullyQualifiedErrorId | Should -Match 'ParameterArgumentTransformationError'
        }
    }

    Context '$using:' {
        It 'has values in nested blocks, functions and strings' {
            $x = 5
            $task = New-TestTask {
                function Get-It { $using:x + 1 }
                $using:x
                & { & { $using:x } }
                1 | ForEach-Object { $_ + $using:x }
                Get-It
                "<$using:x>"
            }

            Get-Output (Invoke-Task $task @(0)) | Should -Be (5, 5, 6, 6, '<5>')
        }

        It 'has members, indices, environment and null' {
            $x = @{ y = @{ z = 1 }, 2, 3 }
            $none = $null
            $env:PIPS_TEST_USING = 'e'
            $task = New-TestTask { $using:x.y[1]; $using:x['y'][0].z; $using:env:PIPS_TEST_USING; $null -eq $using:none }

            Get-Output (Invoke-Task $task @(0)) | Should -Be (2, 1, 'e', $true)
        }

        It 'has whole arrays, and splats' {
            $x = 1, 2, 3
            $named = @{ Maximum = $true }

            $results = Invoke-Task (New-TestTask { ($using:x).Count; ($using:x | Measure-Object @using:named).Maximum }) @(0)

            $results[0].Output | Should -Be (3, 3)
        }

        It 'takes local variables of functions' {
            function Get-Task { $inner = 'local'; New-TestTask { $using:inner } }

            Get-Output (Invoke-Task (Get-Task) @(0)) | Should -Be 'local'
        }

        It 'is left to commands that look themselves' {
            $task = New-TestTask { $own = $_ * 10; 1 | ForEach-Object -Parallel { $using:own } }

            Get-Output (Invoke-Task $task (1, 2)) | Should -Be (10, 20)
        }

        It 'is refused for a variable that is not there' {
            { New-TestTask { & { $using:notThere } } } | Should -Throw -ErrorId 'UsingVariableUndefined*'

            try { New-TestTask { $using:notThere } } catch { $caught = $_ }
            $caught.TargetObject | Should -Be 'notThere'
            $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
    }

    Context 'Parameters' {
        It 'have <Item> as <Expected>' -ForEach @(
            @{ Item = @(1, 2); Expected = '1-2' }
            @{ Item = @{ b = 4; a = 3 }; Expected = '3-4' }
            @{ Item = [ordered]@{ a = 3 }; Expected = '3-9' }
            @{ Item = 5; Expected = '5-9' }
            @{ Item = 'text'; Expected = 'text-9' }
            @{ Item = [byte[]](1, 2); Expected = '1 2-9' }
        ) {
            Get-Output (Invoke-Task (New-TestTask { param($a, $b = 9) "$a-$b" }) @(, $Item)) | Should -Be $Expected
        }

        It 'have the whole item if there is one of them' {
            Get-Output (Invoke-Task (New-TestTask { param($row) $row.Count }) @(, (1, 2, 3))) | Should -Be 3
            Get-Output (Invoke-Task (New-TestTask { param($row) $row.k }) @(@{ k = 1 })) | Should -Be 1
            Get-Output (Invoke-Task (New-TestTask { param($row) $row }) @(@{ row = 1 })) | Should -Be 1
        }

        It 'leave $_ the item, and convert' {
            $results = Invoke-Task (New-TestTask { [CmdletBinding()] param([Parameter(Mandatory)] [int] $a, [int] $b) "$($_.Count) $($a + $b)" }) ((1, '2'), ('x', 1), (3, 4))

            Get-Output $results | Should -Be ('2 3', '2 7')
            $results[1].Errors[0].FullyQualifiedErrorId | Should -Match 'ItemNotBound'
        }

        It 'have -ArgumentList for all items' {
            Get-Output (Invoke-Task (New-TestTask { param($x, $y) "$_ $x $y" } -ArgumentList 1, 2) (7, 8)) | Should -Be ('7 1 2', '8 1 2')
            Get-Output (Invoke-Task (New-TestTask { "$_ $args" } -ArgumentList 1, 2) (7, 8)) | Should -Be ('7 1 2', '8 1 2')
        }

        It 'have defaults when it is a call without input' {
            Get-Output (Invoke-Task (New-TestTask { param($x = 3) "$x" } -NoInput) @($null)) | Should -Be '3'
            Get-Output (Invoke-Task (New-TestTask { param($x = 3) "$x" } -NoInput -ArgumentList 4) @($null)) | Should -Be '4'
        }

        It 'bind items as in a pipeline where there are named blocks' {
            $task = New-TestTask { param($Suffix, [Parameter(ValueFromPipelineByPropertyName)] $Name) process { "$Name$Suffix" } } -ArgumentList '!'

            Get-Output (Invoke-Task $task ([pscustomobject]@{ Name = 'n' })) | Should -Be 'n!'
        }

        It 'say where they failed' {
            $results = Invoke-Task (New-TestTask { param($a, $b)
                    throw 'p' # parameterized
                }) @(1)

            $results[0].Failure.InvocationInfo.ScriptLineNumber | Should -Be (Get-MarkedLine parameterized)
        }

        It 'may be a function''s' {
            function Add-Both($a, $b) { $a + $b }
            filter Select-Double { $_ * 2 }

            Get-Output (Invoke-Task (New-TestTask ${function:Add-Both}) (, (1, 2))) | Should -Be 3
            Get-Output (Invoke-Task (New-TestTask ${function:Select-Double}) (1, 2)) | Should -Be (2, 4)
            Get-Output (Invoke-Task (New-TestTask ([scriptblock]::Create('$_ + 1'))) (1, 2)) | Should -Be (2, 3)
        }
    }

    Context 'Streams' {
        It 'arrive as records, in order' {
            $VerbosePreference = $DebugPreference = 'Continue'
            $task = New-TestTask {
                Write-Warning "w$_"
                Write-Verbose v
                Write-Debug d
                Write-Information i -Tags t1, t2
                Write-Host h -ForegroundColor Red
                Write-Progress -Activity a -Status s -PercentComplete 50
                Write-Error e
                'o'
            }

            $results = Invoke-Task $task (1, 2)

            "$($results[0].Records.Key)" | Should -Be 'Warning Verbose Debug Information Information Progress Error Output'
            $results[1].Of('Warning').Message | Should -Be 'w2'
            $results[0].Of('Information')[0].Tags | Should -Be ('t1', 't2')
            $results[0].Of('Information')[1].Tags | Should -Be 'PSHOST'
            $results[0].Of('Progress').PercentComplete | Should -Be 50
        }

        It 'have nothing lost in a thousand' {
            $results = Invoke-Task (New-TestTask { foreach ($i in 1..100) { Write-Warning "$i"; $i } }) (1..10)

            ($results | ForEach-Object { $_.Of('Warning').Count } | Measure-Object -Sum).Sum | Should -Be 1000
        }
    }

    Context 'What the caller has' {
        It 'is its strict mode <Version>' -ForEach @(
            @{ Version = $null; Failed = @() }
            @{ Version = '1.0'; Failed = @(1) }
            @{ Version = '2.0'; Failed = @(1, 2) }
            @{ Version = '3.0'; Failed = @(1, 2, 3) }
            @{ Version = 'Latest'; Failed = @(1, 2, 3) }
        ) {
            $before = $global:Error.Count
            $task = & {
                if ($Version) { Set-StrictMode -Version $Version } else { Set-StrictMode -Off }
                New-TestTask { switch ($_) { 1 { $nope } 2 { 'x'.Nope } 3 { (1, 2)[5] } } }
            }

            $results = Invoke-Task $task (1, 2, 3)

            ($results | Where-Object { $_.Errors.Count -gt 0 }).Input | Should -Be $Failed
            $global:Error.Count | Should -Be $before
        }

        It 'is its preferences' {
            $task = & {
                $ErrorActionPreference = 'Stop'
                $WarningPreference = 'SilentlyContinue'
                $VerbosePreference = 'Continue'
                $ProgressPreference = 'Ignore'
                $ConfirmPreference = 'None'
                $WhatIfPreference = $true
                New-TestTask { "$ErrorActionPreference $WarningPreference $VerbosePreference $ProgressPreference $ConfirmPreference $WhatIfPreference"; Get-Item /not/there; 'on' }
            }

            $results = Invoke-Task $task @(1)

            $results[0].Output | Should -Be 'Stop SilentlyContinue Continue Ignore None True'
            $results[0].Failure.FullyQualifiedErrorId | Should -Match PathNotFound
        }

        It 'is its -Verbose' {
            (Invoke-Task (New-TestTask { Write-Verbose v } -Verbose) @(1))[0].Of('Verbose').Message | Should -Be 'v'
            (Invoke-Task (New-TestTask { Write-Verbose v }) @(1))[0].Of('Verbose').Count | Should -Be 0
        }

        It 'does not ask in a worker' {
            $WarningPreference = 'Inquire'

            (Invoke-Task (New-TestTask { Write-Warning w }) @(1))[0].Of('Warning').Message | Should -Be 'w'
        }

        It 'is its directory' {
            Push-Location $TestDrive
            try { $task = New-TestTask { "$PWD"; Set-Location / } } finally { Pop-Location }

            Get-Output (Invoke-Task $task @(1)) | Should -Be "$((Get-Item $TestDrive).FullName)"
            Get-Output (Invoke-Task $task @(1)) | Should -Be "$((Get-Item $TestDrive).FullName)"
        }

        It 'is functions, with what they use' {
            $factor = 3
            function Get-Product($n) {
                if ($n -eq 2) { throw 'two' } # in a function
                $n * $using:factor
            }
            filter Add-One { $_ + 1 }
            ${function:script:Get-Minus} = { param($n) - $n }

            $results = Invoke-Task (New-TestTask { Get-Product $_ | Add-One | ForEach-Object { Get-Minus $_ } } -Function Get-Product, Add-*, Get-Minus) (1, 2)

            $results[0].Output | Should -Be -4
            $results[1].Failure.InvocationInfo.ScriptLineNumber | Should -Be (Get-MarkedLine 'in a function')
            { New-TestTask { 1 } -Function Get-NotThere } | Should -Throw -ErrorId 'FunctionNotFound*'
        }

        It 'is modules' {
            $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'TestWords')
            Set-Content (Join-Path $folder 'TestWords.psm1') 'function Get-Word { "word" }'

            Get-Output (Invoke-Task (New-TestTask { Get-Word } -Module "$folder/TestWords.psm1") @(1)) | Should -Be 'word'
            { New-TestTask { 1 } -Module NotThereAtAll } | Should -Throw -ErrorId 'ModuleNotFound*'
            { New-TestTask { 1 } -Module './not/there.psd1' } | Should -Throw -ErrorId 'ModuleNotFound*'
        }

        It 'is variables' {
            $taken = 1, 2
            Get-Output (Invoke-Task (New-TestTask { $taken.Count } -Variable taken) @(1)) | Should -Be 2
            Get-Output (Invoke-Task (New-TestTask { "<$taken>" }) @(1)) | Should -Be '<>'
            { New-TestTask { 1 } -Variable notThere } | Should -Throw -ErrorId 'VariableNotFound*'
        }

        It 'is its using namespace' {
            $file = Join-Path $TestDrive 'usings.ps1'
            Set-Content $file "using namespace System.IO`n`nNew-TestTask { [Path]::GetFileName('/a/b'); `$PSCommandPath; throw 'x' }"

            $results = Invoke-Task (& $file) @(1)

            $results[0].Output | Should -Be ('b', $file)
            $results[0].Failure.InvocationInfo.ScriptLineNumber | Should -Be 3
        }

        It 'survives a journey as values' {
            $x = 4
            function Get-Five { 5 }
            $task = New-TestTask { param($n) $_ + $n + $using:x + (Get-Five) } -ArgumentList 100 -Function Get-Five
            $xml = [System.Management.Automation.PSSerializer]::Serialize($task.ToValues(), 9)

            $arrived = [PiPS.Cmdlets.Tasks.TaskDefinition]::FromValues([System.Management.Automation.PSSerializer]::Deserialize($xml))

            Get-Output (Invoke-Task $arrived (1, 2)) | Should -Be (110, 111)
        }
    }

    Context 'The next task' {
        It 'knows nothing of what the last one set' {
            $null = Invoke-Task (New-TestTask {
                    Set-StrictMode -Version Latest
                    $ErrorActionPreference = 'Stop'
                    $global:WarningPreference = 'Stop'
                    $local = 1
                    $global:known = 'known'
                    Get-Item /not/there -ErrorAction Ignore
                }) @(1)

            $task = & { Set-StrictMode -Off; New-TestTask { "$ErrorActionPreference $WarningPreference <$local> $known $($Error.Count)"; $nope } }
            $results = Invoke-Task $task @(1)

            $results[0].Output[0] | Should -Be 'Continue Continue <> known 0'
            $results[0].Errors.Count | Should -Be 0
        }

        It 'has none of its end block''s output' {
            $null = Invoke-Task (New-TestTask { process { $_ } end { 'late' } }) @(1)

            Get-Output (Invoke-Task (New-TestTask { $_ }) @(1)) | Should -Be 1
        }
    }

    Context 'Cancel' {
        BeforeAll {
            function Start-Host($Port, $Task) {
                $shell = [powershell]::Create().AddScript({ param($h, $t, $p) $h.Run($t, $p) })
                $shell = $shell.AddArgument($scriptHost).AddArgument($Task).AddArgument($Port)
                $shell | Add-Member Running $shell.BeginInvoke() -PassThru
                $Port.Begun.Wait(120000) | Should -BeTrue
            }
        }

        It 'stops a script, whose item is ended as stopped' {
            $port = [PiPS.Module.Doubles.ListPort]::new((1, 2), $false)
            $shell = Start-Host $port (New-TestTask { while ($true) { [Threading.Thread]::Yield() > $null } })

            $scriptHost.Cancel('00:00:15') | Should -BeTrue

            $shell.EndInvoke($shell.Running).IsStopped | Should -BeTrue
            $port.Results.Input | Should -Be 1
            $port.Results[0].Failure.FullyQualifiedErrorId | Should -Be ItemStopped
            $port.Left | Should -Be 1
            Get-Output (Invoke-Task (New-TestTask { $_ }) @(1)) | Should -Be 1
        }

        It 'stops waiting for an item' {
            $port = [PiPS.Module.Doubles.ListPort]::new((1, 2), $true)
            $shell = Start-Host $port (New-TestTask { $_ })
            Wait-Until { $port.Results.Count -eq 2 }

            $scriptHost.Cancel('00:00:15') | Should -BeTrue

            $shell.EndInvoke($shell.Running).IsStopped | Should -BeTrue
            $port.Results.Failure | Should -Be ($null, $null)
        }

        It 'says so if the script does not let itself be stopped' {
            $gate = [Threading.ManualResetEventSlim]::new()
            $port = [PiPS.Module.Doubles.ListPort]::new(@(1), $false)
            $shell = Start-Host $port (New-TestTask { ($using:gate).Wait() })

            $scriptHost.Cancel('00:00:00.2') | Should -BeFalse

            $gate.Set()
            $shell.EndInvoke($shell.Running).IsStopped | Should -BeTrue
            $port.Results.Count | Should -Be 1
        }
    }

    Context 'A record from another process' {
        It 'is an error with all that it had' {
            $results = Invoke-Task (New-TestTask {
                    Get-Item /not/there # position
                    Write-Error -Message m -ErrorId I -Category InvalidData -TargetObject @{ k = 1 } -CategoryReason R -CategoryTargetName N -CategoryTargetType T -RecommendedAction 'do'
                    throw [InvalidOperationException]::new('bad')
                }) @(1)

            foreach ($record in $results[0].Errors) {
                $arrived = ConvertTo-Arrived Error $record

                $arrived | Should -BeOfType ([System.Management.Automation.ErrorRecord])
                "$arrived" | Should -Be "$record"
                $arrived.FullyQualifiedErrorId | Should -Be $record.FullyQualifiedErrorId
                $arrived.CategoryInfo.ToString() | Should -Be $record.CategoryInfo.ToString()
                $arrived.CategoryInfo.Reason | Should -Be $record.CategoryInfo.Reason
                $arrived.ScriptStackTrace | Should -Be $record.ScriptStackTrace
                $arrived.InvocationInfo.PositionMessage | Should -Be $record.InvocationInfo.PositionMessage
                $arrived.ErrorDetails.RecommendedAction | Should -Be $record.ErrorDetails.RecommendedAction
                $arrived.Exception.Message | Should -Be $record.Exception.Message
                $arrived.Exception.SerializedRemoteException.PSTypeNames[0] | Should -Be "Deserialized.$($record.Exception.GetType().FullName)"
            }

            $results[0].Errors.Count | Should -Be 3
            (ConvertTo-Arrived Error $results[0].Errors[1]).TargetObject.k | Should -Be 1
        }

        It 'is an error without a position too' {
            $record = [System.Management.Automation.ErrorRecord]::new([Exception]::new('e'), 'id', 'NotSpecified', $null)

            (ConvertTo-Arrived Error $record).FullyQualifiedErrorId | Should -Be 'id'
            (ConvertTo-Arrived Error $record).InvocationInfo | Should -BeNullOrEmpty
        }

        It 'is a warning, verbose, debug, information or progress record' {
            $VerbosePreference = $DebugPreference = 'Continue'
            $results = Invoke-Task (New-TestTask {
                    Write-Warning w
                    Write-Verbose v
                    Write-Debug d
                    Write-Information @{ a = 1 } -Tags t
                    Write-Host h -ForegroundColor Red -NoNewline
                    Write-Progress -Id 4 -ParentId 2 -Activity a -Status s -CurrentOperation c -PercentComplete 50 -SecondsRemaining 9
                }) @(1)
            $records = foreach ($pair in $results[0].Records) { ConvertTo-Arrived $pair.Key $pair.Value }

            $records.ForEach({ $_.GetType().Name }) | Should -Be ('WarningRecord', 'VerboseRecord', 'DebugRecord', 'InformationRecord', 'InformationRecord', 'ProgressRecord')
            $records[0..2].Message | Should -Be ('w', 'v', 'd')
            $records[0].InvocationInfo.PositionMessage | Should -Be $results[0].Records[0].Value.InvocationInfo.PositionMessage
            $records[3].MessageData.a | Should -Be 1
            $records[3].Tags | Should -Be 't'
            $records[3].TimeGenerated | Should -Be $results[0].Records[3].Value.TimeGenerated
            $records[3].Source | Should -Be $results[0].Records[3].Value.Source
            $records[4].MessageData.ForegroundColor | Should -Be Red
            $records[4].MessageData.NoNewLine | Should -BeTrue
            "$($records[4].MessageData)" | Should -Be 'h'
            ($records[5] | ConvertTo-Json) | Should -Be ($results[0].Records[5].Value | ConvertTo-Json)
        }
    }
}
