# The help topics: they are there, name what there is, and what they show works.

BeforeDiscovery {
    $pages = Get-ChildItem (Join-Path $env:PIPS_MODULE '../../docs/about') -Filter about_*.md | ForEach-Object {
        @{
            Topic = $_.BaseName
            Blocks = @([regex]::Matches((Get-Content $_ -Raw), '(?ms)^```powershell\n(.*?)^```') | ForEach-Object { $_.Groups[1].Value })
        }
    }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
}

Describe 'Topics' {
    It 'are six, which Get-Help finds' {
        (Get-Help about_PiPS*).Name | Sort-Object |
            Should -Be 'about_PiPS', 'about_PiPS_Benchmarks', 'about_PiPS_Clusters', 'about_PiPS_From_Python', 'about_PiPS_Pools', 'about_PiPS_Sharing'
    }
}

Describe '<Topic>' -ForEach ($pages + @{ Topic = 'about_PiPS_From_Python'; Blocks = @() }) {
    BeforeAll {
        $text = Get-Help $Topic | Out-String
    }

    It 'says in a line what it is about' {
        $text | Should -Match "TOPIC\s+$Topic\s+SHORT DESCRIPTION\s+\w.*\S\s+(\S.*\s+)?LONG DESCRIPTION"
    }

    It 'names commands and topics that there are' {
        $names = [regex]::Matches($text, '\b(Get|Set|New|Start|Stop|Invoke|Measure|Test|Export|Import|Compare|Send|Receive|Wait|Complete|Close|Use|Update|Remove)-[A-Z]\w+').Value | Select-Object -Unique
        $topics = [regex]::Matches($text, 'about_\w+').Value | Select-Object -Unique

        $names | Where-Object { -not (Get-Command $_ -ErrorAction Ignore) } | Should -BeNullOrEmpty
        $topics | Where-Object { $_ -like 'about_PiPS*' -and -not (Get-Help $_ -ErrorAction Ignore) } | Should -BeNullOrEmpty
    }

    It 'names parameters that some command has' {
        $known = (Get-Command -Module PiPS).Parameters.Keys + (Get-Command Get-Help, Select-Object, Where-Object, Wait-Job, Receive-Job).Parameters.Keys | Select-Object -Unique
        $named = [regex]::Matches($text, '(?<=\s)-[A-Z][a-z]\w+').Value.Substring(1) | Select-Object -Unique

        $named | Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
    }
}

# The launchers' hosts are made up; the tests of New-WorkerLauncher have real ones. Those of Python's page have a test of their own.
Describe 'What <Topic> shows' -ForEach ($pages | Where-Object Topic -NE 'about_PiPS_Clusters') {
    It 'works' {
        $modulePath = $env:PSModulePath
        $env:PSModulePath = (Split-Path (Get-Item $env:PIPS_MODULE)) + [IO.Path]::PathSeparator + $modulePath
        $prompt = [powershell]::Create()

        try {
            $null = $prompt.AddScript("Import-Module PiPS; Set-Location '$TestDrive'").Invoke()
            $Blocks.Count | Should -BeGreaterThan 0

            $output = foreach ($block in $Blocks) {
                $prompt.Commands.Clear()
                $prompt.AddScript($block, $false).Invoke()
                $prompt.Streams.Error | Should -BeNullOrEmpty -Because $block
            }

            $output | Should -Not -BeNullOrEmpty
        }
        finally {
            $env:PSModulePath = $modulePath
            $prompt.Commands.Clear()
            $null = $prompt.AddScript('Get-WorkerPool | Stop-WorkerPool -Force; Get-Job | Remove-Job -Force; Get-SharedObject | Remove-SharedObject').Invoke()
            $prompt.Dispose()
        }
    }
}
