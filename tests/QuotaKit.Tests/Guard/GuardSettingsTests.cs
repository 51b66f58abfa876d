using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace QuotaKit.Tests.Guard;

/// <summary>The settings of the guard. An unknown or invalid setting is an error.</summary>
public sealed class GuardSettingsTests : SimulatorTest
{
    private static readonly QuotaSpend _oneRequest = new("vzla", 1, QuotaUnit.Requests);

    [Fact]
    public async Task Every_setting_is_read()
    {
        await using var app = App(
            Settings(
                ("HeyGen:Accounts:team-a:ApiKey", "heygen-of-team-a"),
                ("Guard:MaxAge", "00:00:30"), ("Guard:Lease", "02:00:00"), ("Guard:SettlementLag", "00:01:30"),
                ("Guard:Accounts:heygen:Reserve", "20.5"), ("Guard:Accounts:heygen:SettlementLag", "00:02:00"),
                ("Guard:Accounts:heygen/team-a:Wallet", "heygen"),
                ("Budgets:team-red:Account", "heygen"), ("Budgets:team-red:Balance", "credits"), ("Budgets:team-red:Limit", "200"),
                ("Budgets:team-red:Unit", "credits"), ("Budgets:team-red:Period", "week"), ("Budgets:team-red:TimeZone", "Europe/Berlin"),
                ("Concurrency:heygen:videos", "3"), ("Concurrency:heygen/team-a:videos", "1")),
            quota => quota.AddGuard());

        var options = app.GetRequiredService<IOptions<QuotaGuardOptions>>().Value;

        Assert.Equal((0.5, 2, 1.5), (options.MaxAge.TotalMinutes, options.Lease.TotalHours, options.SettlementLag.TotalMinutes));
        Assert.Equal((20.5m, TimeSpan.FromMinutes(2), null), Parts(options.Accounts["heygen"]));
        Assert.Equal((0, null, "heygen"), Parts(options.Accounts["HeyGen/team-a"]));
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var budget = new QuotaBudget("team-red", "heygen", 200, QuotaUnit.Credits)
        {
            Balance = "credits",
            Period = QuotaBudgetPeriod.Week,
            TimeZone = berlin,
        };
        Assert.Equal([budget], options.Budgets);
        Assert.Equal([new QuotaConcurrency("heygen", "videos", 3), new("heygen/team-a", "videos", 1)], options.Concurrency.OrderBy(l => l.Account));
        app.GetRequiredService<IStartupValidator>().Validate();
    }

    [Theory]
    [InlineData("Guard:Leas", "01:00:00", "'QuotaKit:Guard:Leas' is not a setting of QuotaKit. Known settings: MaxAge, Lease, SettlementLag, Accounts.")]
    [InlineData("Guard:Lease", "25:00:00", "'QuotaKit:Guard:Lease' must be a duration such as ")]
    [InlineData("Guard:Lease", "2.00:00:00", "QuotaKit:Guard:Lease must be above zero and at most 24 hours, but is 2.00:00:00.")]
    [InlineData("Guard", "on", "'QuotaKit:Guard' must be a group of settings, not a single value.")]
    [InlineData("Guard:Accounts:heygne:Reserve", "5", "QuotaKit:Guard:Accounts:heygne: There is no account 'heygne'. The accounts are heygen, vzla.")]
    [InlineData("Guard:Accounts:heygen:Reserve", "some", "'QuotaKit:Guard:Accounts:heygen:Reserve' must be an amount such as 12.5.")]
    [InlineData("Guard:Accounts:heygen:Reserve", "-1", "QuotaKit:Guard:Accounts:heygen:Reserve must not be negative, but is -1.")]
    [InlineData("Guard:Accounts:heygen:Reserv", "5", "'QuotaKit:Guard:Accounts:heygen:Reserv' is not a setting of QuotaKit.")]
    [InlineData("Budgets:red:Limit", "5", "'QuotaKit:Budgets:red:Account' is missing.")]
    [InlineData("Budgets:red:Account", "heygen", "'QuotaKit:Budgets:red:Limit' is missing.")]
    [InlineData("Budgets:red:Limits", "5", "'QuotaKit:Budgets:red:Limits' is not a setting of QuotaKit.")]
    [InlineData("Budgets:red:Period", "Year", "'QuotaKit:Budgets:red:Period' must be one of Day, Week, Month, Total.")]
    [InlineData("Budgets:red:TimeZone", "Nowhere/Else", "'QuotaKit:Budgets:red:TimeZone' must be a time zone that this machine knows")]
    [InlineData("Concurrency:heygen:videos", "three", "'QuotaKit:Concurrency:heygen:videos' must be a whole number.")]
    [InlineData("Concurrency:heygen:videos", "-1", "QuotaKit:Concurrency:heygen:videos must not be negative, but is -1.")]
    [InlineData("Concurrency:videos", "3", "'QuotaKit:Concurrency:videos' must be a group of settings, not a single value.")]
    [InlineData("Concurrency:pictory:videos", "3", "QuotaKit:Concurrency:pictory: There is no account 'pictory'.")]
    public async Task An_invalid_setting_is_named_at_start(string setting, string value, string message)
    {
        await using var app = App(Settings((setting, value)), quota => quota.AddGuard());

        Assert.StartsWith(message, StartFailure(app).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_without_a_unit_is_an_error()
    {
        await using var app = App(Settings(("Budgets:red:Account", "heygen"), ("Budgets:red:Limit", "5")), quota => quota.AddGuard());

        Assert.StartsWith("'QuotaKit:Budgets:red:Unit' is missing.", StartFailure(app).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_sets_options_after_the_settings()
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(Settings(("Guard:Lease", "00:10:00"), ("Guard:MaxAge", "00:00:05")));
        services.Configure<QuotaGuardOptions>(o => o.MaxAge = TimeSpan.FromSeconds(7));
        services.AddQuotaKit().AddGuard(o => o.Lease += TimeSpan.FromMinutes(1));
        await using var app = services.BuildServiceProvider();

        var options = app.GetRequiredService<IOptions<QuotaGuardOptions>>().Value;

        Assert.Equal((11, 7), (options.Lease.TotalMinutes, options.MaxAge.TotalSeconds));
    }

    [Fact]
    public async Task AddGuard_twice_changes_nothing()
    {
        await using var app = App(Settings(("Budgets:red:Account", "heygen"), ("Budgets:red:Limit", "5"), ("Budgets:red:Unit", "credits")), quota =>
        {
            quota.AddGuard();
            quota.AddGuard();
        });

        app.GetRequiredService<IStartupValidator>().Validate();

        Assert.Single(app.GetServices<IQuotaGuard>());
        Assert.Single(app.GetServices<IQuotaLedger>());
        Assert.Single(app.GetRequiredService<IOptions<QuotaGuardOptions>>().Value.Budgets);
    }

    [Fact]
    public async Task Sections_are_read_without_a_warning()
    {
        var log = new LogOfWarnings();
        var services = new ServiceCollection().AddLogging(l => l.AddProvider(log))
            .AddSingleton<IConfiguration>(Settings(("Guard:Lease", "00:10:00"), ("Concurrency:heygen:videos", "3"), ("Store", "quota.db")));
        services.AddQuotaKit().AddGuard();
        await using var app = services.BuildServiceProvider();

        app.GetRequiredService<IStartupValidator>().Validate();

        Assert.Equal(
            ["The settings in 'QuotaKit:Store' are ignored: they belong to the package QuotaKit.Sqlite or QuotaKit.Postgres, which this app does not use"],
            log.Warnings);
    }

    [Fact]
    public async Task A_registered_ledger_is_used()
    {
        var ledger = new InMemoryQuotaLedger();
        await using var app = App(Settings(), quota => quota.AddGuard().Services.AddSingleton<IQuotaLedger>(ledger));

        var hold = await app.GetRequiredService<IQuotaGuard>().ReserveAsync(_oneRequest, cancellationToken: Token);

        Assert.NotNull(await ledger.FindAsync(hold.Id, Token));
    }

    [Fact]
    public async Task A_reserve_in_the_settings_is_kept()
    {
        Simulator.Vzla.Account(VzlaKey).CurrentUsage = 995;
        await using var app = App(Settings(("Guard:Accounts:vzla:Reserve", "5")), quota => quota.AddGuard());

        var error = await Assert.ThrowsAsync<InsufficientQuotaException>(
            () => app.GetRequiredService<IQuotaGuard>().ReserveAsync(_oneRequest, cancellationToken: Token));

        Assert.Equal((1, 0), (error.Needed, error.Available));
    }

    private IConfigurationRoot Settings(params (string Key, string? Value)[] settings) =>
        Configuration([("HeyGen:ApiKey", HeyGenKey), ("Vzla:ApiKey", VzlaKey), .. settings]);

    private static (decimal Reserve, TimeSpan? Lag, string? Wallet) Parts(QuotaGuardAccountOptions account) =>
        (account.Reserve, account.SettlementLag, account.Wallet);
}
