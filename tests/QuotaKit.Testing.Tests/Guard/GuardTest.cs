using QuotaKit.HeyGen;
using QuotaKit.Http;

namespace QuotaKit.Testing.Tests.Guard;

/// <summary>The base of tests with a guard over a HeyGen account of 20 credits.</summary>
public abstract class GuardTest : SimulatorTest
{
    protected HeyGenAccount Account => Simulator.HeyGen.Account(Key);

    protected LedgerSimulator Ledger => field ??= new LedgerSimulator(Clock);

    protected QuotaGuard Guard(TimeSpan? settlementLag = null)
    {
        Account.RemainingQuota = 20 * 60;
        var options = new QuotaGuardOptions();
        options.Accounts["heygen"] = new QuotaGuardAccountOptions { SettlementLag = settlementLag };
        var provider = new HeyGenQuotaProvider(
            new QuotaProviderContext<HeyGenQuotaOptions>(new HeyGenQuotaOptions { ApiKey = Key, BaseAddress = Simulator.HeyGen.BaseAddress })
            {
                TimeProvider = Clock,
            });
        return new QuotaGuard(new QuotaClient([provider], timeProvider: Clock), Ledger, options, Clock);
    }

    protected static QuotaSpend Credits(decimal amount) => new("heygen", amount, QuotaUnit.Credits);
}
