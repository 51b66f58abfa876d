namespace QuotaKit.Packages.Tests;

/// <summary>Shares the packed packages. These tests run one after the other, because each restores and builds a project.</summary>
[CollectionDefinition(nameof(PackedOnce))]
public sealed class PackedOnce : ICollectionFixture<PackedPackages>;
