using PiPS.Testing.Servers;

[assembly: AssemblyFixture(typeof(PiPS.Engine.Tests.Servers.SharedSshServer))]

namespace PiPS.Engine.Tests.Servers;

/// <summary>
/// One SSH server for all tests that do it no harm: it starts when the first asks for it. A test class gets this in its constructor.
/// Who kills sessions takes one of its own, or the sessions of a host that it has for itself.
/// </summary>
public sealed class SharedSshServer : IDisposable
{
    private readonly Lazy<SshServer> _server = new(() => new());

    /// <summary>The server; where it can't be had, the test that asks is skipped.</summary>
    public SshServer Server
    {
        get
        {
            SkipUnlessThere();
            return _server.Value;
        }
    }

    /// <summary>Skips a test that needs a server of its own, where it can't be had.</summary>
    public static void SkipUnlessThere() => Assert.SkipWhen(SshServer.MissingReason is not null, SshServer.MissingReason ?? string.Empty);

    public void Dispose()
    {
        if (_server.IsValueCreated)
        {
            _server.Value.Dispose();
        }
    }
}
