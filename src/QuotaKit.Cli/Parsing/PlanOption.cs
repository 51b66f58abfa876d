using System.CommandLine;
using QuotaKit.HeyGen;

namespace QuotaKit.Cli.Parsing;

/// <summary>Creates options that take the name of a HeyGen plan.</summary>
internal static class PlanOption
{
    public static Option<HeyGenPlan?> Create(string name)
    {
        var plans = HeyGenPlan.All.Select(p => p.Name).ToArray();
        var option = new Option<HeyGenPlan?>(name)
        {
            Description = $"The account's plan: {string.Join(", ", plans)}. The default is the setting Plan of the account.",
            HelpName = "name",
            CustomParser = result =>
            {
                if (!HeyGenPlan.TryParse(result.Tokens[0].Value, out var plan))
                    result.AddError($"{name} must be one of {string.Join(", ", plans)}.");
                return plan;
            },
        };
        option.CompletionSources.Add(plans);
        return option;
    }
}
