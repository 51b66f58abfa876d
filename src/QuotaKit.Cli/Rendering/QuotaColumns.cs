using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Formatting;
using Spectre.Console;

namespace QuotaKit.Cli.Rendering;

/// <summary>Builds the columns of the table.</summary>
internal sealed class QuotaColumns(IReadOnlyList<QuotaRow> rows, Glyphs glyphs, TimeProvider clock, bool hasChanges)
{
    private const int LongestAccount = 40;

    /// <summary>Returns the columns that the layout has.</summary>
    public IReadOnlyList<Column> Of(TableLayout layout)
    {
        var now = clock.GetUtcNow();
        List<Column?> columns =
        [
            // In a stacked layout the name is a line above the balances.
            layout.IsStacked ? null : new("Account", Texts(r => r.IsFirst ? NameOf(r) : "")),
            new("Balance", Texts(r => LabelOf(r, layout.IsStacked)), layout.ShortestLabel),
            layout.BarWidth > 0 ? new("Share", [.. rows.Select(r => Bar(r, layout.BarWidth))]) : null,
            layout.HasUsed ? Numbers("Used", b => Amounts.ForPeople(b.Used, b.Unit)) : null,
            Remaining() with { Gap = layout.HasLimit ? 1 : 0 },
            layout.HasLimit ? Numbers("Limit", b => b.IsUnlimited ? glyphs.None : Amounts.ForPeople(b.Limit, b.Unit)) with { Gap = 0 } : null,
            layout.HasUnit ? new("Unit", Texts(r => Printable.Name(r.Balance?.Unit.Symbol ?? ""))) : null,
            layout.HasReset ? new("Resets", Texts(r => r.Balance is null ? "" : Reset(r.Balance, layout.HasDistanceToReset))) : null,
            new("Status", [.. rows.Select(r => new Cell(r.StatusText, Styles.Of(r.Status)))]),
            // Shown without changes too, so that the width of the table stays the same.
            hasChanges ? new(layout.HasAmountOfChange ? "Change" : " ", [.. rows.Select(r => ChangeOf(r, layout.HasAmountOfChange))]) : null,
            layout.HasAge ? new("Age", Texts(r => r.AgeAt(now) is { } age ? Times.Duration(age) : "")) { Alignment = Justify.Right } : null,
        ];
        return [.. columns.OfType<Column>()];
    }

    /// <summary>Returns the account's name, cut to the widest column.</summary>
    public string NameOf(QuotaRow row) => Printable.Shorten(glyphs.Text(Printable.Name(row.Result.Name)), LongestAccount, glyphs.Ellipsis);

    private string LabelOf(QuotaRow row, bool isStacked) => (row.Balance, isStacked) switch
    {
        ({ } balance, true) => " " + Printable.Name(balance.Label),
        ({ } balance, false) => Printable.Name(balance.Label),
        // A failed account has no balances. In a stacked layout its name takes their place.
        (null, true) => NameOf(row),
        (null, false) => "",
    };

    private IReadOnlyList<Cell> Texts(Func<QuotaRow, string> read) => [.. rows.Select(r => Text(read(r)))];

    private Column Remaining()
    {
        var numbers = Numbers("Remaining", b => b.IsUnlimited ? Amounts.Unlimited : Amounts.ForPeople(b.Remaining, b.Unit));
        return numbers with { Cells = [.. numbers.Cells.Zip(rows, (cell, row) => row.Change is null ? cell : cell with { Style = Styles.Header })] };
    }

    private Column Numbers(string header, Func<QuotaBalance, string> read) =>
        new(header, Texts(r => r.Balance is null ? "" : read(r.Balance))) { Alignment = Justify.Right };

    /// <summary>Returns a cell. Unknown and missing values are faint.</summary>
    private Cell Text(string text) =>
        new(glyphs.Text(text), text == Amounts.Unknown || text == glyphs.None ? Styles.Faint : null);

    private string Reset(QuotaBalance balance, bool withDistance) => balance.ResetsAt switch
    {
        null => glyphs.None,
        { } reset when withDistance => Times.DayAndDistance(reset, clock),
        { } reset => Times.Day(reset, clock),
    };

    /// <summary>Returns the change in bold, with a sign for terminals without bold text.</summary>
    private static Cell ChangeOf(QuotaRow row, bool withAmount) => new(
        row.Change is not { } change ? "" : withAmount ? change.ForPeople(row.Balance?.Unit ?? default) : change.Mark, Styles.Header);

    private Cell Bar(QuotaRow row, int width)
    {
        if (row.Balance is not { UsedRatio: { } ratio, IsUnlimited: false })
            return new Cell("");

        // A bar is empty only for no use, and full only when nothing is left.
        var used = ratio switch
        {
            <= 0 => 0,
            >= 1 => width,
            _ => Math.Clamp((int)Math.Round(ratio * width), 1, width - 1),
        };
        return new Cell(new string(glyphs.Used, used), Styles.Of(row.Status), new string(glyphs.Left, width - used));
    }
}
