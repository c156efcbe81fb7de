BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
    $Pips = Join-Path (Split-Path (Get-ManifestPath)) 'bin' 'pips'

    $NoLimits = (Get-Command bash -CommandType Application -ErrorAction Ignore) ? $null : 'there is no bash'

    # A disk of our own takes a mount, which takes a name space of our own.
    $NoDisk = if (-not (Get-Command unshare -CommandType Application -ErrorAction Ignore)) {
        'there is no unshare'
    }
    else {
        $null = unshare -rm sh -c 'mount -t tmpfs -o size=64k none /mnt' 2>&1
        $LASTEXITCODE -eq 0 ? $null : 'no disk can be mounted here'
    }

    function Skip-If([string] $Reason) {
        if ($Reason) {
            Set-ItResult -Skipped -Because $Reason
        }
    }

    # What a session does: each kind of worker and of file. Ends with one line of JSON.
    $Session = Join-Path $TestDrive 'session.ps1'
    Set-Content $Session @'
param([string] $Module, [string] $Folder, [string] $Culture)
$ErrorActionPreference = 'Stop'
if ($Culture) { [cultureinfo]::CurrentCulture = $Culture }
Import-Module $Module
$said = [ordered]@{ culture = [cultureinfo]::CurrentCulture.Name }
$said.hits = @((Invoke-PiEstimate 1e7 -Seed 42 -Type Thread -WorkerCount 2), (Invoke-PiEstimate 1e7 -Seed 42 -Type Process -WorkerCount 2)).Hits
$said.again = @(1..2 | ForEach-Object { (Invoke-PiEstimate 1e8 -Seed 42 -CheckpointPath "$Folder/c.jsonl").Hits })
$pool = Start-WorkerPool IPI -Count 2
$array = New-SharedArray Double 4 -Name ITEM
$said.items = @(1..4 | Invoke-WorkerTask { ($using:array)[$_ - 1] = $_ / 2; $_ / 2 } -Pool ipi -Ordered)
$said.array = @($array[0..3])
$said.found = @((Get-WorkerPool ipi).Name, (Get-SharedObject item).GetName())
$said.logged = @(1..2 | ForEach-Object { @(1.5, 2.5 | Invoke-WorkerTask { $_ } -Pool $pool -LogPath "$Folder/l.jsonl" -Resume).Count })
Stop-WorkerPool ipi
$rows = Measure-PiScaling 1 -Type Thread -Trials 1e6 -Repeat 2 -MaximumRepeat 2 -Warmup 0 3>$null
$rows | Export-PiBenchmark "$Folder/b.json"
$said.rate = [Math]::Abs((Compare-PiBenchmark "$Folder/b.json" $rows).Ratio - 1) -lt 1e-6
Invoke-PiEstimate 1e6 -Seed 42 | Export-PiReport "$Folder/r.html"
$said.report = [IO.File]::ReadAllText("$Folder/r.html").Contains('3.1')
'json:' + ($said | ConvertTo-Json -Compress)
'@

    function Invoke-Session([string] $Folder, [hashtable] $Environment = @{}, [string[]] $Before = @(), [string] $Module = (Get-ManifestPath), [string] $Culture = '') {
        $null = New-Item -ItemType Directory -Path $Folder -Force
        $set = @($Environment.GetEnumerator() | ForEach-Object { "$($_.Key)=$($_.Value)" })
        $out = & env @set @Before timeout 60 (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $Session $Module $Folder $Culture 2>&1
        $line = $out | Where-Object { "$_".StartsWith('json:') }
        $line | Should -Not -BeNullOrEmpty -Because ($out -join "`n")
        $line.Substring(5) | ConvertFrom-Json
    }

    function Assert-Said($Said) {
        $Said.hits | Should -Be 7853641, 7853641
        $Said.again | Should -Be 78539708, 78539708
        $Said.items | Should -Be 0.5, 1, 1.5, 2
        $Said.array | Should -Be 0.5, 1, 1.5, 2
        $Said.found | Should -Be 'IPI', 'ITEM'
        $Said.logged | Should -Be 2, 0
        $Said.rate, $Said.report | Should -Be $true, $true
    }

    # Runs pips in bash behind other commands, such as limits; gives its lines.
    function Invoke-Limited([string] $Before, [string] $Arguments) {
        $out = & timeout 60 bash -c "$Before; exec '$Pips' $Arguments" 2>&1 | ForEach-Object { "$_" }
        [pscustomobject]@{ Text = $out -join "`n"; ExitCode = $LASTEXITCODE }
    }
}

AfterAll {
    Get-ChildProcess | Should -BeNullOrEmpty
}

Describe 'A session' {
    It 'works in <Name>' -ForEach @(
        @{ Name = 'Turkish, where i and I are other letters, on one processor'; Culture = 'tr-TR'; Environment = @{ LANG = 'tr_TR.UTF-8' }; IsPinned = $true; Place = 'plain' }
        @{ Name = 'German, from a folder of an odd name, without a home'; Culture = 'de-DE'; Environment = @{ LANG = 'de_DE.UTF-8'; LC_ALL = 'de_DE.UTF-8' }; IsPinned = $false; Place = "a b'c ü" }
    ) {
        $noHome = Join-Path $TestDrive "no-home-$Culture"
        $folder = Join-Path $TestDrive $Place
        $null = [IO.Directory]::CreateDirectory($folder)
        & cp -r (Split-Path (Get-ManifestPath)) "$folder/PiPS"
        $before = $IsPinned -and (Get-Command taskset -CommandType Application -ErrorAction Ignore) ? @('taskset', '-c', "$([PiPS.Engine.Machine.UsableProcessors]::ForPinning()[0])") : @()
        Assert-Said (Invoke-Session -Folder "$folder/work" -Environment ($Environment + @{ HOME = $noHome }) -Module "$folder/PiPS/PiPS.psd1" -Culture $Culture -Before $before)
    }
}

Describe 'pips with little of something' {
    It 'works without culture data' {
        & env DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 LC_ALL=de_DE.UTF-8 $Pips estimate 1e8 --seed 42 --workers 2 --type process | Select-String 'Pi:' | Should -Match 'Pi: 3\.1415883200'
    }

    It 'says how many workers there are handles for' {
        Skip-If $NoLimits
        $few = Invoke-Limited 'ulimit -n 64' 'estimate 1e8 --workers 8 --type process'
        $few.ExitCode | Should -Be 2
        $few.Text | Should -Match '^pips: There is no room for 8 more worker processes: this process may have 64 files open \(ulimit -n\), and has \d+\. .*Raise|raise'
        (Invoke-Limited 'ulimit -n 64' 'estimate 1e8 --workers 8 --type thread --seed 42').Text | Should -Match 'Pi: 3\.1415883200'
        (Invoke-Limited 'ulimit -n 128' 'estimate 1e8 --workers 4 --type process --seed 42').Text | Should -Match 'Pi: 3\.1415883200'
        (Invoke-Limited 'ulimit -n 128' 'estimate 1e8 --workers 400 --type process').Text | Should -Match 'Ask for at most \d+, raise'
    }

    It 'works with ten megabytes of memory for objects' {
        Skip-If $NoLimits
        (Invoke-Limited 'export DOTNET_GCHeapHardLimit=0x989680' 'estimate 1e8 --workers 2 --type process --seed 42').Text | Should -Match 'Pi: 3\.1415883200'
    }

    It 'says that the disk is full, and goes on where there is anything to go on with' {
        Skip-If $NoDisk
        $script = @"
mount -t tmpfs -o size=64k none /mnt && dd if=/dev/zero of=/mnt/fill bs=1k count=60 2>/dev/null
'$Pips' estimate --duration 4 --generator MersenneTwister --block-size 1 --checkpoint-interval 0 --checkpoint /mnt/c.jsonl 2>&1
dd if=/dev/zero of=/mnt/more bs=1k count=60 2>/dev/null
'$Pips' estimate 1e8 --checkpoint /mnt/d.jsonl 2>&1
TMPDIR=/mnt '$Pips' estimate 1e8 --seed 42 --workers 2 --type process 2>&1
ls -A /mnt
"@
        $out = (& timeout 60 unshare -rm sh -c $script) -join "`n"
        $out | Should -Match "The checkpoint /mnt/c\.jsonl can't be written: No space left on device.* The run goes on"
        $out | Should -Match "The checkpoint /mnt/d\.jsonl can't be opened: No space left on device.* Make room on its disk"
        $out | Should -Match 'Pi: 3\.1415883200'
        ($out -split "`n" | Select-Object -Last 3) | Should -Be 'c.jsonl', 'fill', 'more'
    }

    It 'works without shared memory''s folder' {
        Skip-If $NoDisk
        $out = & timeout 60 unshare -rm sh -c "mount -t tmpfs -o ro,size=4k none /dev/shm; '$Pips' estimate 1e8 --seed 42 --workers 2 --type process" 2>&1
        $out -join "`n" | Should -Match 'Pi: 3\.1415883200'
    }

    It 'has workers where shared memory''s folder can''t be written to' {
        Skip-If $NoDisk
        $command = "Import-Module '$(Get-ManifestPath)'; 1 | Invoke-WorkerTask { 7 } -Type Process -ThrottleLimit 1"
        & timeout 60 unshare -rm sh -c 'mount -t tmpfs -o ro,size=4k none /dev/shm; pwsh -NoProfile -Command "$0"' $command 2>&1 | Should -Be 7
    }
}
