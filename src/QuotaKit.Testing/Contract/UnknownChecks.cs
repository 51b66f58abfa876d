using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>Checks what a provider makes of documents in which a member is missing, null or of another type.</summary>
internal static class UnknownChecks
{
    private const int LongestQuote = 1000;

    public static IEnumerable<ContractCheck> All =>
    [
        new("A missing member is unknown, never zero", run => IsUnknownAsync(run, "without", m => [m.Removed()])),
        new("A null member is unknown, never zero", run => IsUnknownAsync(run, "with null in", m => [m.Replaced("null")])),
        new("A member of another type never becomes zero", run => IsUnknownAsync(run, "with another type in", OtherTypes)),
    ];

    private static async Task IsUnknownAsync(ContractRun run, string how, Func<DocumentMember, IEnumerable<string>> change)
    {
        var provider = run.Create();
        var good = await run.ReadAsync(provider).ConfigureAwait(false);
        foreach (var member in DocumentMember.AllOf(run.Subject.Document))
        {
            foreach (var document in change(member))
            {
                run.Sent = $"the good document {how} '{member}': {Short(document)}";
                if (await run.MapAsync(provider, document).ConfigureAwait(false) is { } snapshot)
                    ThrowIfInvented(run, good, snapshot);
            }
        }
    }

    private static void ThrowIfInvented(ContractRun run, QuotaSnapshot good, QuotaSnapshot snapshot)
    {
        foreach (var balance in snapshot.Balances)
        {
            // A balance may get another key, such as when its name is the missing member. It is then compared with all balances.
            var before = good.TryGetBalance(balance.Key, out var same) ? [same] : good.Balances;
            if (IsInvented(b => b.Used == 0))
                throw run.Failure($"Used of '{balance.Key}' is null, because it is not known", "it is 0");
            if (IsInvented(b => b.Limit == 0))
                throw run.Failure($"Limit of '{balance.Key}' is null, because it is not known", "it is 0");
            if (IsInvented(b => b.Remaining == 0))
                throw run.Failure($"Remaining of '{balance.Key}' is null, because it is not known", "it is 0");
            if (IsInvented(b => b.IsUnlimited))
                throw run.Failure($"'{balance.Key}' is not unlimited", "it is");

            bool IsInvented(Func<QuotaBalance, bool> condition) => condition(balance) && !before.Any(condition);
        }

        if (snapshot.Status == QuotaStatus.Exhausted && good.Status != QuotaStatus.Exhausted)
            throw run.Failure("the account is not Exhausted, because its numbers are not known", ContractOutcome.Describe(snapshot));
    }

    private static IEnumerable<string> OtherTypes(DocumentMember member)
    {
        string[] others = member.Kind switch
        {
            // A number in place of a text may be meant: some vendors write a word for unlimited.
            JsonValueKind.String => ["true", "[]", "{}"],
            JsonValueKind.Number => ["\"many\"", "true", "[]", "{}"],
            JsonValueKind.Array => ["\"many\"", "12", "true", "{}"],
            JsonValueKind.Object => ["\"many\"", "12", "true", "[]"],
            _ => ["\"many\"", "12", "[]", "{}"],
        };
        return others.Select(member.Replaced);
    }

    private static string Short(string document) => document.Length <= LongestQuote ? document : document[..LongestQuote] + "…";
}
