using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace QuotaKit.Tests.Guard;

/// <summary>The settings of the guard from environment variables. They belong to the whole process, so these tests run alone.</summary>
[Collection(nameof(EnvironmentTests))]
public sealed class GuardEnvironmentTests : SimulatorTest
{
    public override ValueTask DisposeAsync()
    {
        CleanEnvironment.ForgetSettings();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    [Fact]
    public void A_script_reads_the_settings_of_a_host()
    {
        Environment.SetEnvironmentVariable("QuotaKit__Guard__Lease", "00:10:00");
        Environment.SetEnvironmentVariable("QuotaKit__Guard__Accounts__heygen/team-a__Reserve", "5");
        Environment.SetEnvironmentVariable("QuotaKit__Concurrency__heygen__videos", "3");

        var options = QuotaGuardOptions.FromEnvironment();

        Assert.Equal((10, 5m), (options.Lease.TotalMinutes, options.Accounts["heygen/team-a"].Reserve));
        Assert.Equal([new QuotaConcurrency("heygen", "videos", 3)], options.Concurrency);
    }

    [Theory]
    [InlineData("QuotaKit__Guard__Leas", "00:10:00", "'QuotaKit__Guard__Leas' is not a setting of QuotaKit.")]
    [InlineData("QuotaKit__Budgets__red__Limit", "5", "'QuotaKit__Budgets__red__Account' is missing.")]
    public void A_wrong_variable_is_named_as_written(string name, string value, string message)
    {
        Environment.SetEnvironmentVariable(name, value);

        var error = Assert.Throws<QuotaConfigurationException>(QuotaGuardOptions.FromEnvironment);

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configuration_overrides_the_environment()
    {
        Environment.SetEnvironmentVariable("QuotaKit__Concurrency__HEYGEN__Videos", "1");
        Environment.SetEnvironmentVariable("QuotaKit__Budgets__red__Account", "heygen");
        Environment.SetEnvironmentVariable("QuotaKit__Budgets__red__Limit", "1");
        await using var app = App(
            Configuration(("HeyGen:ApiKey", HeyGenKey), ("Concurrency:heygen:videos", "3"), ("Budgets:red:Limit", "200"), ("Budgets:red:Unit", "credits")),
            quota => quota.AddGuard());

        var options = app.GetRequiredService<IOptions<QuotaGuardOptions>>().Value;

        Assert.Equal([new QuotaConcurrency("heygen", "videos", 3)], options.Concurrency);
        Assert.Equal([new QuotaBudget("red", "heygen", 200, QuotaUnit.Credits)], options.Budgets);
    }
}
