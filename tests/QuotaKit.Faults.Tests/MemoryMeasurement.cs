namespace QuotaKit.Faults.Tests;

/// <summary>Tests that measure the allocations of the whole process. No other test may run at the same time.</summary>
[CollectionDefinition(nameof(MemoryMeasurement), DisableParallelization = true)]
public sealed class MemoryMeasurement;
