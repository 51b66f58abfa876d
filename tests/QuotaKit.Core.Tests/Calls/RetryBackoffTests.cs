using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Calls;

public sealed class RetryBackoffTests
{
    private static readonly QuotaResilienceOptions _options = new();

    [Theory]
    [InlineData(1, 0.0, 250)]
    [InlineData(1, 0.5, 500)]
    [InlineData(1, 1.0, 750)]
    [InlineData(2, 0.5, 1000)]
    [InlineData(3, 0.5, 2000)]
    [InlineData(10, 0.5, 10_000)]
    [InlineData(99, 1.0, 10_000)]
    public void Wait_doubles_from_half_a_second_up_to_ten(int attempt, double random, int milliseconds) =>
        Assert.Equal(milliseconds, RetryBackoff.Next(_options, attempt, null, random).TotalMilliseconds);

    [Fact]
    public void Wait_is_never_shorter_than_Retry_After()
    {
        Assert.Equal(TimeSpan.FromSeconds(20), RetryBackoff.Next(_options, 1, TimeSpan.FromSeconds(20), 0.5));
        Assert.Equal(TimeSpan.FromSeconds(0.5), RetryBackoff.Next(_options, 1, TimeSpan.FromSeconds(0.1), 0.5));
    }
}
