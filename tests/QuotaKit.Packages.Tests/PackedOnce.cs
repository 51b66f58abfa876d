namespace QuotaKit.Packages.Tests;

/// <summary>Tests of packed packages run one after the other: each is a restore and a build, which keep a machine busy.</summary>
[CollectionDefinition(nameof(PackedOnce))]
public sealed class PackedOnce : ICollectionFixture<PackedPackages>;
