# Runs docs/from-python.md: each section's preparation, then its lines of code in their order.

BeforeDiscovery {
    $path = Join-Path $env:PIPS_MODULE '../../docs/from-python.md'
    $sections = [System.Collections.Generic.List[hashtable]]::new()
    $isCode = $false

    foreach ($line in Get-Content $path) {
        if ($line -like '## *') {
            $sections.Add(@{ Name = $line.Substring(3); Preparation = ''; Rows = [System.Collections.Generic.List[hashtable]]::new() })
        }
        elseif ($line.StartsWith('```')) {
            $isCode = -not $isCode
        }
        elseif ($isCode) {
            $sections[-1].Preparation += "$line`n"
        }
        elseif ($line -match '^\| (?!Python|---)') {
            $python, $here, $gives = ($line.Trim('|', ' ') + ' ') -split '(?<!\\)\|' | ForEach-Object { $_.Trim().Replace('\|', '|') }
            $sections[-1].Rows.Add(@{ Python = $python; Here = $here; Gives = $gives })
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
}

Describe 'from Python: <Name>' -ForEach $sections {
    BeforeAll {
        # The section's lines share variables, as at a prompt.
        $prompt = [powershell]::Create()

        function Invoke-Line([string] $line) {
            $prompt.Commands.Clear()
            $prompt.Streams.ClearStreams()
            $prompt.AddScript($line, $false).Invoke()
            $prompt.Streams.Error | Should -BeNullOrEmpty
        }

        Invoke-Line "Import-Module '$(Get-ManifestPath)'" | Out-Null
        Invoke-Line $Preparation | Out-Null
    }

    AfterAll {
        Invoke-Line 'Get-WorkerPool | Stop-WorkerPool -Force; Get-Job | Remove-Job -Force; Get-SharedObject | Remove-SharedObject' | Out-Null
        $prompt.Dispose()
    }

    It '<Python>' -ForEach $Rows {
        if ($Here -eq '—') {
            $Gives | Should -Not -BeNullOrEmpty -Because 'what has no counterpart needs a reason'
            return
        }

        $Here | Should -Match '^`.*`$' -Because 'a line is code, whole'
        $expected = [regex]::Replace($Gives, '`([^`]+)`', { param($code) Invoke-Line $code.Groups[1].Value })

        $given = @(Invoke-Line $Here.Trim('`'))

        ($given | ForEach-Object { "$_" }) -join ' ' | Should -BeExactly $expected
    }
}

Describe 'the document' {
    It 'has what the manual has' -ForEach @{ Count = ($sections.Rows | Measure-Object).Count } {
        $Count | Should -BeGreaterThan 120
    }
}
