using QuotaKit.Http;

namespace QuotaKit.Core.Tests.Documents;

public sealed class WaitTextTests
{
    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(30, "30 s")]
    [InlineData(119.5, "120 s")]
    [InlineData(121, "3 min")]
    [InlineData(900, "15 min")]
    [InlineData(7200, "120 min")]
    [InlineData(7201, "2.1 h")]
    [InlineData(86_400, "24 h")]
    public void Wait_is_rounded_up_in_a_fitting_unit(double seconds, string text) => Assert.Equal(text, WaitText.Of(TimeSpan.FromSeconds(seconds)));
}
