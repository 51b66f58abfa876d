namespace QuotaKit.Cli.Tests.Keys;

public class ConfigFileTests : SimulatorTest
{
    private const string Accounts = $$"""
        {
          // Comments are welcome.
          "HeyGen": { "ApiKey": "{{Key}}" },
          "Vzla": { "Accounts": { "team-b": { "ApiKey": "{{Key}}" } } }
        }
        """;

    /// <summary>A file, and what is said about it.</summary>
    public static TheoryData<string, string> WrongFiles => new()
    {
        { "{\n\"Vzla\": secret\n}", "line 2" },
        { "", "line 1" },
        { "[\"secret\"]", "JSON object" },
        { "{\"secret\": 1, \"secret\": 2}", "each name stands once" },
        { "{\"QuotaKit\": \"secret\"}", "'QuotaKit' must be a group of settings" },
        { "{\"Acme\": {\"ApiKey\": \"secret\"}}", "QuotaKit:Acme" },
    };

    [Theory]
    [InlineData("--config")]
    [InlineData("QUOTAKIT_CONFIG")]
    [InlineData("XDG_CONFIG_HOME")]
    public async Task Several_accounts_come_from_the_file_wherever_it_is_named(string by)
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
    public async Task The_section_itself_may_be_the_content()
    {
        using var file = new TemporaryFile("quotakit.json", $$"""{ "QuotaKit": {{Accounts}} }""");

        var run = await RunAsync($"show vzla/team-b --config {file.Path}");

        Assert.Equal("973", run.Row("vzla/team-b")[4]);
    }

    [Theory]
    [InlineData("VZLA_API_KEY")]
    [InlineData("QuotaKit__Vzla__ApiKey")]
    public async Task The_environment_wins_over_the_file(string variable)
    {
        using var file = new TemporaryFile("quotakit.json", """{ "Vzla": { "ApiKey": "wrong-0123456789" } }""");

        var run = await RunAsync($"show --config {file.Path}", (variable, Key));

        Assert.Equal("973", run.Row("vzla")[4]);
    }

    [Fact]
    public async Task An_empty_variable_does_not_hide_the_files_key()
    {
        using var file = new TemporaryFile("quotakit.json", $$"""{ "Vzla": { "ApiKey": "{{Key}}" } }""");

        var run = await RunAsync($"show --config {file.Path}", ("VZLA_API_KEY", ""), ("QuotaKit__Vzla__ApiKey", " "));

        Assert.Equal("973", run.Row("vzla")[4]);
    }

    [Fact]
    public async Task A_file_without_a_key_is_named_as_the_place_for_one()
    {
        using var file = new TemporaryFile("empty.json", "{}");

        var run = await RunAsync($"show --config {file.Path}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"write an ApiKey into the config file {file.Path}, which has none", run.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_current_folder_is_not_looked_into()
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
    public async Task A_file_that_others_can_read_or_change_is_refused(UnixFileMode more)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        using var file = new TemporaryFile("quotakit.json", Accounts, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);

        var run = await RunAsync($"show --config {file.Path}");

        Assert.Contains($"Run: chmod 600 {file.Path}", run.Complaint, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public async Task A_file_that_is_wrong_is_one_line_that_does_not_quote_it(string content, string hint)
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
    public async Task A_setting_of_the_wrong_type_is_told_by_its_name(string content, string hint)
    {
        using var file = new TemporaryFile("quotakit.json", content);

        var run = await QuotaKitProcess.RunAsync($"show --config {file.Path}");

        Assert.Contains(hint, run.Output + run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Output + run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task A_file_that_is_not_there_and_a_folder_are_told_apart()
    {
        using var file = new TemporaryFile("quotakit.json", Accounts);

        Assert.Contains("is not there", (await RunAsync($"show --config {file.Path}.old")).Complaint, StringComparison.Ordinal);
        Assert.Contains("got nothing", (await QuotaKitProcess.RunAsync(["show", "--config", ""])).Complaint, StringComparison.Ordinal);
        Assert.Contains("cannot be read", (await RunAsync($"show --config {file.Folder}")).Complaint, StringComparison.Ordinal);
    }
}
