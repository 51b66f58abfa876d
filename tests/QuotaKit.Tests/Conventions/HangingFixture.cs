namespace QuotaKit.Tests.Conventions;

/// <summary>A fixture that never initializes in a program that <see cref="TimeLimitTests"/> has started. In other runs it initializes at once,
/// because xUnit.net creates it although its explicit tests do not run.</summary>
public sealed class HangingFixture : IAsyncLifetime
{
    public const string Variable = "QUOTAKIT_TEST_FIXTURE_HANGS";

    public ValueTask InitializeAsync() =>
        Environment.GetEnvironmentVariable(Variable) is null ? ValueTask.CompletedTask : new(new TaskCompletionSource().Task);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
