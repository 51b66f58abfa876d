using QuotaKit.Http;
using Registration = QuotaKit.QuotaVendorRegistration<QuotaKit.Http.QuotaAccountOptions>;

namespace QuotaKit.Testing.Tests;

/// <summary>A provider that forgets, after the headers have arrived, either the timeout or the caller's token.</summary>
internal sealed class HeaderOnlyProvider(QuotaProviderContext<QuotaAccountOptions> context, bool limitsBody) : IQuotaProvider
{
    private readonly HttpClient _client = context.HttpClient ?? new HttpClient();

    /// <summary>Registers a provider whose timeout covers sending only.</summary>
    public static Registration LimitsSendOnly { get; } = WrongProvider.Created(context => new HeaderOnlyProvider(context, limitsBody: false));

    /// <summary>Registers a provider whose caller can cancel sending only.</summary>
    public static Registration CancelsSendOnly { get; } = WrongProvider.Created(context => new HeaderOnlyProvider(context, limitsBody: true));

    public string Name => SampleVendor.Vendor.Id;

    public async Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        var options = context.Options();
        using var timeout = new CancellationTokenSource(options.Resilience.AttemptTimeout, context.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.BaseAddress, SampleVendor.Path)) { Content = EmptyContent.Instance };
        request.Headers.Add(SampleVendor.KeyHeader, options.ApiKey);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Snapshot(await response.Content.ReadAsStringAsync(limitsBody ? timeout.Token : cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            throw new QuotaException(QuotaErrorKind.Timeout, Name, "It took too long.", e);
        }
    }

    private static QuotaSnapshot Snapshot(string body) => new() { Provider = SampleVendor.Vendor.Id, RetrievedAt = default, RawJson = body, Balances = [] };
}
