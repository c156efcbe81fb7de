namespace PiPS.Engine.Tests.Workers;

/// <summary>Tests that count this process's threads and children, or measure: they run after all others, one by one.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
