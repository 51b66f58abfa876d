using QuotaKit.Cli.Formatting;

namespace QuotaKit.Cli.Rendering;

/// <summary>Writes reservations as aligned columns, a line for each amount.</summary>
internal static class HoldList
{
    public static void Write(TextWriter output, IReadOnlyList<QuotaReservation> holds)
    {
        if (holds.Count == 0)
            output.WriteLine("Nothing is held.");
        else
            TextColumns.Write(output, [["ID", "ACCOUNT", "AMOUNT", "UNIT", "BUDGET", "SINCE", "UNTIL", "NOTE"], .. holds.SelectMany(Rows)]);
    }

    private static IEnumerable<string[]> Rows(QuotaReservation hold) => hold.Spends.Select(spend => (string[])
    [
        hold.Id,
        spend.Account,
        Amounts.ForScripts(spend.Amount),
        spend.Unit.Name,
        spend.Budget ?? "-",
        Times.Utc(hold.ReservedAt),
        Times.Utc(hold.ExpiresAt),
        hold.Note ?? "-",
    ]);
}
