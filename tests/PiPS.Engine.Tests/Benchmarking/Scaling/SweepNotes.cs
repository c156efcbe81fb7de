using PiPS.Engine.Benchmarking.Scaling;

namespace PiPS.Engine.Tests.Benchmarking.Scaling;

/// <summary>What a sweep told.</summary>
internal sealed class SweepNotes : IScalingObserver
{
    public List<ScalingProgress> Progress { get; } = [];

    public List<string> Notices { get; } = [];

    public void Progressed(ScalingProgress progress) => Progress.Add(progress);

    public void Noticed(string message) => Notices.Add(message);
}
