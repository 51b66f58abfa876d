using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace QuotaKit.Benchmarks.Calls;

/// <summary>Runs the compared libraries inside four Polly strategies: total timeout, retry, circuit breaker and attempt timeout. QuotaKit's own call
/// has the same four limits.</summary>
internal static class StockPolly
{
    public static ResiliencePipeline Build() => new ResiliencePipelineBuilder()
        .AddTimeout(TimeSpan.FromSeconds(30))
        .AddRetry(new RetryStrategyOptions { MaxRetryAttempts = 2, ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>() })
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions { ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>() })
        .AddTimeout(TimeSpan.FromSeconds(10))
        .Build();

    /// <summary>Wraps a call in the four strategies.</summary>
    public static Func<Task> Around<T>(Func<CancellationToken, Task<T>> call)
    {
        var pipeline = Build();
        return () => pipeline.ExecuteAsync(static async (call, token) => await call(token).ConfigureAwait(false), call, CancellationToken.None).AsTask();
    }
}
