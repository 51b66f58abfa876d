using Microsoft.Extensions.DependencyInjection;
using QuotaKit.HeyGen;
using QuotaKit.Http;
using QuotaKit.Testing;

namespace QuotaKit.Cli.Accounts;

/// <summary>Opens invented accounts at simulated vendors. Together they show everything that the table can show.</summary>
internal static class DemoAccounts
{
    // Pictory's keys start like this. Any other key would cause a warning.
    private const string Key = "pictai_demo";
    private const int QuotaUnitsPerCredit = 60;

    /// <summary>Starts the simulated vendors and opens the accounts.</summary>
    public static async Task<AccountSet> OpenAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        // Removes the user's own settings, such as the address of a gateway: the simulated vendors must be reached directly.
        var prefix = $"{QuotaVendor.RootSection}__";
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(n => n.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            Environment.SetEnvironmentVariable(name, null);

        var simulator = await QuotaSimulator.StartAsync(new QuotaSimulatorOptions { TimeProvider = clock }, cancellationToken);
        FillHeyGen(simulator.HeyGen);
        FillPictory(simulator.Pictory.Account(Key));
        FillVzla(simulator.Vzla);

        var services = new ServiceCollection().AddSingleton(clock);
        // Values set in code win over the environment, so no real key is sent.
        services.AddQuotaKitCore()
            .AddHeyGen(o => PointAt(simulator.HeyGen, o), ConnectDirectly)
            .AddHeyGen("studio", o => PointAt(simulator.HeyGen, o, "studio").Version = HeyGenApiVersion.V3, ConnectDirectly)
            .AddPictory(o => PointAt(simulator.Pictory, o), ConnectDirectly)
            .AddVzla(o => PointAt(simulator.Vzla, o), ConnectDirectly)
            .AddVzla("team-b", o => PointAt(simulator.Vzla, o, "team-b"), ConnectDirectly)
            .AddVzla("partner", o => PointAt(simulator.Vzla, o, "partner"), ConnectDirectly);
        return new AccountSet(services.BuildServiceProvider(), _ => "demo", simulator: simulator) { PassTime = () => Spend(simulator) };
    }

    private static void FillHeyGen(HeyGenSimulator heyGen)
    {
        // Most users set no plan. HeyGen then reports what is left, but no limit.
        heyGen.Account(Key).RemainingQuota = 132 * QuotaUnitsPerCredit;

        // More credits are left than were included, as after a purchase, so the used amount is unknown.
        heyGen.Account("studio").User = new HeyGenUser
        {
            Billing = new HeyGenUsageBased { SpendingCurrentUsd = 48.20m, SpendingCapUsd = 50, IncludedCredits = 100, RemainingCredits = 140 },
        };
    }

    private static void FillPictory(PictoryAccount pictory)
    {
        pictory.VideoMinutes = new QuotaPair(12_310, 14_400);
        pictory.TranscriptionMinutes = new QuotaPair(5_204, 14_400);
        pictory.ElevenLabsVoiceOverMinutes = new QuotaPair(497, 480);
    }

    private static void FillVzla(VzlaSimulator vzla)
    {
        vzla.Account(Key);
        vzla.Account("team-b").CurrentUsage = 1_000;
        vzla.Account("partner").HasQuota = false;
    }

    private static void Spend(QuotaSimulator simulator)
    {
        simulator.HeyGen.Account(Key).Spend(3);
        simulator.Vzla.Account(Key).Spend();
    }

    private static T PointAt<T>(SimulatedVendor vendor, T options, string key = Key)
        where T : QuotaProviderOptions
    {
        options.BaseAddress = vendor.BaseAddress;
        options.ApiKey = key;
        return options;
    }

    /// <summary>Bypasses the user's proxy, which cannot reach the simulated vendors.</summary>
    private static void ConnectDirectly(IHttpClientBuilder http) =>
        http.ConfigurePrimaryHttpMessageHandler((handler, _) => ((SocketsHttpHandler)handler).UseProxy = false);
}
