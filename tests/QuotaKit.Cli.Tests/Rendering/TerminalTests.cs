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
    public void The_first_locale_that_is_set_says_whether_there_is_utf8(string? all, string? ctype, string? lang, bool isUtf8) =>
        Assert.Equal(isUtf8, Terminal.IsUtf8([all, ctype, lang]));
}
