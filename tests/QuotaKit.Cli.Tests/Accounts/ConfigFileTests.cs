namespace QuotaKit.Cli.Tests.Accounts;

public class ConfigFileTests : SimulatorTest
{
    private const string Accounts = $$"""
        {
          // Comments are welcome.
          "HeyGen": { "ApiKey": "{{Key}}" },
          "Vzla": { "Accounts": { "team-b": { "ApiKey": "{{Key}}" } } }
        }
        """;

    /// <summary>The content of a file, and a part of the error about it.</summary>
    public static TheoryData<string, string> WrongFiles => new()
    {
        { "{\n\"Vzla\": secret\n}", "line 2" },
        { "", "line 1" },
        { "[\"secret\"]", "JSON object" },
        { "{\"secret\": 1, \"secret\": 2}", "without duplicate names" },
        { "{\"QuotaKit\": \"secret\"}", "'QuotaKit' must be a group of settings" },
        { "{\"Acme\": {\"ApiKey\": \"secret\"}}", "QuotaKit:Acme" },
        { "{\"Acme\": {\"ApiKey\": \"secret\"}}", "knows only HeyGen, Pictory and vzla.io: remove the settings of other vendors." },
    };

    [Theory]
    [InlineData("--config")]
    [InlineData("QUOTAKIT_CONFIG")]
    [InlineData("XDG_CONFIG_HOME")]
    public async Task Reads_several_accounts_from_the_file(string by)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && by == "XDG_CONFIG_HOME", "Windows has APPDATA.");
        using var file = new TemporaryFile("quotakit/quotakit.json", Accounts);

        var run = by switch
        {
            "--config" => await RunAsync($"show --config {file.Path}"),
            "XDG_CONFIG_HOME" => await RunAsync("show", (by, file.Folder)),
            _ => await RunAsync("show", (by, file.Path)),
        };

        Assert.Equal("39074.2", run.Row("heygen", "credits")[4]);
        Assert.Equal("973", run.Row("vzla/team-b")[4]);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Content_may_be_the_section_itself()
    {
        using var file = new TemporaryFile("quotakit.json", $$"""{ "QuotaKit": {{Accounts}} }""");

        var run = await RunAsync($"show vzla/team-b --config {file.Path}");

        Assert.Equal("973", run.Row("vzla/team-b")[4]);
    }

    [Theory]
    [InlineData("VZLA_API_KEY")]
    [InlineData("QuotaKit__Vzla__ApiKey")]
    public async Task Environment_wins_over_the_file(string variable)
    {
        using var file = new TemporaryFile("quotakit.json", """{ "Vzla": { "ApiKey": "wrong-0123456789" } }""");

        var run = await RunAsync($"show --config {file.Path}", (variable, Key));

        Assert.Equal("973", run.Row("vzla")[4]);
    }

    [Fact]
    public async Task Empty_variable_does_not_hide_the_key_in_the_file()
    {
        using var file = new TemporaryFile("quotakit.json", $$"""{ "Vzla": { "ApiKey": "{{Key}}" } }""");

        var run = await RunAsync($"show --config {file.Path}", ("VZLA_API_KEY", ""), ("QuotaKit__Vzla__ApiKey", " "));

        Assert.Equal("973", run.Row("vzla")[4]);
    }

    [Fact]
    public async Task File_without_a_key_is_named_in_the_error()
    {
        using var file = new TemporaryFile("empty.json", "{}");

        var run = await RunAsync($"show --config {file.Path}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"write an ApiKey into the config file {file.Path}, which has none", run.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Current_folder_is_not_searched()
    {
        using var file = new TemporaryFile("quotakit.json", Accounts);

        var run = await QuotaKitProcess.RunInShellAsync($"cd '{file.Folder}' && quotakit show");

        Assert.Contains("No account is configured", run.Complaint, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.OtherWrite)]
    public async Task File_that_others_can_read_or_change_is_rejected(UnixFileMode more)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        using var file = new TemporaryFile("quotakit.json", Accounts, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);

        var run = await RunAsync($"show --config {file.Path}");

        Assert.Contains($"Run: chmod 600 {file.Path}", run.Complaint, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public async Task Error_about_an_invalid_file_does_not_quote_it(string content, string hint)
    {
        using var file = new TemporaryFile("quotakit.json", content);

        var run = await RunAsync($"show --config {file.Path}");

        Assert.Contains(hint, run.Complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData("""{ "Vzla": { "ApiKey": "0123456789", "BaseAddress": 42 } }""", "'QuotaKit:Vzla:BaseAddress' must be an absolute address")]
    [InlineData("""{ "Vzla": { "ApiKey": "0123456789", "Resilience": { "MaxAttempts": "secret" } } }""", "MaxAttempts' must be a whole number")]
    [InlineData("""{ "Vzla": { "ApiKey": "0123456789", "ApiKy": "secret" } }""", "QuotaKit:Vzla:ApiKy")]
    [InlineData("""{ "Vzla": ["secret"] }""", "QuotaKit:Vzla:0")]
    [InlineData("""{ "Vzla": "secret" }""", "'QuotaKit:Vzla' must be a group of settings, not a single value. Set 'QuotaKit:Vzla:ApiKey' instead.")]
    [InlineData("""{ "Vzla": { "Accounts": "secret" } }""", "'QuotaKit:Vzla:Accounts' must be")]
    [InlineData("""{ "Vzla": { "Accounts": { "team-b": "secret" } } }""", "'QuotaKit:Vzla:Accounts:team-b' must be")]
    public async Task Error_about_a_setting_names_it(string content, string hint)
    {
        using var file = new TemporaryFile("quotakit.json", content);

        var run = await QuotaKitProcess.RunAsync($"show --config {file.Path}");

        Assert.Contains(hint, run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Output + run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task Missing_file_empty_path_and_folder_have_their_own_errors()
    {
        using var file = new TemporaryFile("quotakit.json", Accounts);

        Assert.Contains("does not exist", (await RunAsync($"show --config {file.Path}.old")).Complaint, StringComparison.Ordinal);
        Assert.Contains("is empty", (await QuotaKitProcess.RunAsync(["show", "--config", ""])).Complaint, StringComparison.Ordinal);
        Assert.Contains("cannot be read", (await RunAsync($"show --config {file.Folder}")).Complaint, StringComparison.Ordinal);
    }
}
