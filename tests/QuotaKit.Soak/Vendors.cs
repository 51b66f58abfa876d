using QuotaKit.Testing;

namespace QuotaKit.Soak;

/// <summary>The vendors' process: prints their addresses and serves until its standard input ends, which also happens when the other process dies.</summary>
internal static class Vendors
{
    public const string Argument = "vendors";

    private const int FaultsAhead = 500;
    private static readonly TimeSpan _refill = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync()
    {
        await using var simulator = await QuotaSimulator.StartAsync();
        foreach (var (_, key) in SoakAccounts.Of("HeyGen"))
            simulator.HeyGen.Account(key);
        foreach (var (_, key) in SoakAccounts.Of("Pictory"))
            simulator.Pictory.Account(key);
        foreach (var (_, key) in SoakAccounts.Of("Vzla"))
            simulator.Vzla.Account(key);
        foreach (var (name, value) in simulator.Settings)
            Console.WriteLine($"{name}={value}");
        Console.WriteLine();

        // On its own thread, because even the console's asynchronous methods block.
        var end = Task.Run(Console.In.ReadToEnd);
        using var timer = new PeriodicTimer(_refill);
        var random = new Random(1);
        do
        {
            foreach (SimulatedVendor vendor in (SimulatedVendor[])[simulator.HeyGen, simulator.Pictory, simulator.Vzla])
            {
                while (vendor.Faults.Count < FaultsAhead)
                    vendor.Faults.Enqueue(SoakFaults.Next(random));
            }
        }
        while (await Task.WhenAny(end, timer.WaitForNextTickAsync().AsTask()) != end);

        return 0;
    }
}
