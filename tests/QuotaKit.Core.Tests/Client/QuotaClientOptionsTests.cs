namespace QuotaKit.Core.Tests.Client;

public sealed class QuotaClientOptionsTests
{
    [Fact]
    public void Negative_durations_are_rejected_by_name()
    {
        var cache = Assert.Throws<QuotaConfigurationException>(() => new QuotaClient([], new() { CacheDuration = TimeSpan.FromTicks(-1) }));
        var failures = Assert.Throws<QuotaConfigurationException>(() => new QuotaClient([], new() { FailureCacheDuration = TimeSpan.FromSeconds(-2) }));
        var documents = Assert.Throws<QuotaConfigurationException>(() => new QuotaClient([], new() { DocumentDuration = TimeSpan.FromMinutes(-1) }));

        Assert.Equal("DocumentDuration must not be negative, but is -00:01:00.", documents.Message);
        Assert.Equal("CacheDuration must not be negative, but is -00:00:00.0000001.", cache.Message);
        Assert.Equal("FailureCacheDuration must not be negative, but is -00:00:02.", failures.Message);
        Assert.Equal(("", ""), (cache.Provider, failures.Provider));
        new QuotaClient([], new() { CacheDuration = TimeSpan.Zero, FailureCacheDuration = TimeSpan.Zero, DocumentDuration = TimeSpan.Zero }).Dispose();
    }

    [Fact]
    public void CallsPerVendor_zero_is_rejected_by_name()
    {
        var error = Assert.Throws<QuotaConfigurationException>(() => new QuotaClient([], new() { CallsPerVendor = 0 }));

        Assert.Equal(("CallsPerVendor must be 1 or more, but is 0.", ""), (error.Message, error.Provider));
        new QuotaClient([], new() { CallsPerVendor = 1 }).Dispose();
    }

    [Fact]
    public void Defaults_are_as_documented()
    {
        var options = new QuotaClientOptions();

        Assert.Equal((30d, 1d, 300d), (options.CacheDuration.TotalSeconds, options.FailureCacheDuration.TotalSeconds, options.DocumentDuration.TotalSeconds));
    }
}
