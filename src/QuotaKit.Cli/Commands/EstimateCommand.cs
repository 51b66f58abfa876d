using System.CommandLine;
using System.CommandLine.Completions;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;
using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit estimate heygen avatar-video --minutes 3.2</c>: prints the price of a job, and every reason why it cannot run.</summary>
internal sealed class EstimateCommand : AccountCommand
{
    private readonly Argument<string> _account = AccountArgument.One("The account that pays: heygen, or heygen/name. Only HeyGen has a price table.");
    private readonly Argument<string?> _operation = new("operation")
    {
        Description = "The operation, such as avatar-video. Without it, the price table is printed.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "operation",
    };

    private readonly JobOptions _job = new();
    private readonly Option<HeyGenPlan?> _plan = PlanOption.Create("--plan");
    private readonly Option<bool> _offline = new("--offline")
    {
        Description = "Do not read the account: print only the price and what the plan allows. Needs no key.",
    };

    private readonly Option<bool> _allowUnknown = new("--allow-unknown") { Description = "Exit with 0 instead of 4 when the answer is unknown." };

    public EstimateCommand()
        : base(
            "estimate",
            "Estimate what a HeyGen job costs and whether it can run. Exits with 0 for yes, 3 for no, 4 for unknown, 1 if the account could not be read.",
            "quotakit estimate heygen",
            "quotakit estimate heygen avatar-video --minutes 3.2 --plan Scale",
            "quotakit estimate heygen avatar-iv --seconds 90 --size 3840x2160 --webm",
            "quotakit estimate heygen photo-generate --calls 4 --offline")
    {
        _operation.Validators.Add(UsageErrors.RejectOptions);
        _operation.CompletionSources.Add(_ => HeyGenCosts.All.Select(o => new CompletionItem(o.Key, detail: o.Label)));
        Add(_account);
        Add(_operation);
        _job.AddTo(this);
        Add(_plan);
        Add(_offline);
        Add(_allowUnknown);
        AddAccountOptions();
    }

    protected override async Task<int> RunAsync(Session session)
    {
        var parsed = session.Parsed;
        var account = ParseAccount(parsed.GetValue(_account)!);
        if (parsed.GetValue(_operation) is not { } operation)
            return await PrintPricesAsync(session.IsJson);

        var estimate = new Estimate(account, _job.Read(parsed, Find(operation)), parsed.GetValue(_plan), parsed.GetValue(_allowUnknown));
        if (!parsed.GetValue(_offline))
            estimate = await ReadAccountAsync(estimate, session);
        if (session.IsJson)
            await EstimateDocument.Of(estimate).WriteAsync(Console.Out, CliJson.Default.EstimateDocument);
        else
            await EstimateText.WriteAsync(Console.Out, estimate);
        return estimate.ExitCode;
    }

    private static AccountName ParseAccount(string text) =>
        AccountName.Parse(text) is var name && name.Vendor.Identity == HeyGenQuotaProvider.Vendor
            ? name
            : throw new QuotaConfigurationException("", "Only HeyGen has a price table: write heygen, or heygen/name.");

    private static HeyGenOperation Find(string key) => HeyGenCosts.TryFind(key, out var operation)
        ? operation
        : throw UsageErrors.NoSuch("HeyGen has no operation", key, $"It has: {string.Join(", ", HeyGenCosts.All.Select(o => o.Key))}.");

    private static async Task<Estimate> ReadAccountAsync(Estimate estimate, Session session)
    {
        var result = (await session.ReadAsync([estimate.Account.ToString()])).Results[0];
        // When the account could not be read, its settings may be wrong: reading them here would throw.
        var plan = estimate.Plan ?? (result.IsSuccess ? ((HeyGenQuotaOptions)(await session.OpenAsync()).OptionsOf(estimate.Account)).Plan : null);
        return estimate with { Plan = plan, Result = result };
    }

    private static async Task<int> PrintPricesAsync(bool asJson)
    {
        if (asJson)
            await PricesDocument.Of(HeyGenCosts.All).WriteAsync(Console.Out, CliJson.Default.PricesDocument);
        else
            PriceTable.Write(Console.Out, HeyGenCosts.All);
        return ExitCode.Fine;
    }
}
