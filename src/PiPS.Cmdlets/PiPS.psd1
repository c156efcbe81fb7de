@{
    RootModule = 'bin/PiPS.Cmdlets.dll'
    # The build writes this file into module/PiPS with the version of Directory.Build.props.
    ModuleVersion = '{Version}'
    GUID = 'd3a2b6c4-6f0b-4a57-9a3e-2f1d8c5e7b90'
    Author = 'The PiPS authors'
    CompanyName = 'The PiPS authors'
    Copyright = '(c) The PiPS authors. MIT License.'
    Description = "Python's multiprocessing, and its classic pi benchmark, as PowerShell objects."
    PowerShellVersion = '7.6'
    CompatiblePSEditions = 'Core'

    # First of all: refuses where another version is loaded, else loads the engine. (RequiredAssemblies would come before it.)
    NestedModules = 'bin/PiPS.Import.dll'
    FormatsToProcess = 'PiPS.Format.ps1xml'

    CmdletsToExport = @(
        'Close-WorkerPipe'
        'Compare-PiBenchmark'
        'Complete-WorkerMessage'
        'Complete-WorkerQueue'
        'Export-PiBenchmark'
        'Export-PiReport'
        'Get-PiEnvironment'
        'Get-PiScalingFit'
        'Get-SharedObject'
        'Get-WorkerPool'
        'Import-PiBenchmark'
        'Invoke-PiEstimate'
        'Invoke-WorkerTask'
        'Measure-PiScaling'
        'New-SharedArray'
        'New-SharedObject'
        'New-WorkerLauncher'
        'New-WorkerLock'
        'New-WorkerPipe'
        'New-WorkerQueue'
        'Receive-WorkerMessage'
        'Remove-SharedObject'
        'Send-WorkerMessage'
        'Set-WorkerPool'
        'Start-WorkerPool'
        'Start-WorkerProcess'
        'Stop-WorkerPool'
        'Test-PiBenchmark'
        'Test-PiCore'
        'Test-WorkerLauncher'
        'Update-SharedObject'
        'Use-WorkerLock'
        'Wait-WorkerLock'
        'Wait-WorkerMessage'
        'Wait-WorkerQueue'
    )
    FunctionsToExport = @()
    AliasesToExport = 'pmap'
    VariablesToExport = @()

    PrivateData = @{
        PSData = @{
            Prerelease = '{Prerelease}'
            Tags = 'multiprocessing', 'parallel', 'benchmark', 'MonteCarlo', 'pi', 'PSEdition_Core', 'Linux', 'Windows', 'MacOS'
        }
    }
}
