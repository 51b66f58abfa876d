using QuotaKit.Core.Tests.Calls;
using QuotaKit.Http;
using QuotaKit.Testing;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>Calls with a mapper or an error reader that fails.</summary>
public sealed class QuotaMappingTests : VzlaTest
{
    [Fact]
    public async Task Failing_mapper_is_a_protocol_error()
    {
        using var provider = Mapped(_ => throw new FormatException("a bug"));

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal("vzla.io sent an unexpected response: it could not be mapped (FormatException).", error.Message);
        Assert.Equal((QuotaErrorKind.Protocol, false, 200, 1), (error.Kind, error.IsTransient, error.StatusCode, error.Attempts));
        Assert.IsType<FormatException>(error.InnerException);
    }

    [Fact]
    public async Task Error_from_a_mapper_stays_the_same()
    {
        using var provider = Mapped(document => throw document.Refused(new VendorError(QuotaErrorKind.Rejected, "E7")));

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Rejected, "E7"), (error.Kind, error.VendorCode));
    }

    [Fact]
    public async Task Failing_error_reader_keeps_the_status()
    {
        Vendor.Faults.Always(Fault.Status(403, """{"error":"no"}""", ("Retry-After", "7")));
        using var provider = Mapped(_ => throw new InvalidOperationException("It was mapped."), _ => throw new FormatException("a bug"));

        var error = await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token));

        Assert.Equal((QuotaErrorKind.Forbidden, 403, TimeSpan.FromSeconds(7)), (error.Kind, error.StatusCode, error.RetryAfter));
    }

    [Fact]
    public async Task Error_message_is_read_from_the_document()
    {
        Vendor.Faults.Always(Fault.Status(403, """{"why":"Not yours."}"""));
        using var provider = Mapped(_ => throw new InvalidOperationException("It was mapped."), answer => new VendorError(Message: answer.Root.Text("why"u8)));

        Assert.Equal("Not yours.", (await Assert.ThrowsAsync<QuotaException>(() => provider.GetQuotaAsync(Token))).VendorMessage);
    }

    [Fact]
    public async Task Snapshot_does_not_contain_an_echoed_key()
    {
        Vendor.Faults.Always(Fault.Body($$"""{"token":"{{Key}}","remaining":5}"""));
        using var provider = Mapped(document =>
        {
            var snapshot = document.StartSnapshot();
            snapshot.Add(new()
            {
                Key = "n",
                Label = document.Root.Text("token"u8)!,
                Unit = QuotaUnit.Requests,
                Kind = QuotaKind.Balance,
                Remaining = document.Root.Number("remaining"u8),
            });
            return snapshot.Build();
        });

        var snapshot = await provider.GetQuotaAsync(Token);

        var asterisks = new string('*', Key.Length);
        Assert.Equal($$"""{"token":"{{asterisks}}","remaining":5}""", snapshot.RawJson);
        Assert.Equal((asterisks, 5m), (snapshot.Primary.Label, snapshot.Primary.Remaining));
    }

    [Fact]
    public async Task Mapping_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using var provider = Mapped(document =>
        {
            cancellation.Cancel();
            foreach (var member in document.Root.Members())
                Assert.Fail($"'{member.Name}' was read after the caller had cancelled.");
            throw new InvalidOperationException("There were members.");
        });

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => provider.GetQuotaAsync(cancellation.Token));

        Assert.Equal(cancellation.Token, error.CancellationToken);
    }

    private MappedProvider Mapped(Func<QuotaDocument, QuotaSnapshot> map, Func<QuotaDocument, VendorError>? readError = null) => new(
        new QuotaProviderContext<VzlaQuotaOptions>(new VzlaQuotaOptions { ApiKey = Key, BaseAddress = Vendor.BaseAddress }) { TimeProvider = Clock },
        map,
        readError);
}
