# The servers that other suites use, as they use them: started once, or each test skipped with the reason.

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'TestTools.psm1') -Force
    Import-TestServer
}

Describe 'An SSH server' {
    BeforeAll {
        $Missing = [PiPS.Testing.Servers.SshServer]::MissingReason
        $Server = $Missing ? $null : [PiPS.Testing.Servers.SshServer]::new()
    }

    AfterAll {
        ${Server}?.Dispose()
    }

    BeforeEach {
        if ($Missing) { Set-ItResult -Skipped -Because $Missing }
    }

    It 'is the host <_>' -ForEach 'web1', 'web2', 'web3' {
        ssh -F $Server.ConfigPath -o BatchMode=yes $_ 'echo $PIPS_TEST_HOST' | Should -Be $_
    }
}

Describe 'A Slurm cluster' {
    BeforeAll {
        $Before = $env:SLURM_CONF
        $Missing = [PiPS.Testing.Servers.SlurmCluster]::MissingReason
        $Cluster = $Missing ? $null : [PiPS.Testing.Servers.SlurmCluster]::new()
        if ($Cluster) { $env:SLURM_CONF = $Cluster.Environment['SLURM_CONF'] }
    }

    AfterAll {
        $env:SLURM_CONF = $Before
        ${Cluster}?.Dispose()
    }

    BeforeEach {
        if ($Missing) { Set-ItResult -Skipped -Because $Missing }
    }

    It 'runs a step on each node' {
        srun -N2 -n2 sh -c 'echo $SLURMD_NODENAME' | Sort-Object | Should -Be 'n1', 'n2'
    }
}
