namespace PiPS.Benchmarks.Measuring;

/// <summary>A contender can't run here. Its message is the reason that the report gives.</summary>
internal sealed class LeftOutException(string reason) : Exception(reason);
