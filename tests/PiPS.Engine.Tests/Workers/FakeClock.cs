namespace PiPS.Engine.Tests.Workers;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class FakeClock
{
    private long _ticks;

    public TimeSpan Now => new(Interlocked.Read(ref _ticks));

    public void Advance(double seconds) => Interlocked.Add(ref _ticks, TimeSpan.FromSeconds(seconds).Ticks);
}
