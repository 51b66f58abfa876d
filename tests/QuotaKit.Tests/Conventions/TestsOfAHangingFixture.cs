namespace QuotaKit.Tests.Conventions;

/// <summary>A test whose fixture never initializes. Only <see cref="TimeLimitTests"/> starts it.</summary>
public sealed class TestsOfAHangingFixture(HangingFixture fixture) : IClassFixture<HangingFixture>
{
    [Fact(Explicit = true)]
    public void Is_never_reached() => Assert.NotNull(fixture);
}
