namespace PiPS.Engine.Tests.Workers;

/// <summary>Tests that count this process's threads and children, or measure: they run after all others, one by one. So do a thousand threads: whoever runs beside them gets nothing.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
