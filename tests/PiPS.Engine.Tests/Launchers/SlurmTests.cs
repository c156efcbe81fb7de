namespace PiPS.Engine.Tests.Launchers;

/// <summary>Tests that share a cluster; they run after all others, one by one.</summary>
[CollectionDefinition(nameof(SlurmTests), DisableParallelization = true)]
public sealed class SlurmTests : ICollectionFixture<SlurmShared>;
