using System.CommandLine;
using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Rendering;
using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit estimate heygen avatar-video --minutes 3.2</c>: what a job costs, and everything that speaks against it.</summary>
internal static class EstimateCommand
{
    public static Command Create()
    {
        var account = AccountOptions.Name("The account that is to pay: heygen, or heygen/name. Only HeyGen has a price table.");
        var operation = new Argument<string?>("operation")
        {
            Description = "What is to be done, such as avatar-video. Without it, the price table is printed.",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "operation",
        };
        operation.Validators.Add(Misuse.RefuseOptions);
        operation.CompletionSources.Add(_ => HeyGenCosts.All.Select(o => new System.CommandLine.Completions.CompletionItem(o.Key, detail: o.Label)));
        var command = new CliCommand(
            "estimate",
            "Tell what a HeyGen job costs and whether it can run: exits with 0 for yes, 1 if the vendor could not be asked, 3 for no, 4 for unknown.",
            "quotakit estimate heygen",
            "quotakit estimate heygen avatar-video --minutes 3.2 --plan Scale",
            "quotakit estimate heygen avatar-iv --seconds 90 --size 3840x2160 --webm",
            "quotakit estimate heygen photo-generate --calls 4 --offline") { account, operation };
        var job = new JobOptions(command);
        var plan = PlanOption();
        var offline = new Option<bool>("--offline") { Description = "Ask nobody: tell the price and what the plan allows. Needs no key." };
        var allowUnknown = new Option<bool>("--allow-unknown") { Description = "Let 'unknown' pass: exit with 0 instead of 4." };
        command.Add(plan);
        command.Add(offline);
        command.Add(allowUnknown);
        var options = new AccountOptions(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = HeyGenAccount(parsed.GetValue(account)!);
            if (parsed.GetValue(operation) is not { } key)
                return await PrintPricesAsync(options.IsJson(parsed));
            var estimate = new Estimate(name, job.Read(parsed, Find(key)), parsed.GetValue(plan), parsed.GetValue(allowUnknown));
            if (!parsed.GetValue(offline))
                estimate = await AskAsync(estimate, parsed, options, TimeProvider.System, cancellationToken);
            return await PrintAsync(estimate, options.IsJson(parsed));
        });
        return command;
    }

    private static Option<HeyGenPlan?> PlanOption()
    {
        var names = HeyGenPlan.All.Select(p => p.Name).ToArray();
        var plan = new Option<HeyGenPlan?>("--plan")
        {
            Description = $"The account's plan: {string.Join(", ", names)}. The default is the one of its settings.",
            HelpName = "name",
            CustomParser = result =>
            {
                if (!HeyGenPlan.TryParse(result.Tokens[0].Value, out var found))
                    result.AddError($"--plan must be one of {string.Join(", ", names)}.");
                return found;
            },
        };
        plan.CompletionSources.Add(names);
        return plan;
    }

    private static AccountName HeyGenAccount(string text) =>
        AccountName.Parse(text) is var name && name.Vendor.Identity == HeyGenQuotaProvider.Vendor
            ? name
            : throw new QuotaConfigurationException("", "Only HeyGen has a price table: write heygen, or heygen/name.");

    private static HeyGenOperation Find(string key) => HeyGenCosts.TryFind(key, out var operation)
        ? operation
        : throw Misuse.NoSuch("HeyGen has no operation", key, $"It has: {string.Join(", ", HeyGenCosts.All.Select(o => o.Key))}.");

    private static async Task<Estimate> AskAsync(
        Estimate estimate, ParseResult parsed, AccountOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var accounts = await options.OpenAsync(parsed, clock, cancellationToken);
        using var client = new QuotaClient(accounts.Choose([estimate.Account.ToString()]), timeProvider: clock);
        var screen = options.IsJson(parsed) || Console.IsOutputRedirected ? null : Terminal.Open();
        var report = await Terminal.WaitAsync(screen, () => client.GetAllAsync(cancellationToken: cancellationToken));
        var result = report.Results[0];
        // A setting that is wrong has failed the account already.
        var plan = estimate.Plan ?? (result.IsSuccess ? ((HeyGenQuotaOptions)accounts.OptionsOf(estimate.Account)).Plan : null);
        return estimate with { Plan = plan, Result = result };
    }

    private static async Task<int> PrintAsync(Estimate estimate, bool asJson)
    {
        if (asJson)
        {
            await EstimateDocument.Of(estimate).WriteAsync(Console.Out, CliJson.Default.EstimateDocument);
            return estimate.ExitCode;
        }

        foreach (var line in estimate.Lines())
            await Console.Out.WriteLineAsync(Printable.Line(line));
        if (estimate.Error is not null)
            await QuotaKitCommand.WriteErrorAsync(estimate.Result!.ToString());
        return estimate.ExitCode;
    }

    private static async Task<int> PrintPricesAsync(bool asJson)
    {
        if (asJson)
            await PricesDocument.Of(HeyGenCosts.All).WriteAsync(Console.Out, CliJson.Default.PricesDocument);
        else
            TextColumns.Write(Console.Out, [["OPERATION", "PRICE"], .. HeyGenCosts.All.Select(o => (string[])[o.Key, Estimate.PriceOf(o)])]);
        return ExitCode.Fine;
    }
}
