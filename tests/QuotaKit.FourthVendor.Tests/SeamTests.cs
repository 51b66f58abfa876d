using System.Text;
using QuotaKit.Http;
using QuotaKit.Testing;

namespace AcmeRenders.Tests;

/// <summary>Tests parts of QuotaKit.Core that other vendors may use and Acme does not.</summary>
public sealed class SeamTests : AcmeTest
{
    private static readonly QuotaAccountOptions _options = AcmeQuota.Registration.CreateOptions();

    [Fact]
    public void Snapshot_may_be_started_before_reading_the_document()
    {
        var document = QuotaDocument.Parse(_options, "{}");
        var snapshot = document.StartSnapshot();

        snapshot.Warn("Before.");
        snapshot.Add(Balance(document.Root.Number("left"u8)));
        snapshot.Warn("After.");

        Assert.Equal(["Before.", "'left' is missing.", "After."], snapshot.Build().Warnings);
    }

    [Fact]
    public void Missing_group_reads_like_an_empty_one()
    {
        var document = QuotaDocument.Parse(_options, "{}");

        var left = (document.Root.Child("account"u8) ?? default).Number("left"u8);

        Assert.Null(left);
    }

    [Fact]
    public async Task Exception_in_ReadError_does_not_hide_the_status()
    {
        var careless = QuotaVendorRegistration.Create(
            AcmeQuota.Registration.Vendor,
            client => QuotaEndpoint.Get(client, "v1/usage", "Authorization", AcmeMapper.Map, "Token "),
            response => new VendorError(Code: response.Root.Text("code"u8)!.Trim()));
        Acme.Faults.Enqueue(Fault.Status(401, "{}"));
        var provider = careless.CreateProvider(Key, o => o.BaseAddress = Acme.BaseAddress);

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal(QuotaErrorKind.Unauthorized, error.Kind);
    }

    [Fact]
    public async Task Status_alone_tells_the_error_without_ReadError()
    {
        var silent = QuotaVendorRegistration.Create(
            AcmeQuota.Registration.Vendor, client => QuotaEndpoint.Get(client, "v1/usage", "Authorization", AcmeMapper.Map, "Token "));
        Acme.Faults.Enqueue(Fault.Status(429, AcmeSamples.Read("429-allowance-spent.json")).WithHeader("Retry-After", "3600"));
        var provider = silent.CreateProvider(Key, o => o.BaseAddress = Acme.BaseAddress);

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Throttled, null), (error.Kind, error.VendorCode));
    }

    [Fact]
    public void Personal_data_is_left_out_of_lists_too()
    {
        var document = QuotaDocument.Parse(_options, """{"team":[{"email":"a@b.example","seats":1},[{"email":"c"}],2,null]}""");

        var copy = Encoding.UTF8.GetString(document.CopyWithout(m => m.Name == "email"));

        Assert.Equal("""{"team":[{"seats":1},[{}],2,null]}""", copy);
    }

    private static QuotaBalance Balance(decimal? remaining) =>
        new() { Key = "credits", Label = "Credits", Unit = QuotaUnit.Credits, Kind = QuotaKind.Balance, Remaining = remaining };
}
