using QuotaKit.Core.Tests.Calls;
using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>What a vendor's mapper makes of an answer, and what comes of one that fails.</summary>
public sealed class QuotaMappingTests : VzlaTest
{
    [Fact]
    public async Task A_mapper_that_fails_is_a_document_that_could_not_be_mapped()
    {
        using var provider = Mapped(_ => throw new FormatException("a bug"));

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal("vzla.io sent an unexpected response: it could not be mapped (FormatException).", error.Message);
        Assert.Equal((QuotaErrorKind.Protocol, false, 200, 1), (error.Kind, error.IsTransient, error.StatusCode, error.Attempts));
        Assert.IsType<FormatException>(error.InnerException);
    }

    [Fact]
    public async Task What_a_mapper_says_itself_is_told_as_it_is()
    {
        using var provider = Mapped(document => throw document.Refused(new VendorError(QuotaErrorKind.Rejected, "E7")));

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Rejected, "E7"), (error.Kind, error.VendorCode));
    }

    [Fact]
    public async Task A_refusal_whose_words_are_read_carelessly_is_the_refusal_that_it_is()
    {
        Vendor.Faults.Always(Fault.Status(403, """{"error":"no"}""", ("Retry-After", "7")));
        using var provider = Mapped(_ => throw new InvalidOperationException("It is no good answer."), _ => throw new FormatException("a bug"));

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Forbidden, 403, TimeSpan.FromSeconds(7)), (error.Kind, error.StatusCode, error.RetryAfter));
    }

    [Fact]
    public async Task The_words_of_a_refusal_are_read_from_its_document()
    {
        Vendor.Faults.Always(Fault.Status(403, """{"why":"Not yours."}"""));
        using var provider = Mapped(_ => throw new InvalidOperationException("It is no good answer."), answer => new VendorError(Message: answer.Root.Text("why"u8)));

        Assert.Equal("Not yours.", (await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token))).VendorMessage);
    }

    [Fact]
    public async Task A_good_answer_that_echoes_the_key_is_kept_without_it()
    {
        Vendor.Faults.Always(Fault.Body($$"""{"token":"{{Key}}","remaining":5}"""));
        using var provider = Mapped(document =>
        {
            var snapshot = document.StartSnapshot();
            snapshot.Add(new() { Key = "n", Label = document.Root.Text("token"u8)!, Unit = QuotaUnit.Requests, Kind = QuotaKind.Balance, Remaining = document.Root.Number("remaining"u8) });
            return snapshot.Build();
        });

        var snapshot = await provider.GetQuotaAsync(Token);

        var blot = new string('*', Key.Length);
        Assert.Equal($$"""{"token":"{{blot}}","remaining":5}""", snapshot.RawJson);
        Assert.Equal((blot, 5m), (snapshot.Primary.Label, snapshot.Primary.Remaining));
    }

    [Fact]
    public async Task Cancellation_is_seen_while_a_document_is_mapped()
    {
        using var leaving = new CancellationTokenSource();
        using var provider = Mapped(document =>
        {
            leaving.Cancel();
            foreach (var member in document.Root.Members())
                Assert.Fail($"'{member.Name}' was read after the caller had cancelled.");
            throw new InvalidOperationException("There were members.");
        });

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.GetQuotaAsync(leaving.Token));

        Assert.Equal(leaving.Token, error.CancellationToken);
    }

    private MappedProvider Mapped(Func<QuotaDocument, QuotaSnapshot> map, Func<QuotaDocument, VendorError>? readError = null) => new(
        new QuotaProviderContext<VzlaQuotaOptions>(new VzlaQuotaOptions { ApiKey = Key, BaseAddress = Vendor.BaseAddress }) { TimeProvider = Clock }, map, readError);
}
