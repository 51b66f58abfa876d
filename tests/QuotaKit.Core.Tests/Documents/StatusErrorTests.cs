using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>What a status means where the vendor does not say otherwise.</summary>
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
    public void A_status_has_a_kind_and_may_or_may_not_pass(int status, QuotaErrorKind kind, bool isTransient)
    {
        Assert.Equal(kind, StatusErrors.KindOf(status));
        Assert.Equal(isTransient, StatusErrors.IsTransient(kind, status));
    }

    [Theory]
    [InlineData(QuotaErrorKind.Rejected, 503, false)]
    [InlineData(QuotaErrorKind.QuotaExhausted, 429, false)]
    [InlineData(QuotaErrorKind.Throttled, 400, true)]
    [InlineData(QuotaErrorKind.Unavailable, 400, false)]
    public void A_kind_that_the_vendor_means_decides_before_the_status(QuotaErrorKind kind, int status, bool isTransient) =>
        Assert.Equal(isTransient, StatusErrors.IsTransient(kind, status));

    [Theory]
    [InlineData(QuotaErrorKind.Unauthorized, "refused the key; check VZLA_API_KEY or 'QuotaKit:Vzla:ApiKey'")]
    [InlineData(QuotaErrorKind.Forbidden, "knows the key but does not let it read the quota")]
    [InlineData(QuotaErrorKind.NotFound, "knows no such account or address")]
    [InlineData(QuotaErrorKind.Throttled, "says that it is called too often")]
    [InlineData(QuotaErrorKind.QuotaExhausted, "refuses, because the quota is used up")]
    [InlineData(QuotaErrorKind.Network, "was not asked: a proxy in between wants a user name and password")]
    [InlineData(QuotaErrorKind.Timeout, "gave up on the request")]
    [InlineData(QuotaErrorKind.Unavailable, "is not available")]
    [InlineData(QuotaErrorKind.Retired, "no longer serves this version of its API")]
    [InlineData(QuotaErrorKind.Protocol, "answered with a status that it does not document")]
    [InlineData(QuotaErrorKind.Rejected, "refused the request")]
    public void A_kind_is_said_in_words(QuotaErrorKind kind, string words) =>
        Assert.Equal(words, StatusErrors.Describe(kind, new VzlaQuotaOptions { ApiKey = "vzlaio_0123456789" }));
}
