namespace QuotaKit.Core.Tests.Model;

public sealed class QuotaNamesTests
{
    [Theory]
    [InlineData("acme", "acme", "default")]
    [InlineData("acme/team-a", "acme", "team-a")]
    [InlineData("acme/a/b", "acme", "a/b")]
    [InlineData("/team-a", "", "team-a")]
    public void Name_is_split_at_its_first_slash(string name, string provider, string account)
    {
        Assert.Equal((provider, account), QuotaNames.Split(name));
        Assert.Equal(name, QuotaNames.Of(provider, account));
    }

    [Theory]
    [InlineData("team-a", true)]
    [InlineData("Équipe_1.b", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("team a", false)]
    [InlineData("team/a", false)]
    [InlineData("team:a", false)]
    [InlineData("team\u0007", false)]
    public void Account_names_have_no_separators_and_white_space(string? account, bool isValid) =>
        Assert.Equal(isValid, QuotaNames.IsValid(account));

    [Theory]
    [InlineData("DEFAULT", "default", true)]
    [InlineData("default", "default", true)]
    [InlineData("Team-A", "Team-A", false)]
    public void Default_account_is_recognized_in_any_letter_case(string account, string normalized, bool isDefault)
    {
        Assert.Equal(normalized, QuotaNames.Normalize(account));
        Assert.Equal(isDefault, QuotaNames.IsDefault(account));
    }
}
