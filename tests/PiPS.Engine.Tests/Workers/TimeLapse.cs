namespace PiPS.Engine.Tests.Workers;

/// <summary>A clock that runs some times as fast as the real one: patience of seconds is over in a fraction of one.</summary>
internal sealed class TimeLapse(int factor) : TimeProvider
{
    private readonly long _start = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => _start + (factor * (System.GetTimestamp() - _start));
}
