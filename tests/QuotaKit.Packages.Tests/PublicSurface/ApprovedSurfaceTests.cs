using QuotaKit.HeyGen;
using QuotaKit.Pictory;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;
using QuotaKit.Vzla;

namespace QuotaKit.Packages.Tests.PublicSurface;

/// <summary>Compares the public surface of each package with its approved file. It checks net10.0; package validation requires the same surface of
/// net8.0.</summary>
public sealed class ApprovedSurfaceTests
{
    private static readonly Dictionary<string, Type> _packages = new()
    {
        ["QuotaKit"] = typeof(QuotaKitVendorServiceCollectionExtensions),
        ["QuotaKit.Core"] = typeof(QuotaSnapshot),
        ["QuotaKit.HeyGen"] = typeof(HeyGenQuotaProvider),
        ["QuotaKit.Pictory"] = typeof(PictoryQuotaProvider),
        ["QuotaKit.Sqlite"] = typeof(SqliteQuotaLedger),
        ["QuotaKit.Postgres"] = typeof(PostgresQuotaLedger),
        ["QuotaKit.Testing"] = typeof(QuotaSimulator),
        ["QuotaKit.Vzla"] = typeof(VzlaQuotaProvider),
    };

    public static TheoryData<string> Packages => [.. _packages.Keys];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Public_surface_equals_the_approved_file(string package)
    {
        var file = $"tests/QuotaKit.Packages.Tests/Approved/{package}.txt";
        var path = Path.Combine(Repository.Root, file);
        string[] surface = [.. SurfacePrinter.Print(_packages[package].Assembly)];
        if (Environment.GetEnvironmentVariable("QUOTAKIT_APPROVE") == "1")
            File.WriteAllText(path, string.Join('\n', surface) + "\n");

        string[] approved = File.Exists(path) ? File.ReadAllLines(path) : [];

        Assert.True(surface.SequenceEqual(approved),
            $"""
            The public surface of {package} differs from {file}.
            {string.Join('\n', [.. surface.Except(approved).Select(l => "+ " + l.Trim()), .. approved.Except(surface).Select(l => "- " + l.Trim())])}
            If you want this change, run this test with QUOTAKIT_APPROVE=1 in the environment and commit the file.
            """);
    }
}
