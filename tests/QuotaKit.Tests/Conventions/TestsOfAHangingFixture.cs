namespace QuotaKit.Tests.Conventions;

/// <summary>For <see cref="TimeLimitTests"/>, which alone starts it.</summary>
public sealed class TestsOfAHangingFixture(HangingFixture fixture) : IClassFixture<HangingFixture>
{
    [Fact(Explicit = true)]
    public void Is_never_reached() => Assert.NotNull(fixture);
}
