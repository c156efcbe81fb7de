# Values of every kind that scripts hand about. The suite makes them here and in a job, and compares what arrives.

$loop = @(1, $null)
$loop[1] = $loop
$shared = @{ x = 1 }
$self = [pscustomobject]@{ n = 1; self = $null }
$self.self = $self
$chain = [pscustomobject]@{ level = 0 }
$nest = @(1)

foreach ($level in 1..30) {
    $chain = [pscustomobject]@{ level = $level; next = $chain; list = @($level) }
    $nest = , $nest
}

$text = [Text.StringBuilder]::new()
$null = 0..0x2FF | ForEach-Object { $text.Append([char]$_) }
$secret = [securestring]::new()
'geheim ß'.ToCharArray() | ForEach-Object { $secret.AppendChar($_) }

class Pair { [int] $Left; [string] $Right; [Pair] $Inner }

[ordered]@{
    null               = $null
    true               = $true
    'small int'        = 5
    'int'              = [int]::MinValue
    'long'             = [long]::MaxValue
    'byte'             = [byte]255
    'sbyte'            = [sbyte]-128
    'short'            = [short]-2
    'ushort'           = [uint16]65535
    'uint'             = [uint32]::MaxValue
    'ulong'            = [uint64]::MaxValue
    'double'           = 0.1
    'not a number'     = [double]::NaN
    'negative zero'    = -0.0
    'float'            = [float]3.4e38
    'decimal'          = 1.20d
    'char'             = [char]'ß'
    'string'           = 'Grüße, 世界 😀'
    'empty string'     = ''
    'all characters'   = "$text"
    'half a surrogate' = "a$([char]0xD800)b$([char]0xDFFF)"
    'local time'       = [datetime]::new(2024, 7, 1, 12, 30, 15, 123, [DateTimeKind]::Local)
    'UTC time'         = [datetime]::new(2024, 7, 1, 12, 30, 15, 123, [DateTimeKind]::Utc)
    'unspecified time' = [datetime]::new(2024, 7, 1)
    'time with offset' = [DateTimeOffset]::new(2024, 7, 1, 12, 30, 15, [timespan]::FromHours(5.5))
    'date'             = [DateOnly]::new(2024, 7, 1)
    'time of day'      = [TimeOnly]::new(12, 30)
    'time span'        = [timespan]'-1.02:03:04.5'
    'guid'             = [guid]'00010203-0405-0607-0809-0a0b0c0d0e0f'
    'version'          = [version]'1.2'
    'version of four'  = [version]'1.2.3.4'
    'semantic version' = [semver]'1.2.3-rc.1+build'
    'URI'              = [uri]'http://example.org/a%20b?q=ü'
    'relative URI'     = [uri]::new('a/b c', [UriKind]::Relative)
    'big integer'      = [bigint]::Pow(-7, 100)
    'DBNull'           = [DBNull]::Value
    'enum'             = [DayOfWeek]::Monday
    'flags'            = [IO.FileAttributes]'Hidden, System'
    'secure string'    = $secret
    'credential'       = [pscredential]::new('user', $secret)
    'XML'              = [xml]'<a b="1"><c>text &amp; more</c></a>'
    'script block'     = { $_ * 2 }
    'switch'           = [switch]$true
    'IP address'       = [ipaddress]'fe80::1'
    'regex'            = [regex]'a+'
    'type'             = [int]
    'exception'        = [InvalidOperationException]::new('broken')
    'culture'          = [cultureinfo]::GetCultureInfo('de-CH')
    'object of a class' = [Pair]@{ Left = 1; Right = 'r'; Inner = [Pair]@{ Left = 2 } }
    'bytes'            = [byte[]](0..255)
    'ints'             = [int[]](1, 2, 3)
    'doubles'          = [double[]](1.5, [double]::PositiveInfinity)
    'strings'          = [string[]]('a', $null, 'c')
    'array'            = @(1, 'a', $null, 2.5, @(1, @()))
    'one in an array'  = , @(, 1)
    'empty array'      = @()
    'enums'            = [DayOfWeek[]](1, 2)
    'matrix'           = [int[, ]]::new(2, 2)
    'array list'       = [Collections.ArrayList](1, 'a')
    'list of objects'  = [Collections.Generic.List[object]](1, 'a')
    'list of strings'  = [Collections.Generic.List[string]]('a', 'b')
    'queue'            = [Collections.Queue](1, 2)
    'stack'            = [Collections.Stack](1, 2)
    'hash set'         = [Collections.Generic.HashSet[int]](1, 2)
    'hashtable'        = @{ a = 1; B = @{ c = @(1, 2) }; 3 = 'three' }
    'ordered'          = [ordered]@{ z = 1; a = 2; M = [ordered]@{ y = 1; x = 2 } }
    'dictionary'       = [Collections.Generic.Dictionary[string, int]]::new()
    'hash with a note' = @{ a = 1 } | Add-Member -PassThru note 5
    'object'           = [pscustomobject]@{ Zeta = 1; Alpha = 'a'; Nested = [pscustomobject]@{ Deep = @(1, [pscustomobject]@{ Deeper = 2 }) } }
    'empty object'     = [pscustomobject]@{}
    'named object'     = [pscustomobject]@{ PSTypeName = 'Our.Thing'; a = 1 }
    'selected object'  = [pscustomobject]@{ a = 1; b = 2 } | Select-Object b
    'computed object'  = [pscustomobject]@{ a = 2 } | Add-Member -PassThru ScriptProperty double { $this.a * 2 }
    'object of all'    = [pscustomobject]@{ null = $null; day = [DayOfWeek]::Friday; at = [datetime]::new(2024, 7, 1); table = @{ a = 1 }; ip = [ipaddress]'::1' }
    'noted string'     = 'text' | Add-Member -PassThru note @{ a = 1 }
    # A literal's notes would be there again the next time: PowerShell ties them to the object that the number is in.
    'noted number'     = [long]::Parse('7') | Add-Member -PassThru note 'n'
    'chain of objects' = $chain
    'deep array'       = $nest
    'shared table'     = @($shared, $shared)
    'array with itself' = $loop
    'object with itself' = $self
    # Not thrown: the stack would tell the two apart.
    'error'            = [Management.Automation.ErrorRecord]::new([InvalidOperationException]::new('broken'), 'Id', 'InvalidData', 'target')
}
