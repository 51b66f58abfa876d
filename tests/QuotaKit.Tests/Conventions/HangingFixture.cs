namespace QuotaKit.Tests.Conventions;

/// <summary>Never gets ready.</summary>
public sealed class HangingFixture : IAsyncLifetime
{
    public ValueTask InitializeAsync() => new(new TaskCompletionSource().Task);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
