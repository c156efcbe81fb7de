BeforeDiscovery {
    $names = (& (Join-Path $PSScriptRoot 'CodecValues.ps1')).Keys
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force

    $codec = [PiPS.Engine.Values.CompactCodec]::new([PiPS.Cmdlets.PowerShellCodec]::new())
    $encode = $codec.GetType().GetMethod('Encode')
    $path = Join-Path $PSScriptRoot 'CodecValues.ps1'
    $values = & $path
    $job = Start-Job -FilePath $path
    $null = Wait-Job $job -Timeout 120
    $fromJob = Receive-Job $job
    Remove-Job $job -Force

    # What Receive-Job adds, and what it has for a note as it doesn't know that there is type data for it.
    $noise = 'PSComputerName', 'RunspaceId', 'PSShowComputerName', 'PSSourceJobInstanceId', 'IPAddressToString'

    # By reflection: a call by PowerShell itself would take wrappers off.
    function ConvertTo-Hex($Value) {
        [Convert]::ToHexString($encode.Invoke($codec, [object[]](, $Value)))
    }

    function ConvertFrom-Hex($Hex) {
        # Written to the pipeline, arrays would be taken apart.
        , $codec.Decode([Convert]::FromHexString($Hex))
    }

    function Send-Value($Value) {
        ConvertFrom-Hex (ConvertTo-Hex $Value)
    }

    function Get-Picture($Value, [Collections.Generic.HashSet[object]] $Around = [Collections.Generic.HashSet[object]]::new([Collections.Generic.ReferenceEqualityComparer]::Instance)) {
        <#
        .SYNOPSIS
        What a script sees of a value, as text.
        #>
        if ($null -eq $Value) {
            return 'null'
        }

        $inner = $Value.PSObject.BaseObject
        $notes = $Value.PSObject.Properties | Where-Object { $_.MemberType -eq 'NoteProperty' -and $_.Name -notin $noise }
        $key = $inner -is [Management.Automation.PSCustomObject] ? $Value : $inner

        if ($inner -isnot [ValueType] -and $inner -isnot [string] -and -not $Around.Add($key)) {
            return 'itself'
        }

        $picture = switch ($true) {
            { $inner -is [Collections.Specialized.OrderedDictionary] } { '{' + (($inner.Keys | ForEach-Object { "$_=" + (Get-Picture $inner[[object]$_] $Around) }) -join ';') + '}'; break }
            { $inner -is [Collections.IDictionary] } { '{' + (($inner.Keys | Sort-Object { "$_" } | ForEach-Object { "$_=" + (Get-Picture $inner[$_] $Around) }) -join ';') + '}'; break }
            { $inner -is [xml] } { $inner.OuterXml; break }
            { $inner -is [securestring] } { ConvertFrom-SecureString $inner -AsPlainText; break }
            { $inner -is [pscredential] } { $inner.UserName + ':' + $inner.GetNetworkCredential().Password; break }
            { $inner -is [datetime] } { $inner.ToString('o') + $inner.Kind; break }
            { $inner -is [Collections.IEnumerable] -and $inner -isnot [string] } { '[' + (@(foreach ($item in $inner) { Get-Picture $item $Around }) -join ',') + ']'; break }
            { $inner -is [Management.Automation.PSCustomObject] -and $notes } { ''; break }
            # Negative zero, and what else only the exact form shows.
            { $inner -is [double] } { $inner.ToString('R', [cultureinfo]::InvariantCulture); break }
            default { $Value.ToString() }
        }

        $picture += @(foreach ($note in $notes) { '@' + $note.Name + '=' + (Get-Picture $note.Value $Around) }) -join ''
        $null = $Around.Remove($key)
        $picture
    }
}

Describe 'Values on their way to a worker' {
    It 'arrive as from a job: <_>' -ForEach $names {
        Get-Picture (Send-Value $values[$_]) | Should -BeExactly (Get-Picture $fromJob[$_])
    }

    It 'have the type that they have in a job, or had before: <_>' -ForEach $names {
        $carried = Send-Value $values[$_]

        if ($null -eq $carried) {
            $values[$_] | Should -BeNullOrEmpty
            return
        }

        # A job's type, or the value's own.
        $carried.GetType() | Should -BeIn $fromJob[$_].GetType(), $values[$_].GetType()
    }

    It 'keep types that a job changes: <_>' -ForEach @(
        'array', 'ints', 'doubles', 'strings', 'array list', 'list of objects', 'list of strings', 'empty array', 'big integer', 'DBNull'
        'time with offset', 'date', 'time of day', 'enum', 'flags', 'object', 'ordered', 'hashtable'
    ) {
        (Send-Value $values[$_]).GetType() | Should -Be $values[$_].GetType()
    }

    It 'come with no noise' {
        (Send-Value $values['object']).PSObject.Properties.Name | Should -Be 'Zeta', 'Alpha', 'Nested'
        @((Send-Value 5).PSObject.Properties).Count | Should -Be 0
        (Send-Value $values['hashtable']).PSObject.Properties.Name | Should -Be @{}.PSObject.Properties.Name
    }

    It 'keep the names of their types' {
        (Send-Value $values['named object']).PSObject.TypeNames | Should -Be $values['named object'].PSObject.TypeNames
        (Send-Value $values['selected object']).PSObject.TypeNames[0] | Should -Be 'Selected.System.Management.Automation.PSCustomObject'
        (Send-Value $values['object']).PSObject.TypeNames | Should -Be 'System.Management.Automation.PSCustomObject', 'System.Object'
    }

    It 'have names of their types that are their own' {
        $one, $other = 1, 2 | ForEach-Object { Send-Value $values['named object'] }
        $one.PSObject.TypeNames.Insert(0, 'More.Special')

        $one.PSObject.TypeNames[0, 1] | Should -Be 'More.Special', 'Our.Thing'
        $other.PSObject.TypeNames | Should -Be $values['named object'].PSObject.TypeNames
        (Send-Value $one).PSObject.TypeNames[0] | Should -Be 'More.Special'
    }

    It 'make the same bytes again' -ForEach 'object', 'named object', 'noted string', 'ordered', 'array', 'chain of objects' {
        ConvertTo-Hex (Send-Value $values[$_]) | Should -BeExactly (ConvertTo-Hex $values[$_])
    }

    It 'can be changed there' {
        $object = Send-Value $values['object']
        $object.Zeta = 7
        $object | Add-Member New 8
        $table = Send-Value @{ Name = 1 }
        $table['NAME'] = 2

        $object.Zeta + $object.New | Should -Be 15
        $values['object'].Zeta | Should -Be 1
        $table.Count | Should -Be 1
    }

    It 'go on from a job' -ForEach 'object', 'enum', 'object of a class', 'ints', 'hashtable', 'error', 'noted string' {
        Get-Picture (Send-Value $fromJob[$_]) | Should -BeExactly (Get-Picture $fromJob[$_])
    }

    It 'share and contain what they did' {
        $pair = Send-Value @($values['object'], $values['object'])
        $loop = Send-Value $values['array with itself']
        $self = Send-Value $values['object with itself']

        [object]::ReferenceEquals($pair[0], $pair[1]) | Should -BeTrue
        [object]::ReferenceEquals($loop[1], $loop) | Should -BeTrue
        [object]::ReferenceEquals($self.self, $self) | Should -BeTrue
    }

    It 'have no wrappers that add nothing' {
        ConvertTo-Hex ([psobject]::AsPSObject(5)) | Should -Be '8D'
        ConvertTo-Hex ([psobject]::new('ab')) | Should -Be 'C26162'
        ConvertTo-Hex ([psobject]::new([psobject]::new(@{}))) | Should -Be '250100'

        # Asking is enough for PowerShell to tie members and type names of its own to an object.
        $asked = [psobject]::new('ab')
        $null = $asked.PSObject.TypeNames.Count, $asked.PSBase, @($asked.PSObject.Members).Count
        ConvertTo-Hex $asked | Should -Be 'C26162'
    }

    It 'are null if they are nothing' {
        ConvertTo-Hex ([object[]](1, [Management.Automation.Internal.AutomationNull]::Value)) | Should -Be '20028900'
    }

    It 'bring the names of types given to plain ones' {
        $text = [psobject]::new('ab')
        $text.PSObject.TypeNames.Insert(0, 'Our.Text')

        (Send-Value $text).PSObject.TypeNames[0] | Should -Be 'Our.Text'
        Send-Value $text | Should -Be 'ab'
    }

    It 'bring what type data computes, as from a job' {
        Update-TypeData -TypeName Our.Computed -MemberType ScriptProperty -MemberName Twice -Value { $this.a * 2 } -Force

        try {
            $bytes = ConvertTo-Hex ([pscustomobject]@{ PSTypeName = 'Our.Computed'; a = 4 })
        }
        finally {
            Remove-TypeData Our.Computed
        }

        (ConvertFrom-Hex $bytes).Twice | Should -Be 8
    }

    It 'are lines of a file, with their notes, of which there can be many' {
        $file = Join-Path $TestDrive 'lines.txt'
        Set-Content $file (1..2000)
        $lines = Send-Value (Get-Content $file)

        $lines[1999] | Should -Be '2000'
        $lines[1999].ReadCount | Should -Be 2000
        $lines[1999].PSChildName | Should -Be 'lines.txt'
        "$($lines[0].PSDrive)" | Should -Be "$((Get-Item $file).PSDrive)"

        $one, $other = (Get-Content $file)[0, 1] | ForEach-Object { Send-Value $_ }
        [object]::ReferenceEquals($one.PSDrive, $other.PSDrive) | Should -BeTrue
    }

    It 'are numbers that show their names, if their enum is nowhere near' {
        $known, $unknown = 'DayOfWeek', 'DayOfWork' | ForEach-Object { [Convert]::ToHexString([Text.Encoding]::UTF8.GetBytes($_)) }
        $friday = ConvertFrom-Hex ((ConvertTo-Hex ([DayOfWeek]::Friday)) -replace $known, $unknown)

        $friday | Should -BeOfType int
        $friday | Should -Be 5
        $friday.ToString() | Should -Be 'Friday'
        $friday.PSObject.TypeNames[0] | Should -Be 'Deserialized.System.DayOfWork'
    }

    It 'are live objects cut as in a job' {
        $process = Get-Process -Id $PID
        $carried = Send-Value $process

        $carried.Id | Should -Be $PID
        $carried.PSObject.TypeNames[0] | Should -Be 'Deserialized.System.Diagnostics.Process'
        $carried.Threads[0].GetType() | Should -Be ([string])
        (ConvertTo-Hex $process).Length / 2 | Should -BeLessThan 100KB
        (Send-Value ([pscustomobject]@{ Process = $process })).Process.Id | Should -Be $PID
    }

    It 'are files as from a job' {
        $carried = Send-Value (Get-Item $PSCommandPath)

        $carried.FullName | Should -Be $PSCommandPath
        $carried.PSObject.TypeNames[0] | Should -Be 'Deserialized.System.IO.FileInfo'
        $carried.Length | Should -BeGreaterThan 0
    }

    It 'are very large' {
        $numbers = [int[]](1..1000000)
        $objects = 1..20000 | ForEach-Object { [pscustomobject]@{ Name = "number $_"; Value = $_ } }
        $long = 'ä' * 20MB
        $wide = [pscustomobject]@{}
        1..2000 | ForEach-Object { $wide.PSObject.Properties.Add([psnoteproperty]::new("P$_", $_)) }

        [Linq.Enumerable]::SequenceEqual($numbers, [int[]](Send-Value $numbers)) | Should -BeTrue
        (Send-Value $objects)[19999].Name | Should -Be 'number 20000'
        (Send-Value $long) -ceq $long | Should -BeTrue
        (Send-Value $wide).P2000 | Should -Be 2000
    }

    It 'are refused if too deep: <Name>' -ForEach @(
        @{ Name = 'objects'; Around = { [pscustomobject]@{ inner = $args[0] } } }
        @{ Name = 'arrays'; Around = { , @(, $args[0]) } }
        @{ Name = 'lists that are PowerShell''s affair'; Around = { , [Collections.ObjectModel.Collection[object]]@(, $args[0]) } }
    ) {
        $deep = 1
        1..200 | ForEach-Object { $deep = & $Around $deep }

        { ConvertTo-Hex $deep } | Should -Throw '*deep*'
    }

    It 'may say what PowerShell says of what is too deep' {
        $value = [regex]'Serialized XML is nested too deeply.'

        (Send-Value $value).ToString() | Should -Be "$value"
    }

    It 'are refused in one way if broken: <_>' -ForEach '2A00', '2A013C', '2A0101', '2A0102', '2A0403433C61', '2A06013C6F626A3E', '2A0401C14188', '2A0701C141C142C143' {
        $failure = try { ConvertFrom-Hex $_ } catch { $_.Exception.InnerException }

        $failure | Should -BeOfType ([PiPS.Engine.Protocol.ProtocolException])
    }
}
