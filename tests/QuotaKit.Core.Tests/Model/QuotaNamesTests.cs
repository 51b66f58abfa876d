namespace QuotaKit.Core.Tests.Model;

public sealed class QuotaNamesTests
{
    [Theory]
    [InlineData("acme", "acme", "default")]
    [InlineData("acme/team-a", "acme", "team-a")]
    [InlineData("acme/a/b", "acme", "a/b")]
    [InlineData("/team-a", "", "team-a")]
    public void A_name_is_split_at_its_first_slash(string name, string provider, string account)
    {
        Assert.Equal((provider, account), QuotaNames.Split(name));
        Assert.Equal(name, QuotaNames.Of(provider, account));
    }
}
