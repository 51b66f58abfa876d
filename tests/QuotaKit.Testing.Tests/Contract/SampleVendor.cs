using QuotaKit.Http;

namespace QuotaKit.Testing.Tests;

/// <summary>A small vendor whose provider keeps the contract. The wrong ones differ from it in one place.</summary>
internal static class SampleVendor
{
    public const string Path = "v1/quota";
    public const string KeyHeader = "x-api-key";
    public const string Document = """{"plan":"Pro","active":true,"credits":{"used":25,"limit":100},"extras":[{"name":"seats","count":7}]}""";

    public static QuotaVendor Vendor { get; } = new()
    {
        Id = "sample",
        DisplayName = "Sample",
        SettingName = "Sample",
        EnvironmentVariable = "SAMPLE_API_KEY",
        BaseAddress = new Uri("https://api.sample.example/"),
    };

    public static QuotaVendorRegistration<QuotaAccountOptions> Right { get; } =
        QuotaVendorRegistration.Create(Vendor, client => QuotaEndpoint.Get(client, Path, KeyHeader, Map), ReadError);

    public static QuotaProviderContract ContractOf(QuotaVendorRegistration<QuotaAccountOptions> registration, TimeSpan? patience = null)
    {
        var contract = QuotaProviderContract.For(registration, Path, KeyHeader, Document);
        contract.Patience = patience ?? contract.Patience;
        return contract;
    }

    public static QuotaSnapshot Map(QuotaDocument document)
    {
        var credits = document.Root.ChildIfAny("credits"u8) ?? throw document.NotQuota(ReadError(document));
        return Snapshot(document, credits.Number("used"u8), credits.Number("limit"u8));
    }

    public static QuotaSnapshot Snapshot(QuotaDocument document, decimal? used, decimal? limit)
    {
        var snapshot = document.StartSnapshot();
        snapshot.Plan = document.Root.Text("plan"u8);
        snapshot.IsActive = document.Root.Flag("active"u8);
        snapshot.Add(new QuotaBalance
        {
            Key = "credits",
            Label = "Credits",
            Unit = QuotaUnit.Credits,
            Kind = QuotaKind.Allowance,
            Used = used,
            Limit = limit,
        });
        foreach (var extra in document.Root.Children("extras"u8))
        {
            var key = BalanceNames.FromName(extra.Text("name"u8) ?? "unnamed");
            snapshot.Add(new QuotaBalance
            {
                Key = key,
                Label = BalanceNames.ToLabel(key),
                Unit = QuotaUnit.Unspecified,
                Kind = QuotaKind.Bonus,
                Remaining = extra.Number("count"u8),
            });
        }

        return snapshot.Build();
    }

    public static VendorError ReadError(QuotaDocument response)
    {
        var error = response.Root.ChildIfAny("error"u8);
        return new VendorError(null, error?.Text("code"u8), error?.Text("message"u8));
    }
}
