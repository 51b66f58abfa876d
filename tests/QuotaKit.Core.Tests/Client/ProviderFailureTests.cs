namespace QuotaKit.Core.Tests.Client;

/// <summary>Providers of somebody's own, which may throw anything.</summary>
public sealed class ProviderFailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_not_the_transports_says_what_it_was()
    {
        var error = await FailureAsync(new InvalidOperationException("a bug"));

        Assert.Equal("acme/team-a failed with InvalidOperationException.", error.Message);
        Assert.Equal((QuotaErrorKind.Unavailable, "acme", "team-a", false), (error.Kind, error.Provider, error.Account, error.IsTransient));
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Fact]
    public async Task What_is_the_transports_is_sorted_as_of_any_vendor()
    {
        var error = await FailureAsync(new HttpRequestException(HttpRequestError.ConnectionError));

        Assert.Equal("acme/team-a could not be reached (is there a network?).", error.Message);
        Assert.Equal((QuotaErrorKind.Network, true), (error.Kind, error.IsTransient));
        Assert.IsType<HttpRequestException>(error.InnerException);
    }

    [Fact]
    public async Task What_is_a_quota_exception_already_is_itself()
    {
        var known = new QuotaException(QuotaErrorKind.Forbidden, "acme", "No.");

        Assert.Same(known, await FailureAsync(known));
    }

    [Fact]
    public async Task A_stale_answer_says_why_it_is_stale_after_what_it_warned_of()
    {
        using var account = new Scripted("acme", asked => asked == 1
            ? Task.FromResult(Scripted.Snapshot() with { Warnings = ["odd"] })
            : throw new IOException("gone"));
        using var client = new QuotaClient([account], new() { CacheDuration = TimeSpan.Zero });
        await client.GetAsync("acme", cancellationToken: Token);

        var stale = await client.GetAsync("acme", new() { AllowStale = true }, Token);

        Assert.True(stale.IsStale);
        Assert.Equal(["odd", "A fresh answer could not be had: acme closed the connection."], stale.Warnings);
    }

    [Fact]
    public async Task An_answer_that_is_fresh_is_not_stale_where_that_is_allowed()
    {
        using var account = Scripted.Of(Scripted.Snapshot());
        using var client = new QuotaClient([account]);

        Assert.False((await client.GetAsync("acme", new() { AllowStale = true }, Token)).IsStale);
    }

    private static async Task<QuotaException> FailureAsync(Exception exception)
    {
        using var account = Scripted.Failing("acme/team-a", exception);
        using var client = new QuotaClient([account]);
        return await Assert.ThrowsAnyAsync<QuotaException>(() => client.GetAsync("acme/team-a", cancellationToken: Token));
    }
}
