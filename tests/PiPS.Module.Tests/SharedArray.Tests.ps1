BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
}

Describe 'New-SharedArray' {
    It 'makes <Type> arrays of zeros' -ForEach @(
        @{ Type = 'Byte'; Bytes = 1000 }, @{ Type = 'Int32'; Bytes = 4000 }, @{ Type = 'Int64'; Bytes = 8000 }
        @{ Type = 'Single'; Bytes = 4000 }, @{ Type = 'Double'; Bytes = 8000 }
    ) {
        $a = New-SharedArray -Type $Type -Length 1e3

        $a.Type, $a.Length, $a.Count, $a.Bytes | Should -Be $Type, 1000, 1000, $Bytes
        $a.Name | Should -Match "^${Type}Array\d+$"
        $a[999].GetType().Name | Should -Be $Type
        ($a.ToArray() | Measure-Object -Sum).Sum | Should -Be 0
    }

    It 'takes a name, and values to begin with' {
        $a = New-SharedArray Int32 5 -Name counts -InitialValue 1, '2', 3.0
        $b = New-SharedArray Double -InitialValue ([Collections.Generic.List[double]](0.5, 1.5))
        $c = New-SharedArray Byte -InitialValue 7

        $a.Name | Should -Be 'counts'
        $a.ToArray() | Should -Be 1, 2, 3, 0, 0
        $b.ToArray() | Should -Be 0.5, 1.5
        $c.ToArray() | Should -Be 7
    }

    It 'refuses <What>: <Id>' -ForEach @(
        @{ What = 'a length of 0'; Id = 'ArrayLengthOutOfRange'; Arguments = @{ Type = 'Byte'; Length = 0 } }
        @{ What = 'a negative length'; Id = 'ArrayLengthOutOfRange'; Arguments = @{ Type = 'Byte'; Length = -1 } }
        @{ What = 'a length whose bytes no number has'; Id = 'ArrayLengthOutOfRange'; Arguments = @{ Type = 'Byte'; Length = [long]::MaxValue } }
        @{ What = 'half an element'; Id = 'NotAWholeNumber'; Arguments = @{ Type = 'Byte'; Length = 1.5 } }
        @{ What = 'more than the machine has'; Id = 'MemoryTooLarge'; Arguments = @{ Type = 'Double'; Length = 1e16 } }
        @{ What = 'neither length nor values'; Id = 'ArrayLengthMissing'; Arguments = @{ Type = 'Byte' } }
        @{ What = 'more values than elements'; Id = 'InitialValueTooLong'; Arguments = @{ Type = 'Byte'; Length = 2; InitialValue = 1, 2, 3 } }
        @{ What = 'a value out of range'; Id = 'InitialValueNotConverted'; Arguments = @{ Type = 'Byte'; Length = 2; InitialValue = 1, 256 } }
        @{ What = 'a value that is no number'; Id = 'InitialValueNotConverted'; Arguments = @{ Type = 'Double'; InitialValue = 'one' } }
        @{ What = 'another type'; Id = 'ParameterArgumentTransformationError'; Arguments = @{ Type = 'Decimal'; Length = 2 } }
        @{ What = 'two types'; Id = 'ParameterArgumentTransformationError'; Arguments = @{ Type = 'Byte', 'Int32'; Length = 2 } }
    ) {
        $failure = { New-SharedArray @Arguments } | Should -Throw -ErrorId "$Id,*" -PassThru

        if ($Id -notlike '*Argument*') {
            $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
    }

    It 'is shown as one thing' {
        $text = New-SharedArray Double 1e6 -Name big | Out-String

        $text | Should -Match 'Name\s+Type\s+Length\s+MiB'
        $text | Should -Match 'big\s+Double\s+1,000,000\s+7\.6'
    }

    It 'ends when it is stopped' {
        $shell = Start-Shell {
            # What isn't removed lives as long as the session.
            foreach ($i in 1..1e9) { New-SharedArray Byte 64MB -Name stopped | ForEach-Object { Remove-SharedObject $_.Name } }
        }
        Wait-Until { $shell.InvocationStateInfo.State -eq 'Running' }

        Stop-Shell $shell | Should -BeTrue
        $shell.Dispose()
    }
}

Describe 'A shared array in a script' {
    BeforeEach {
        $a = New-SharedArray Int32 -InitialValue (10..19)
        $bytes = New-SharedArray Byte 2
    }

    It 'is read by index and slice' {
        $a[5] | Should -Be 15
        $a[-1] | Should -Be 19
        $a['2'] | Should -Be 12
        $a[2.0] | Should -Be 12
        $a[1..3] | Should -Be 11, 12, 13
        $a[-1, 0] | Should -Be 19, 10
        $a[(1, 2 | ForEach-Object { $_ })] | Should -Be 11, 12
        $a[([long] 3)] | Should -Be 13
    }

    It 'is written by index, with PowerShell''s conversions' {
        $a[0] = 1
        $a[-1] = '2'
        $a[1] = 3.5
        $a[(4 | Write-Output)] = 5 | Write-Output
        $a[2] += 100
        $a[3]++
        $bytes[0] = $true
        $bytes[1] = $null

        $a.ToArray() | Should -Be 1, 4, 112, 14, 5, 15, 16, 17, 18, 2
        $bytes.ToArray() | Should -Be 1, 0
    }

    It 'refuses what isn''t there, also without strict mode' {
        Set-StrictMode -Off

        foreach ($index in 10, -11, '10', [long]::MaxValue) {
            { $a[$index] } | Should -Throw "*no element $index*has 10, from 0 to 9*"
            { $a[$index] = 1 } | Should -Throw "*no element $index*has 10, from 0 to 9*"
            { $a.Add($index, 1) } | Should -Throw "*no element $index*has 10, from 0 to 9*"
        }

        { $a[8..10] } | Should -Throw '*no element 10*'
        { $a[1.5] } | Should -Throw '*whole number*1.5*'
        { $a['one'] } | Should -Throw '*whole number*one*'
        { $a[$null] } | Should -Throw
        $a.ToArray() | Should -Be (10..19)
    }

    It 'refuses what doesn''t fit its type' {
        { $bytes[0] = 256 } | Should -Throw '*256*Byte*'
        { $bytes[0] = 'one' } | Should -Throw '*one*Byte*'
        { $bytes.Add(0, 256) } | Should -Throw '*256*Byte*'
        { $bytes.CopyFrom((1, 256)) } | Should -Throw '*256*Byte*'
        { $a.CopyTo((0, 0)) } | Should -Throw '*Int32*Object*'
        $bytes.ToArray() | Should -Be 0, 0
    }

    It 'is gone over by foreach, -in, a pipeline and a cast' {
        $sum = 0
        foreach ($element in $a) { $sum += $element }

        $sum | Should -Be 145
        15 -in $a | Should -BeTrue
        20 -in $a | Should -BeFalse
        $a | ForEach-Object { $_ + 1 } | Should -Be (11..20)
        [int[]] $a | Should -Be (10..19)
    }

    It 'stays one thing as an argument, in arrays and as a result' {
        function Get-First([object[]] $ArgumentList) { $ArgumentList.Count; $ArgumentList[0].Name }
        function Get-Same { $a }

        Get-First -ArgumentList $a | Should -Be 1, $a.Name
        @($a).Count | Should -Be 1
        ($a, $bytes).Count | Should -Be 2
        (Get-Same).Name | Should -Be $a.Name
        & { $args.Count } $a | Should -Be 1
    }

    It 'is copied in and out, and filled' {
        $part = [int[]]::new(3)
        $a.CopyTo($part, 2)
        $part | Should -Be 12, 13, 14
        $a.CopyFrom((7, 8), 8)
        $a.ToArray(7, 3) | Should -Be 17, 7, 8
        $a.Fill(4)
        $a.Fill(5, 1, 2)
        $a.ToArray(0, 4) | Should -Be 4, 5, 5, 4
        { $a.ToArray(8, 3) } | Should -Throw '*3 elements from 8 on*has 10*'
    }

    It 'has operations that nobody comes between' {
        $a.Add(0, 5) | Should -Be 15
        $a.Increment(-1) | Should -Be 20
        $a.Exchange(1, 3) | Should -Be 11
        $a.CompareExchange(1, 9, 4) | Should -Be 3
        $a.CompareExchange(1, 9, 3) | Should -Be 3
        $a[1] | Should -Be 9
    }

    It 'loses no update of several threads' {
        1..4 | ForEach-Object -Parallel { $mine = $using:a; foreach ($i in 1..10000) { [void] $mine.Increment(5) } } -ThrottleLimit 4

        $a[5] | Should -Be 40015
    }
}
