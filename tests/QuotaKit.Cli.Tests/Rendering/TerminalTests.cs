using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Tests.Rendering;

public class TerminalTests
{
    [Theory]
    [InlineData(null, null, "C.UTF-8", true)]
    [InlineData("en_US.utf8", null, "C", true)]
    [InlineData("", "", "de_DE.UTF-8", true)]
    [InlineData("C", null, "C.UTF-8", false)]
    [InlineData(null, "POSIX", "C.UTF-8", false)]
    [InlineData(null, null, "de_DE.ISO-8859-1", false)]
    [InlineData(null, null, null, false)]
    public void First_locale_that_is_set_decides_about_UTF_8(string? all, string? ctype, string? lang, bool isUtf8) =>
        Assert.Equal(isUtf8, Terminal.IsUtf8([all, ctype, lang]));
}
