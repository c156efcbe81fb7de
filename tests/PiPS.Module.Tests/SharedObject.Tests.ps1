BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
}

AfterAll {
    Get-SharedObject | Remove-SharedObject
}

Describe 'Shared objects in a session' {
    AfterEach {
        Get-SharedObject | Remove-SharedObject
    }

    Context 'a dictionary' {
        BeforeEach {
            $d = New-SharedObject Dictionary -Name d -InitialValue ([ordered]@{ a = 1; b = 2 })
        }

        It 'is used as a hashtable' {
            $d['A'] | Should -Be 1
            $d.b | Should -Be 2
            $d.c = 3
            $d['d'] = 4
            $d.Keys | Should -Be 'a', 'b', 'c', 'd'
            $d.Values | Should -Be 1, 2, 3, 4
            $d.Count | Should -Be 4
            $d['b', 'nothing', 'a'] | Should -Be 2, $null, 1
            $d.a++
            $d['a'] += 5
            $d.a | Should -Be 7
            $d.Contains('B') | Should -BeTrue
            $d.ContainsKey('zz') | Should -BeFalse
            $d['nothing'] | Should -BeNullOrEmpty
            & { Set-StrictMode -Off; $d.nothing } | Should -BeNullOrEmpty
            $d.Remove('a') | Should -BeNullOrEmpty
            @(foreach ($entry in $d.GetEnumerator()) { "$($entry.Key)=$($entry.Value)" }) | Should -Be 'b=2', 'c=3', 'd=4'
            @(foreach ($whole in $d) { 1 }).Count | Should -Be 1
            foreach ($key in $d.Keys) { $d[$key] = 0 }
            ($d | ConvertTo-Json -Compress) | Should -Be '{"b":0,"c":0,"d":0}'
        }

        It 'takes keys as a hashtable does' {
            $d[1] = 'int'
            $d[1L] = 'long'
            $d[[DayOfWeek]::Monday] = 'day'
            $d[1], $d[1L], $d[[DayOfWeek]'Monday'] | Should -Be 'int', 'long', 'day'
            $keys = 'x', 'b' | ForEach-Object { $_ }
            $d[$keys] | Should -Be $null, 2
            $name = 'b'
            $d.$name | Should -Be 2
            'a' | ForEach-Object { $d[$_] } | Should -Be 1
            Set-Content "$TestDrive/line" 'b'
            $d[(Get-Content "$TestDrive/line")] | Should -Be 2
            $d.Keys[-1] | Should -BeOfType DayOfWeek
            { $d[@{}] = 1 } | Should -Throw "*can't be a key*"
            { $d[$null] = 1 } | Should -Throw "*can't be `$null*"
        }

        It 'prefers its keys to its own properties, as a hashtable does' {
            $d.Count = 'mine'
            $d.Count | Should -Be 'mine'
            $d.Remove('Count')
            $d.Count | Should -Be 2
            & { Set-StrictMode -Off; $d.Name } | Should -BeNullOrEmpty
            $d.item = 'an indexer''s name'
            $d.Item | Should -Be 'an indexer''s name'
            $d.GetName() | Should -Be 'd'
        }

        It 'has what Python''s has' {
            $d.Get('zz', 5) | Should -Be 5
            $d.GetOrAdd('c', 3) | Should -Be 3
            $d.TryAdd('c', 4) | Should -BeFalse
            $d.AddRange(@{ e = 5 })
            $d.PopLast().Key | Should -Be 'e'
            $d.Pop('c') | Should -Be 3
            $d.Pop('c', 'no') | Should -Be 'no'
            { $d.Pop('c') } | Should -Throw "*no key 'c'*"
            { $d.Add('a', 5) } | Should -Throw '*there already*'
            $d.TrySet('a', 1, 10) | Should -BeTrue
            $copy = $d.ToHashtable()
            $copy | Should -BeOfType hashtable
            $copy.A | Should -Be 10
            $value = $null
            $d.TryGetValue('b', [ref] $value) | Should -BeTrue
            $value | Should -Be 2
            $d.Clear()
            $d.Count | Should -Be 0
        }

        It 'is as strict as a hashtable' {
            Set-StrictMode -Version Latest
            $d['nothing'] | Should -BeNullOrEmpty
            { $d.nothing } | Should -Throw -ErrorId 'PropertyNotFoundStrict'
            $d.a | Should -Be 1
        }

        It 'never looks empty once it is removed' {
            Remove-SharedObject d
            { $d.a } | Should -Throw '*been removed*'
            { $d['a'] } | Should -Throw '*been removed*'
            { $d.Count } | Should -Throw '*been removed*'
            { $d.Keys } | Should -Throw '*been removed*'
            { $d.a = 1 } | Should -Throw '*been removed*'
            try { $d['a'] } catch [PiPS.Engine.Sharing.ShareException] { $id = $_.Exception.Id }
            $id | Should -Be 'SharedObjectRemoved'
        }
    }

    Context 'a list' {
        BeforeEach {
            $list = New-SharedObject List -InitialValue 1, 2, 3, 4, 5
        }

        It 'is used as a list' {
            $list[0], $list[-1] | Should -Be 1, 5
            $list[1..3] | Should -Be 2, 3, 4
            $list[0, -1] | Should -Be 1, 5
            $list[3..9] | Should -Be 4, 5
            $list[0] = 10
            $list.Add('x')
            $list.Count | Should -Be 6
            $list.Pop() | Should -Be 'x'
            ($list | Measure-Object -Sum).Sum | Should -Be 24
            @(foreach ($value in $list) { $value }) | Should -Be 10, 2, 3, 4, 5
            $list -contains 3 | Should -BeTrue
            $list.IndexOf(3) | Should -Be 2
            $list.Insert(1, 'y')
            $list.Remove('y') | Should -BeTrue
            $list.RemoveAt(0)
            $list.AddRange(6..7)
            $list.Reverse()
            "$list" | Should -Be '7 6 5 4 3 2'
            $list.Sort()
            $list[0] | Should -Be 2
            $first, $rest = @($list)
            $rest | Should -HaveCount 5
            1 | ForEach-Object { $list[$_] } | Should -Be 3
        }

        It 'says how many values there are where an index is out of range' {
            { $list[5] } | Should -Throw '*has 5 values*'
            { $list[-6] = 1 } | Should -Throw '*has 5 values*'
            { $list['x'] } | Should -Throw "*'x' is no index*"
        }

        It 'stays whole as an argument' {
            Invoke-Command { $args.Count; $args[0].GetType().Name } -ArgumentList $list | Should -Be 1, 'SharedList'
            Invoke-WorkerTask { $args.Count; $args[0][-1] } -ArgumentList $list -Type Thread | Should -Be 1, 5
        }

        It 'begins with what it is given' {
            (New-SharedObject List).Count | Should -Be 0
            (New-SharedObject List -InitialValue @()).Count | Should -Be 0
            (New-SharedObject List -InitialValue 'one')[0] | Should -Be 'one'
            (New-SharedObject List -InitialValue (, @(1, 2)))[0] | Should -Be 1, 2
        }
    }

    It 'a namespace has names as properties' {
        $ns = New-SharedObject Namespace -InitialValue @{ Level = 1 }
        $ns.Setting = 5
        $ns.level, $ns.SETTING | Should -Be 1, 5
        & { Set-StrictMode -Off; $ns.Keys } | Should -BeNullOrEmpty
        $ns.GetNames() | Should -Be 'Level', 'Setting'
        { $ns[5] = 1 } | Should -Throw '*names of a shared namespace are strings*'
        & {
            Set-StrictMode -Version Latest
            $ns.Level | Should -Be 1
            { $ns.nothing } | Should -Throw -ErrorId 'PropertyNotFoundStrict'
        }
    }

    It 'a value is set, got and exchanged' {
        $v = New-SharedObject Value -InitialValue 5
        $v.Value++
        $v.Value | Should -Be 6
        $v.TrySet(5, 7) | Should -BeFalse
        $v.TrySet(6, 7) | Should -BeTrue
        $v.Exchange(@{ a = 1 }) | Should -Be 7
        $v.Value.a | Should -Be 1
        (New-SharedObject Value).Value | Should -BeNullOrEmpty
        Remove-SharedObject -InputObject $v
        { $v.Value } | Should -Throw '*been removed*'
        { $v.Value = 1 } | Should -Throw '*been removed*'
    }

    It 'nest, and are copies of all else' {
        $outer = New-SharedObject Dictionary
        $outer.list = New-SharedObject List
        $outer.plain = @{ x = 1 }
        $outer.record = [pscustomobject]@{ Shared = $outer; Items = @(, $outer.list) }

        $outer.list.Add(5)
        $outer.plain.x = 2
        $outer.record.Shared.list.Add(6)
        $outer.record.Items[0].Add(7)

        $outer.list | Should -Be 5, 6, 7
        $outer.plain.x | Should -Be 1
    }

    It 'travel through queues, with members that were tied to them or not' {
        $queue = New-WorkerQueue
        $d = New-SharedObject Dictionary -Name travels
        $d | Add-Member Note 1
        $queue.Send(@{ it = $d; found = Get-SharedObject travels }) | Should -BeTrue
        $got = $null
        $queue.TryReceive([ref] $got) | Should -BeTrue
        $got.it.a = 5
        $got.found.b = 6
        $d.a, $d.b | Should -Be 5, 6
    }
}

Describe 'Shared objects in workers of <Type>' -ForEach @{ Type = 'Thread' }, @{ Type = 'Process' } {
    BeforeAll {
        $null = Start-WorkerPool shared -Type $Type -Count 4
    }

    AfterEach {
        Get-SharedObject | Remove-SharedObject
    }

    AfterAll {
        Stop-WorkerPool shared -Force
        Wait-Until { -not (Get-ChildProcess) }
    }

    It 'arrive live by $using:, as arguments, within values and as items' {
        $d = New-SharedObject Dictionary
        $list = New-SharedObject List
        $ns = New-SharedObject Namespace
        $v = New-SharedObject Value -InitialValue 1
        $within = @{ record = [pscustomobject]@{ list = $list }; array = @(1, $ns) }

        Invoke-WorkerTask -Pool shared { $a = $using:d; $a['using'] = 1; $a.dot = 2; ($using:within).record.list.Add(3); ($using:within).array[1].Setting = 4 }
        Invoke-WorkerTask -Pool shared { param($first, $second) $first.argument = 5; $second.Value++ } -ArgumentList $d, $v
        $d, $ns | Invoke-WorkerTask -Pool shared { $_.item = 6 }
        , $list | Invoke-WorkerTask -Pool shared { $_.Add(7) }
        , $d | Invoke-WorkerTask -Pool shared { param($whole, $other) $whole.bound = 8 }

        $d.using, $d.dot, $d.argument, $d.item, $d.bound | Should -Be 1, 2, 5, 6, 8
        $list | Should -Be 3, 7
        $ns.Setting, $ns.item | Should -Be 4, 6
        $v.Value | Should -Be 2
    }

    It 'are natural there' {
        $d = New-SharedObject Dictionary -InitialValue ([ordered]@{ a = 1; b = @{ c = 2 } })
        $list = New-SharedObject List -InitialValue (1..5)

        Invoke-WorkerTask -Pool shared {
            Set-StrictMode -Version Latest
            $d = $using:d
            $list = $using:list
            $d.a; $d['b'].c; $d.Count; $d.Keys -join ','
            $list[-1]; $list[1..2] -join ','; $list.Count
            foreach ($value in $list) { $value }
        } | Should -Be 1, 2, 2, 'a,b', 5, '2,3', 5, 1, 2, 3, 4, 5
    }

    It 'come back as themselves, and are made and found there' {
        $d = New-SharedObject Dictionary -Name mine
        $back = Invoke-WorkerTask -Pool shared {
            (Get-SharedObject mine).seen = 1
            $made = New-SharedObject List -Name theirs -InitialValue (1..3)
            $again = Get-SharedObject mine
            $again.inner = $made
            , $again
        }

        $back.GetType().Name | Should -Be 'SharedDictionary'
        $back.seen | Should -Be 1
        $back.inner[1] | Should -Be 2
        (Get-SharedObject theirs)[2] | Should -Be 3
        $d.inner.Add(4)
        (Get-SharedObject theirs).Count | Should -Be 4
    }

    It 'lose no update' {
        $d = New-SharedObject Dictionary -InitialValue @{ hits = 0 }
        $v = New-SharedObject Value -InitialValue 0

        $times = 500 * ($env:PIPS_SOAK ?? 1)

        1..4 | Invoke-WorkerTask -Pool shared -BatchSize 1 {
            $d = $using:d
            $v = $using:v
            foreach ($i in 1..$using:times) { Update-SharedObject $d hits { $_ + 1 } }
            foreach ($i in 1..($using:times / 10)) { Update-SharedObject $v { $_ + 1 } }
        }

        $d.hits | Should -Be (4 * $times)
        $v.Value | Should -Be (4 * $times / 10)
    }

    It 'are given up by an updater whose script ends' {
        $d = New-SharedObject Dictionary -InitialValue @{ a = 1 }
        { Invoke-WorkerTask -Pool shared { Update-SharedObject $using:d a { throw 'not today' } } -ErrorAction Stop } | Should -Throw 'not today'
        $null = Invoke-WorkerTask -Pool shared { $null = ($using:d).BeginUpdate('a') }

        Update-SharedObject $d a { $_ + 1 } -TimeoutSeconds 120
        $d.a | Should -Be 2
    }

    It 'tell who waits there when they are removed' {
        $d = New-SharedObject Dictionary -InitialValue @{ a = 1 }
        $ready = New-SharedObject Value
        $update = $d.BeginUpdate('a')
        $job = Invoke-WorkerTask -Pool shared -AsJob {
            ($using:ready).Value = 1
            try { Update-SharedObject $using:d a { 2 } } catch { $_.FullyQualifiedErrorId }
        }

        Wait-Until { $ready.Value -eq 1 }
        Remove-SharedObject $d
        $job | Receive-Job -Wait -AutoRemoveJob | Should -BeLike 'SharedObjectRemoved,*'
        $update.Dispose()
    }
}

Describe 'Update-SharedObject' {
    BeforeEach {
        $d = New-SharedObject Dictionary -InitialValue ([ordered]@{ a = 1; b = 2 })
        $list = New-SharedObject List -InitialValue 3, 1, 2
    }

    AfterEach {
        Get-SharedObject | Remove-SharedObject
    }

    It 'makes the output the new value' {
        Update-SharedObject $d a { $_ + 1 } | Should -BeNullOrEmpty
        Update-SharedObject $d -Key new -ScriptBlock { $null -eq $_ } -PassThru | Should -BeTrue
        Update-SharedObject $d b { }
        Update-SharedObject $d several { 1, 2 }
        Update-SharedObject $d whole { , @(1) }
        Update-SharedObject $list 0 { $_ * 2 }
        Update-SharedObject $list -1 { $_ * 2 }

        $d.a, $d.b | Should -Be 2, $null
        $d.ContainsKey('b') | Should -BeTrue
        $d.several | Should -Be 1, 2
        , $d.whole | Should -BeOfType array
        $list | Should -Be 6, 1, 4
    }

    It 'changes the whole' {
        Update-SharedObject $d { $_.a = 5; $_.c = 6; $_.Remove('b') }
        Update-SharedObject $list { $_ | Sort-Object -Descending }
        $ns = New-SharedObject Namespace -InitialValue @{ x = 1 }
        Update-SharedObject $ns { @{ y = $_.x } }

        ($d | ConvertTo-Json -Compress) | Should -Be '{"a":5,"c":6}'
        $list | Should -Be 3, 2, 1
        $ns.GetNames() | Should -Be 'y'
        Update-SharedObject $list { }
        $list.Count | Should -Be 0
        { Update-SharedObject $d { 5 } } | Should -Throw -ErrorId 'UpdateNotADictionary,*'
    }

    It 'runs the script block once, in the caller''s scope' {
        $runs = 0
        $step = 10
        Update-SharedObject $d a { $runs++; $_ + $step }
        $runs | Should -Be 1
        $d.a | Should -Be 11
        7 | ForEach-Object { Update-SharedObject $d a { $_ }; $_ } | Should -Be 7
        function Add-Local { $local = 5; Update-SharedObject $d a { $_ + $local } }
        Add-Local
        $d.a | Should -Be 16
    }

    It 'leaves the value where the script block throws, and gives it up' {
        { Update-SharedObject $d a { throw 'no' } } | Should -Throw 'no'
        foreach ($once in 1) { Update-SharedObject $d a { break } }
        { Update-SharedObject $d a { Get-Item "$TestDrive/nothing" -ErrorAction Stop } } | Should -Throw
        $d.a | Should -Be 1
        Update-SharedObject $d a { $_ + 1 } -TimeoutSeconds 0
        $d.a | Should -Be 2
    }

    It 'refuses what would wait for itself, and goes on' {
        { Update-SharedObject $d a { Update-SharedObject $d a { 1 } } } | Should -Throw -ErrorId 'UpdateWithinItself,*'
        Update-SharedObject $d a { Update-SharedObject $d b { 20 }; $_ + $d.b }
        $d.a | Should -Be 21
    }

    It 'ends after -TimeoutSeconds, and on Ctrl+C' {
        $update = $d.BeginUpdate('a')
        $name = $d.GetName()
        $shells = @(
            Start-Shell ([scriptblock]::Create("try { Update-SharedObject (Get-SharedObject $name) a { 2 } -TimeoutSeconds 0.1 } catch { `$_.FullyQualifiedErrorId }"))
            Start-Shell ([scriptblock]::Create("Update-SharedObject (Get-SharedObject $name) a { 3 }"))
        )

        $shells[0].EndInvoke($shells[0].Running) | Should -BeLike 'UpdateTimedOut,*'
        Stop-Shell $shells[1] | Should -BeTrue
        $update.Complete(9)
        $d.a | Should -Be 9
        Update-SharedObject $d a { $_ + 1 } -TimeoutSeconds 0
        $d.a | Should -Be 10
    }

    It 'refuses what has no update' {
        { Update-SharedObject $d a } | Should -Throw -ErrorId 'UpdateScriptMissing,*'
        { Update-SharedObject (New-WorkerQueue) { 1 } } | Should -Throw -ErrorId 'NotUpdatable,*'
        { Update-SharedObject (New-SharedObject Value) key { 1 } } | Should -Throw -ErrorId 'SharedValueHasNoKey,*'
        { Update-SharedObject $list 9 { 1 } } | Should -Throw -ErrorId 'SharedIndexOutOfRange,*'
        { Update-SharedObject $d a { 1 } -TimeoutSeconds -1 } | Should -Throw -ErrorId 'TimeoutOutOfRange,*'
        Remove-SharedObject $d
        { Update-SharedObject $d a { 1 } } | Should -Throw -ErrorId 'SharedObjectRemoved,*'
    }

    It 'leaves the value of a worker that is killed in it' -Skip:(-not $IsLinux) {
        $null = Start-WorkerPool killed -Type Process -Count 1
        $started = New-SharedObject Value
        $job = Invoke-WorkerTask -Pool killed -AsJob {
            Update-SharedObject $using:d a { ($using:started).Value = $PID; Start-Sleep 1000; 'never' }
        }

        Wait-Until { $started.Value }
        $d.a | Should -Be 1
        Stop-Process -Id $started.Value -Force
        Update-SharedObject $d a { $_ + 1 } -TimeoutSeconds 120
        $d.a | Should -Be 2
        $job | Receive-Job -Wait -AutoRemoveJob -ErrorAction SilentlyContinue -ErrorVariable errors
        "$errors" | Should -BeLike '*worker*'
        Stop-WorkerPool killed -Force
    }
}

Describe 'Shared objects by name' {
    BeforeEach {
        $null = New-SharedObject Dictionary -Name counts -InitialValue @{ a = 1 }
        $null = New-SharedObject List -Name lines -InitialValue 1, 2
        $null = New-WorkerQueue work
    }

    AfterEach {
        Get-SharedObject | Remove-SharedObject
    }

    It 'are listed, whole, in a line each' {
        @(Get-SharedObject).Count | Should -Be 3
        @(Get-SharedObject C*, lines).Count | Should -Be 2
        (Get-SharedObject COUNTS).a | Should -Be 1
        $text = Get-SharedObject | Out-String -Width 80
        $text | Should -Match '(?m)^counts +Dictionary +1 key\s*$'
        $text | Should -Match '(?m)^lines +List +2 values\s*$'
        $text | Should -Match '(?m)^work +Queue +0 messages\s*$'
        Get-SharedObject none* | Should -BeNullOrEmpty
        { Get-SharedObject none -ErrorAction Stop } | Should -Throw -ErrorId 'SharedObjectNotFound,*'
    }

    It 'say how each stands' {
        $null = New-SharedObject Counter -Name counter -InitialValue 5
        $null = New-SharedArray Int32 3 -Name array
        $null = New-WorkerLock -Name lock
        $null = New-SharedObject Value -Name value -InitialValue 'text'
        $null = New-SharedObject Namespace -Name names

        foreach ($shared in Get-SharedObject) {
            $shared.GetState() | Should -Not -BeNullOrEmpty -Because $shared.GetName()
        }

        $text = Get-SharedObject | Out-String -Width 80
        $text | Should -Match '(?m)^counter +Counter +5\s*$'
        $text | Should -Match '(?m)^array +Int32Array +3 elements\s*$'
        Get-SharedObject value | ForEach-Object { Remove-SharedObject $_; $_ | Out-String -Width 80 } | Should -Match '(?m)^value +Value +removed\s*$'
    }

    It 'show by themselves what is in them' {
        $d = New-SharedObject Dictionary -InitialValue @{ key = 'text' }
        $d | Out-String -Width 80 | Should -Match '(?m)^key +text\s*$'
        New-SharedObject Value -Name v -InitialValue 'text' | Out-String -Width 80 | Should -Match '(?m)^v +text\s*$'
    }

    It 'are removed, by wildcards and by the pipeline' {
        Remove-SharedObject c* -WhatIf
        @(Get-SharedObject).Count | Should -Be 3
        Remove-SharedObject c*
        Get-SharedObject work | Remove-SharedObject
        (Get-SharedObject).GetName() | Should -Be 'lines'
        { Remove-SharedObject counts -ErrorAction Stop } | Should -Throw -ErrorId 'SharedObjectNotFound,*'
        $list = Get-SharedObject lines
        Remove-SharedObject $list
        Remove-SharedObject -InputObject $list -ErrorAction SilentlyContinue -ErrorVariable errors
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'SharedObjectRemoved,*'
    }

    It 'refuse a name that is taken, and what they can''t begin with, before anything is made' {
        { New-SharedObject Value -Name counts } | Should -Throw -ErrorId 'SharedNameTaken,*'
        { New-SharedObject Dictionary -Name n -InitialValue 5 } | Should -Throw -ErrorId 'InitialValueNotADictionary,*'
        { New-SharedObject Namespace -Name n -InitialValue 1, 2 } | Should -Throw -ErrorId 'InitialValueNotADictionary,*'
        { New-SharedObject Namespace -Name n -InitialValue @{ 5 = 1 } } | Should -Throw -ErrorId 'SharedNameNotText,*'
        { New-SharedObject Dictionary -Name n -InitialValue @{ @(1) = 1 } } | Should -Throw -ErrorId 'SharedKeyNotPlain,*'
        { New-SharedObject Nothing } | Should -Throw
        @(Get-SharedObject).Count | Should -Be 3
    }
}
