namespace TokenTracking.Tests;

/// <summary>Tests that measure the memory of the process run alone: others would be measured with them.</summary>
[CollectionDefinition(nameof(MeasuredMemory), DisableParallelization = true)]
public sealed class MeasuredMemory;
