# Shared objects and the pools whose workers use them.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-Module (Get-ManifestPath) -Force
}

Describe 'Workers (<Type>) whose results wait for others' -ForEach @{ Type = 'Process' }, @{ Type = 'Thread' } {
    AfterEach {
        Get-SharedObject | Remove-SharedObject
    }

    It 'go on where the first item, in order, waits for a message of a later one' {
        $queue = New-WorkerQueue

        $given = 1..2 | Invoke-WorkerTask -Type $Type -Ordered -ThrottleLimit 2 -BatchSize 1 {
            if ($_ -eq 1) {
                Receive-WorkerMessage $using:queue -TimeoutSeconds 120
            }
            else {
                # More than is kept for the first.
                1..30000
                Send-WorkerMessage $using:queue 'go on'
            }
        }

        $given[0] | Should -Be 'go on'
        $given | Should -HaveCount 30001
    }

    It 'go on where whoever takes their results waits for a message of theirs' {
        $queue = New-WorkerQueue

        $given = 1 | Invoke-WorkerTask -Type $Type -ThrottleLimit 1 {
            1..30000
            Send-WorkerMessage $using:queue 'go on'
        } | ForEach-Object { if ($_ -eq 1) { Receive-WorkerMessage $queue -TimeoutSeconds 120 } else { $_ } }

        $given[0] | Should -Be 'go on'
        $given | Should -HaveCount 30000
    }
}
