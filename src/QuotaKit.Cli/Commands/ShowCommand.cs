using System.CommandLine;
using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Rendering;

namespace QuotaKit.Cli.Commands;

/// <summary><c>quotakit show [account...]</c>: prints the balances of every account.</summary>
internal sealed class ShowCommand : AccountCommand
{
    private readonly Argument<string[]> _names = AccountArgument.Many("The accounts to show, such as heygen or vzla/team-b. The default is all of them.");
    private readonly Option<bool> _svg = new("--svg") { Description = "Print the table as an SVG picture." };

    public ShowCommand()
        : base(
            "show",
            "Show how much is left in every configured account, or in the named ones.",
            "quotakit show",
            "quotakit show heygen vzla/team-b --json",
            "quotakit show --demo",
            "quotakit show --svg > quota.svg")
    {
        Add(_names);
        Add(_svg);
        AddAccountOptions();
    }

    protected override async Task<int> RunAsync(Session session)
    {
        var asPicture = session.Parsed.GetValue(_svg);
        var report = await session.ReadAsync(session.Parsed.GetValue(_names) ?? [], showProgress: !asPicture);
        var footnotes = Footnote.Of(report.Results, session.IsDemo);
        if (session.IsJson)
            await ShowDocument.Of(report.Results).WriteAsync(Console.Out, CliJson.Default.ShowDocument);
        else if (asPicture)
            await Console.Out.WriteAsync(SvgEncoder.Draw(canvas => new QuotaTable(canvas, session.Clock).Write(report.Results, footnotes)));
        else if (session.Screen is { } screen)
            new QuotaTable(screen, session.Clock).Write(report.Results, footnotes);
        else
            new PlainTable(Console.Out, session.Clock).Write(report.Results, footnotes);
        return ExitCode.Of(report);
    }
}
