namespace QuotaKit.Tests.Conventions;

/// <summary>Never gets ready, in a program that <see cref="TimeLimitTests"/> has started. Elsewhere it must: a fixture is made although its
/// tests are not run.</summary>
public sealed class HangingFixture : IAsyncLifetime
{
    public const string Variable = "QUOTAKIT_TEST_FIXTURE_HANGS";

    public ValueTask InitializeAsync() =>
        Environment.GetEnvironmentVariable(Variable) is null ? ValueTask.CompletedTask : new(new TaskCompletionSource().Task);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
