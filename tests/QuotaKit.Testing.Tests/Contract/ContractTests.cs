using Microsoft.Extensions.Logging;
using QuotaKit.Http;

namespace QuotaKit.Testing.Tests;

/// <summary>Tests that each check of the contract passes a right provider and fails a wrong one.</summary>
public sealed class ContractTests
{
    // The time after which a call that never ends is a failure.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Checks => [.. QuotaProviderContract.Checks];

    public static TheoryData<int> More => [.. Enumerable.Range(0, WrongProviders.More.Count)];

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Right_provider_passes(string check) => SampleVendor.ContractOf(SampleVendor.Right).RunAsync(check, Token);

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Wrong_provider_fails_with_its_story(string check)
    {
        var (wrong, story) = WrongProviders.ByCheck[check];
        return FailsAsync(check, wrong, story);
    }

    [Theory]
    [MemberData(nameof(More))]
    public Task Other_mistake_fails_too(int index)
    {
        var (check, wrong, story) = WrongProviders.More[index];
        return FailsAsync(check, wrong, story);
    }

    [Fact]
    public void Each_check_has_one_name_and_a_wrong_provider() =>
        Assert.Equal(QuotaProviderContract.Checks.Order(), WrongProviders.ByCheck.Keys.Order());

    [Fact]
    public async Task Failure_never_shows_the_key()
    {
        var wrong = WrongProvider.Created(context =>
        {
            var inner = SampleVendor.Right.CreateProvider(context);
            return new WrongProvider(inner, (_, _) => throw new InvalidOperationException($"The key is {context.Options().ApiKey}.")) { Name = "sample" };
        });

        var error = await Assert.ThrowsAsync<QuotaContractException>(
            () => SampleVendor.ContractOf(wrong).RunAsync("A good document becomes a snapshot", Token));

        Assert.Contains("But: InvalidOperationException: The key is (the key).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logged_key_is_found()
    {
        var wrong = WrongProvider.Created(context =>
        {
            var key = context.Options().ApiKey;
            context.Logger.Log(LogLevel.Trace, default, key, null, (logged, _) => $"Created with {logged}");
            return SampleVendor.Right.CreateProvider(context);
        });

        var error = await Assert.ThrowsAsync<QuotaContractException>(
            () => SampleVendor.ContractOf(wrong).RunAsync("A good document becomes a snapshot", Token));

        Assert.EndsWith("But: it is in the log", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_check_is_rejected()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => SampleVendor.ContractOf(SampleVendor.Right).RunAsync("401", Token));

        Assert.StartsWith("There is no check '401'. QuotaProviderContract.Checks lists them.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "The document must be a JSON object.")]
    [InlineData("null", "The document must be a JSON object.")]
    [InlineData("{", "The document is not JSON: ")]
    [InlineData("", "The document is not JSON: ")]
    public void Document_that_is_not_an_object_is_rejected(string document, string message)
    {
        var error = Assert.Throws<ArgumentException>(nameof(document), () => QuotaProviderContract.For(SampleVendor.Right, "v1/quota", "x-api-key", document));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_key_prefix_is_rejected() => Assert.Throws<ArgumentNullException>(
        "keyPrefix", () => QuotaProviderContract.For(SampleVendor.Right, "v1/quota", "x-api-key", "{}", keyPrefix: null!));

    [Theory]
    [InlineData("v1/quota?all=1")]
    [InlineData("v1/quota#now")]
    public void Path_with_a_query_or_fragment_is_rejected(string path)
    {
        var error = Assert.Throws<ArgumentException>(nameof(path), () => QuotaProviderContract.For(SampleVendor.Right, path, "x-api-key", "{}"));

        Assert.StartsWith($"The path '{path}' has a query or a fragment. Leave it out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_check_ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SampleVendor.ContractOf(SampleVendor.Right).RunAsync("A good document becomes a snapshot", cancelled.Token));
    }

    private static async Task FailsAsync(string check, QuotaVendorRegistration<QuotaAccountOptions> wrong, string story)
    {
        var waits = story == "Expected: the call ends" || wrong == FaultMistakes.IgnoresTheClient;
        var contract = SampleVendor.ContractOf(wrong, waits ? _patience : null);

        var error = await Assert.ThrowsAsync<QuotaContractException>(() => contract.RunAsync(check, Token));

        Assert.Equal(check, error.Check);
        Assert.StartsWith($"sample breaks its contract: {check}.\n  The vendor sent: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(story, error.Message, StringComparison.Ordinal);
    }
}
