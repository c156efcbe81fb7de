# Runs a line of script at a time, and prints the seconds that it took, so that a session can be kept warm between rounds.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

while ($null -ne ($line = [Console]::In.ReadLine())) {
    $script = [scriptblock]::Create($line)
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $null = . $script
    $watch.Stop()
    [Console]::Out.WriteLine($watch.Elapsed.TotalSeconds.ToString('R', [cultureinfo]::InvariantCulture))
}
