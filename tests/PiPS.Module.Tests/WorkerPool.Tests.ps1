BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
}

Describe 'Worker pools of <Type>' -ForEach @{ Type = 'Thread' }, @{ Type = 'Process' } {
    AfterEach {
        Get-WorkerPool | Stop-WorkerPool -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'are started, shown, resized and stopped' {
        $pool = Start-WorkerPool one -Type $Type -Count 1
        $null = Start-WorkerPool two -Type $Type -Count 1

        (Get-WorkerPool).Name | Should -Be 'one', 'two'
        (Get-WorkerPool o*).Name | Should -Be 'one'
        1..3 | Invoke-WorkerTask { $_ } -Pool one | Should -HaveCount 3

        Set-WorkerPool one -Count 3
        $pool.Count | Should -Be 3
        Wait-Until { @($pool.Workers | Where-Object State -EQ Idle).Count -eq 3 }
        Get-WorkerPool one | Set-WorkerPool -Count 1
        Wait-Until { $pool.Workers.Count -eq 1 }

        Stop-WorkerPool one, two
        $pool.State | Should -Be 'Stopped'
        Get-WorkerPool | Should -BeNullOrEmpty
    }

    It 'prepare their workers' {
        function Get-Seven { 7 }
        $eight = 8
        $null = Start-WorkerPool p -Type $Type -Count 1 -InitializationScript { $nine = 9 } -Function Get-Seven -Variable eight

        Invoke-WorkerTask { Get-Seven; $eight; $nine } -Pool p | Should -Be 7, 8, 9
    }

    It 'fail with a reason where workers can''t be prepared' {
        $null = Start-WorkerPool p -Type $Type -Count 1 -InitializationScript { throw 'not today' }

        { 1..3 | Invoke-WorkerTask { $_ } -Pool p -ErrorAction Stop } | Should -Throw '*not today*'
    }

    It 'give -InitializationScript the values of $using:, and refuse a variable that isn''t there' {
        $greeting = @{ word = 'hello' }
        $null = Start-WorkerPool p -Type $Type -Count 1 -InitializationScript { $said = "$($using:greeting.word) there" }

        Invoke-WorkerTask { $said } -Pool p | Should -Be 'hello there'
        { Start-WorkerPool q -Type $Type -InitializationScript { $using:nothingLikeThis } } |
            Should -Throw -ErrorId 'UsingVariableUndefined,*'
        { Start-WorkerPool q -Type $Type -ExitScript { $using:nothingLikeThis } } | Should -Throw -ErrorId 'UsingVariableUndefined,*'
        (Get-WorkerPool).Name | Should -Be 'p'
    }

    It 'run -ExitScript once in each worker that ends by choice' {
        $folder = "$TestDrive/$Type-choice"
        $null = New-Item -ItemType Directory $folder
        $pool = Start-WorkerPool p -Type $Type -Count 2 -MaximumTaskPerWorker 2 -InitializationScript { $mine = [guid]::NewGuid().Guid } -ExitScript {
            Set-Content "$using:folder/$mine" $PID
        }

        $guids = 1..4 | Invoke-WorkerTask { $mine } -Pool p -BatchSize 1 | Sort-Object -Unique
        Wait-Until { @($pool.Workers | Where-Object State -EQ Idle).Count -eq 2 }
        Set-WorkerPool p -Count 1
        Wait-Until { $pool.Workers.Count -eq 1 }
        Stop-WorkerPool p -ErrorVariable errors

        $errors | Should -BeNullOrEmpty
        $names = (Get-ChildItem $folder).Name
        $guids | Should -BeIn $names
        $names.Count | Should -BeIn 4, 5
        $files = Get-ChildItem $folder | Get-Content
        ($files -contains $PID) | Should -Be ($Type -eq 'Thread')
    }

    It 'don''t run it in workers that are killed' {
        $file = "$TestDrive/$Type-killed"
        $pool = Start-WorkerPool p -Type $Type -Count 1 -ExitScript { Set-Content $using:file 'ended' }
        Invoke-WorkerTask { 1 } -Pool p | Should -Be 1

        Stop-WorkerPool p -Force

        $pool.State | Should -Be 'Stopped'
        $file | Should -Not -Exist
    }

    It 'tell what went wrong in it' {
        $null = Start-WorkerPool p -Type $Type -Count 1 -ExitScript { Write-Error 'first' -ErrorAction Continue; throw 'second' }
        Invoke-WorkerTask { 1 } -Pool p | Should -Be 1

        Stop-WorkerPool p -ErrorVariable errors -ErrorAction SilentlyContinue

        $errors | Should -HaveCount 2
        "$($errors[0])" | Should -BeLike '*first*'
        "$($errors[1])" | Should -BeLike '*second*'
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'ExitScriptFailed,*'
        $errors[0].TargetObject | Should -Be 'p'
    }

    It 'don''t wait for it for longer than they are told' {
        $pool = Start-WorkerPool p -Type $Type -Count 1 -ExitScript { while ($true) { Start-Sleep 1 } }
        Invoke-WorkerTask { 1 } -Pool p | Should -Be 1
        $shell = Start-Shell { Stop-WorkerPool p -TimeoutSeconds 1 }

        Wait-Until { $pool.Workers.Count -eq 0 -and $shell.InvocationStateInfo.State -eq 'Completed' }

        "$($shell.Streams.Error)" | Should -BeLike '*killed in its exit script*'
    }

    It 'keep each worker, its threads and its replacement on the processor of its number' -Skip:(-not $IsLinux) {
        $usable = @((Get-PiEnvironment).Processors | Where-Object IsUsable | ForEach-Object Id)
        $chosen = @($usable[-1], $usable[0])
        $pool = Start-WorkerPool p -Type $Type -Count 3 -ProcessorAffinity $chosen -MaximumTaskPerWorker 1
        Wait-Until { @($pool.Workers | Where-Object State -EQ Idle).Count -eq 3 }

        $pool.Workers.Processor | Should -Be $chosen[0], $chosen[1], $chosen[0]
        $seen = 1..6 | Invoke-WorkerTask {
            # A thread worker is one thread; a process is all of its threads.
            $self = Get-Content /proc/thread-self/status
            $all = if ($using:Type -eq 'Process') { Get-ChildItem /proc/self/task | ForEach-Object { Get-Content "$_/status" -ErrorAction Ignore } }
            $lists = @($self) + @($all) -match '^Cpus_allowed_list:' -replace '\D+' | Sort-Object -Unique
            $child = (cat /proc/self/status) -match '^Cpus_allowed_list:' -replace '\D+'
            "$lists $child"
        } -Pool p

        $seen | Should -HaveCount 6
        $seen | Should -BeIn ($chosen | ForEach-Object { "$_ $_" })
        Get-Content /proc/self/status | Select-String "Cpus_allowed_list:\s+$($usable[0])-?" | Should -Not -BeNullOrEmpty
    }

    It 'show what their workers did' {
        $pool = Start-WorkerPool p -Type $Type -Count 2
        $null = 1..100 | Invoke-WorkerTask { if ($_ -eq 5) { throw 'x' } } -Pool p -ErrorAction SilentlyContinue

        ($pool.Workers | Measure-Object Done -Sum).Sum | Should -Be 99
        ($pool.Workers | Measure-Object Failed -Sum).Sum | Should -Be 1
        $pool.Workers[0].Starting | Should -BeGreaterThan 0
        $lines = @(Get-WorkerPool | Out-String -Width 80 -Stream) + @($pool.Workers | Out-String -Width 80 -Stream)
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }

    It 'ask before they change' {
        Start-WorkerPool p -Type $Type -WhatIf | Should -BeNullOrEmpty
        Get-WorkerPool | Should -BeNullOrEmpty
        $pool = Start-WorkerPool p -Type $Type -Count 1
        Stop-WorkerPool p -WhatIf
        Set-WorkerPool p -Count 2 -WhatIf
        $pool.Count | Should -Be 1
        $pool.State | Should -Be 'Running'
    }

    It 'end with the session and with the module' {
        $text = "Import-Module '$(Get-ManifestPath)'; `$p = Start-WorkerPool -Type $Type -Count 2; 1..3 | Invoke-WorkerTask { `$_ } -Pool `$p -Ordered; Remove-Module PiPS; `$p.State"

        pwsh -NoProfile -Command $text | Should -Be '1', '2', '3', 'Stopped'
    }

    It 'run -ExitScript at the end of <_>' -ForEach 'the module', 'the session' {
        $file = "$TestDrive/$Type-$($_ -replace ' ')"
        $end = if ($_ -eq 'the module') { 'Remove-Module PiPS' } else { 'exit' }
        $text = "Import-Module '$(Get-ManifestPath)'; `$p = Start-WorkerPool -Type $Type -Count 1 -ExitScript { Set-Content '$file' done; throw 'at last' }; " +
            "Invoke-WorkerTask { 1 } -Pool `$p; $end"

        $output = pwsh -NoProfile -Command $text 2>&1

        Get-Content $file | Should -Be 'done'
        "$output" | Should -BeLike '1*at last*'
    }
}

Describe 'Names' {
    It 'may have characters of wildcards: <_>' -ForEach '[', 'br[ack]et', '`tick', 'a*' {
        $pool = Start-WorkerPool $_ -Type Thread -Count 1

        Get-WorkerPool $_ | Should -Be $pool
        1 | Invoke-WorkerTask { 7 } -Pool $_ | Should -Be 7
        Stop-WorkerPool $_
        Get-WorkerPool | Should -BeNullOrEmpty
    }
}

Describe 'Bad input' {
    AfterEach {
        Get-WorkerPool | Stop-WorkerPool -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'is refused: <Id>' -ForEach @(
        @{ Id = 'PoolNotFound'; Call = { Get-WorkerPool nowhere -ErrorAction Stop } }
        @{ Id = 'PoolNotFound'; Call = { Stop-WorkerPool nowhere -ErrorAction Stop } }
        @{ Id = 'PoolNotFound'; Call = { Get-WorkerPool '[' -ErrorAction Stop } }
        @{ Id = 'WorkerCountOutOfRange'; Call = { Start-WorkerPool -Count 0 } }
        @{ Id = 'ProcessorNotUsable'; Call = { Start-WorkerPool -ProcessorAffinity 0, 99999 } }
        @{ Id = 'ProcessorNotUsable'; Call = { Start-WorkerPool -ProcessorAffinity -1 } }
        @{ Id = 'ProcessorNotUsable'; Call = { Start-WorkerPool -ProcessorAffinity @() } }
        @{ Id = 'NotAWholeNumber'; Call = { Start-WorkerPool -ProcessorAffinity 0.5 } }
        @{ Id = 'MaximumTaskOutOfRange'; Call = { Start-WorkerPool -MaximumTaskPerWorker 0 } }
        @{ Id = 'PoolExists'; Call = { $null = Start-WorkerPool same -Type Thread -Count 1; Start-WorkerPool same } }
    ) {
        $record = $null

        try { $null = & $Call } catch { $record = $_ }

        $record.FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $record.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}
