using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>The default meaning of HTTP statuses.</summary>
public sealed class StatusErrorTests
{
    [Theory]
    [InlineData(206, QuotaErrorKind.Protocol, false)]
    [InlineData(399, QuotaErrorKind.Protocol, false)]
    [InlineData(400, QuotaErrorKind.Rejected, false)]
    [InlineData(401, QuotaErrorKind.Unauthorized, false)]
    [InlineData(403, QuotaErrorKind.Forbidden, false)]
    [InlineData(404, QuotaErrorKind.NotFound, false)]
    [InlineData(405, QuotaErrorKind.Protocol, false)]
    [InlineData(407, QuotaErrorKind.Network, false)]
    [InlineData(408, QuotaErrorKind.Timeout, true)]
    [InlineData(429, QuotaErrorKind.Throttled, true)]
    [InlineData(499, QuotaErrorKind.Rejected, false)]
    [InlineData(500, QuotaErrorKind.Unavailable, true)]
    [InlineData(501, QuotaErrorKind.Unavailable, false)]
    [InlineData(502, QuotaErrorKind.Unavailable, true)]
    [InlineData(503, QuotaErrorKind.Unavailable, true)]
    [InlineData(504, QuotaErrorKind.Unavailable, true)]
    [InlineData(505, QuotaErrorKind.Unavailable, false)]
    [InlineData(599, QuotaErrorKind.Unavailable, false)]
    public void Status_decides_kind_and_transience(int status, QuotaErrorKind kind, bool isTransient)
    {
        Assert.Equal(kind, StatusErrors.KindOf(status));
        Assert.Equal(isTransient, StatusErrors.IsTransient(kind, status));
    }

    [Theory]
    [InlineData(QuotaErrorKind.Rejected, 503, false)]
    [InlineData(QuotaErrorKind.QuotaExhausted, 429, false)]
    [InlineData(QuotaErrorKind.Throttled, 400, true)]
    [InlineData(QuotaErrorKind.Unavailable, 400, false)]
    public void Kind_decides_transience_before_the_status(QuotaErrorKind kind, int status, bool isTransient) =>
        Assert.Equal(isTransient, StatusErrors.IsTransient(kind, status));

    [Theory]
    [InlineData(QuotaErrorKind.Unauthorized, "rejected the API key")]
    [InlineData(QuotaErrorKind.Forbidden, "recognized the API key, but does not allow it to read the quota")]
    [InlineData(QuotaErrorKind.NotFound, "found no such account or address")]
    [InlineData(QuotaErrorKind.Throttled, "received too many requests")]
    [InlineData(QuotaErrorKind.QuotaExhausted, "rejected the request because the quota is used up")]
    [InlineData(QuotaErrorKind.Network, "could not be reached: a proxy requires a user name and password")]
    [InlineData(QuotaErrorKind.Timeout, "reported a timeout")]
    [InlineData(QuotaErrorKind.Unavailable, "is not available")]
    [InlineData(QuotaErrorKind.Retired, "no longer serves this version of its API")]
    [InlineData(QuotaErrorKind.Protocol, "responded with a status that it does not document")]
    [InlineData(QuotaErrorKind.Rejected, "rejected the request")]
    public void Kind_has_a_description(QuotaErrorKind kind, string what) => Assert.Equal(what, StatusErrors.Describe(kind));

    [Fact]
    public void Advice_for_a_rejected_key_names_its_setting()
    {
        var options = new VzlaQuotaOptions { ApiKey = "vzlaio_0123456789" };

        Assert.Equal($"Check {ApiKeyRules.SettingOf(options)}.", StatusErrors.Advise(QuotaErrorKind.Unauthorized, options, null, null, null));
    }

    [Theory]
    [InlineData(QuotaErrorKind.Throttled, 30, "Retry after 30 s.")]
    [InlineData(QuotaErrorKind.Unavailable, 900, "Retry after 15 min.")]
    [InlineData(QuotaErrorKind.Throttled, 0, null)]
    [InlineData(QuotaErrorKind.Throttled, null, null)]
    [InlineData(QuotaErrorKind.Rejected, 30, null)]
    public void Advice_names_the_wait_where_waiting_helps(QuotaErrorKind kind, int? seconds, string? advice)
    {
        TimeSpan? wait = seconds is { } known ? TimeSpan.FromSeconds(known) : null;

        Assert.Equal(advice, StatusErrors.Advise(kind, new VzlaQuotaOptions(), null, wait, null));
        Assert.Equal("Ask us.", StatusErrors.Advise(kind, new VzlaQuotaOptions(), "Ask us.", wait, null));
    }
}
