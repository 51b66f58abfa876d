using System.Text;
using QuotaKit.Http;

namespace QuotaKit.Acme.Tests;

/// <summary>What the next vendor's author may do that Acme's did not, and what must come of it.</summary>
public sealed class SeamTests
{
    private static readonly AcmeQuotaOptions _options = new() { ApiKey = "acme-key-1" };

    [Fact]
    public void A_snapshot_may_be_started_before_the_document_is_read()
    {
        var document = QuotaDocument.Parse(_options, "{}");
        var snapshot = document.StartSnapshot();

        snapshot.Warn("Before.");
        snapshot.Add(Balance(document.Root.Number("left"u8)));
        snapshot.Warn("After.");

        Assert.Equal(["Before.", "'left' is missing.", "After."], snapshot.Build().Warnings);
    }

    [Fact]
    public void A_group_that_is_missing_can_be_read_like_an_empty_one()
    {
        var document = QuotaDocument.Parse(_options, "{}");

        var left = (document.Root.Child("account"u8) ?? default).Number("left"u8);

        Assert.Null(left);
    }

    [Fact]
    public async Task A_mistake_in_reading_an_error_does_not_hide_its_status()
    {
        await using var server = await AcmeServer.StartAsync();
        server.Faults.Enqueue((401, "{}", null));
        using var careless = new CarelessProvider(new AcmeQuotaOptions { ApiKey = "acme-key-1", BaseAddress = server.BaseAddress });

        var error = await Assert.ThrowsAsync<QuotaException>(() => careless.GetQuotaAsync(TestContext.Current.CancellationToken));

        Assert.Equal(QuotaErrorKind.Unauthorized, error.Kind);
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

    private sealed class CarelessProvider : QuotaHttpProvider<AcmeQuotaOptions>
    {
        public CarelessProvider(AcmeQuotaOptions options)
            : base(new QuotaProviderContext<AcmeQuotaOptions>(options)) =>
            Endpoint = QuotaEndpoint.Get(HttpClient, "v1/usage", "Authorization", AcmeMapper.Map, "Token ");

        protected override QuotaEndpoint Endpoint { get; }

        protected override VendorError ReadError(QuotaDocument answer) => new(Code: answer.Root.Text("code"u8)!.Trim());
    }
}
