using System.Globalization;
using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>Checks what a provider makes of documents with members that are missing, invalid or extreme.</summary>
internal static class MappingChecks
{
    private const int MostBalances = 256;
    private const int MostWarnings = 100;
    private const int LongestText = 1000;

    // An integer that a double cannot hold.
    private const decimal Large = 9_007_199_254_740_993;

    public static IEnumerable<ContractCheck> All =>
    [
        new("A missing member is unknown, never zero", run => IsUnknownAsync(run, "without", m => [m.Removed()])),
        new("A null member is unknown, never zero", run => IsUnknownAsync(run, "with null in", m => [m.Replaced("null")])),
        new("A member of another type never becomes zero", run => IsUnknownAsync(run, "with another type in", OtherTypes)),
        new("A large number is mapped exactly", IsExactAsync),
        new("A number that is too large is an error or unknown", IsTooLargeAsync),
        new("Thousands of balances are limited to 256", IsLimitedAsync),
        new("Hostile text becomes one short, harmless line", IsHarmlessAsync),
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
                if (await MapAsync(run, provider, document).ConfigureAwait(false) is { } snapshot)
                    ThrowIfInvented(run, good, snapshot);
            }
        }
    }

    private static async Task IsExactAsync(ContractRun run)
    {
        var provider = run.Create();
        var good = await run.ReadAsync(provider).ConfigureAwait(false);
        foreach (var member in DocumentMember.AllOf(run.Subject.Document).Where(m => m.Kind == JsonValueKind.Number))
        {
            var number = decimal.Parse(member.Json, NumberStyles.Float, CultureInfo.InvariantCulture);
            // The unit that the vendor counts in may be a part of the balance's unit.
            foreach (var part in new[] { 1, 60, 100, 1000, 3600 })
            {
                var document = member.Replaced((Large * part).ToString(CultureInfo.InvariantCulture));
                run.Sent = $"the good document with {Large * part} in '{member}'";
                if (await MapAsync(run, provider, document).ConfigureAwait(false) is not { } snapshot)
                    continue;
                foreach (var (name, before, now) in Amounts(good, snapshot))
                {
                    if (before * part == number && now is { } amount && Math.Abs(amount - Large) is > 0 and < Large / 100)
                        throw run.Failure($"{name} is {Large}", $"it is {amount.ToString(CultureInfo.InvariantCulture)}");
                }
            }
        }
    }

    private static async Task IsTooLargeAsync(ContractRun run)
    {
        string[] numbers =
            ["1e27", "-1e27", "79228162514264337593543950335", "-79228162514264337593543950335", "1e400", "-1e400", "1e-400", "9223372036854775808"];
        var provider = run.Create();
        foreach (var member in DocumentMember.AllOf(run.Subject.Document).Where(m => m.Kind == JsonValueKind.Number))
        {
            foreach (var number in numbers)
            {
                run.Sent = $"the good document with {number} in '{member}'";
                await MapAsync(run, provider, member.Replaced(number)).ConfigureAwait(false);
            }
        }
    }

    private static async Task IsLimitedAsync(ContractRun run)
    {
        (string Name, string Document)[] documents =
        [
            ("tens of thousands of unknown numbers", DocumentVariants.WithManyNumbers(run.Subject.Document)),
            ("thousands of unknown objects", DocumentVariants.WithManyObjects(run.Subject.Document)),
            ("thousands of items in every list", DocumentVariants.WithManyItems(run.Subject.Document)),
        ];
        var provider = run.Create();
        foreach (var (name, document) in documents)
        {
            run.Sent = $"the good document with {name}";
            if (await MapAsync(run, provider, document).ConfigureAwait(false) is not { } snapshot)
                continue;
            if (snapshot.Balances.Count > MostBalances || snapshot.Warnings.Count > MostWarnings)
            {
                throw run.Failure(
                    $"at most {MostBalances} balances and {MostWarnings} warnings", $"there are {snapshot.Balances.Count} and {snapshot.Warnings.Count}");
            }
        }
    }

    private static async Task IsHarmlessAsync(ContractRun run)
    {
        (string Name, string Escaped)[] texts =
        [
            ("a line break", "a\\r\\nb"), ("a NUL", "a\\u0000b"), ("an escape sequence of terminals", "\\u001b[31mred"),
            ("a change of writing direction", "a\\u202Eb"), ("an invisible character", "a\\u200Bb"), ("half a surrogate pair", "a\\ud800b"),
            ("100,000 characters", new string('x', 100_000)),
        ];
        foreach (var (name, escaped) in texts)
        {
            run.Sent = $"a document with {name} in every text";
            run.Vendor.Faults.Always(Fault.Body(DocumentVariants.WithEveryText(run.Subject.Document, escaped)));
            ThrowIfHarmful(run, await run.CallAsync(run.Create()).ConfigureAwait(false));
            run.Sent = $"400, with {name} in every text";
            run.Vendor.Faults.Always(Fault.Status(
                400, $$"""{"error":{"code":"{{escaped}}","message":"{{escaped}}"},"code":"{{escaped}}","message":"{{escaped}}"}"""));
            ThrowIfHarmful(run, await run.CallAsync(run.Create()).ConfigureAwait(false));
        }
    }

    /// <summary>Sends a document, and expects a snapshot or an error that says that the document is wrong. Null: it was an error.</summary>
    private static async Task<QuotaSnapshot?> MapAsync(ContractRun run, IQuotaProvider provider, string document)
    {
        run.Vendor.Faults.Always(Fault.Body(document));
        var outcome = await run.CallAsync(provider).ConfigureAwait(false);
        if (outcome is QuotaSnapshot snapshot)
            return snapshot;
        run.ExpectError(outcome, QuotaErrorKind.Protocol, QuotaErrorKind.Rejected, QuotaErrorKind.TooLarge, QuotaErrorKind.Retired);
        return null;
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
            throw run.Failure("the account is not Exhausted, because its numbers are not known", ContractRun.Describe(snapshot));
    }

    private static void ThrowIfHarmful(ContractRun run, object outcome)
    {
        string?[] texts = outcome switch
        {
            QuotaException e => [e.Message, e.VendorCode, e.VendorMessage, e.RequestId],
            QuotaSnapshot s => [s.Plan, s.RequestId, .. s.Warnings, .. s.Balances.SelectMany(b => new[] { b.Key, b.Label, b.Unit.Name })],
            _ => [],
        };
        foreach (var text in texts.OfType<string>())
        {
            if (text.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator))
                throw run.Failure("no control, invisible or bidirectional characters", $"they are in a text of {Describe(outcome)}");
            if (text.Length > LongestText)
                throw run.Failure($"texts of at most {LongestText} characters", $"one of {Describe(outcome)} has {text.Length}");
        }

        static string Describe(object outcome) => outcome is QuotaException e ? $"a {e.Kind} error" : "the snapshot";
    }

    /// <summary>Pairs the amounts of the good snapshot with those of another one.</summary>
    private static IEnumerable<(string Name, decimal? Good, decimal? Now)> Amounts(QuotaSnapshot good, QuotaSnapshot snapshot)
    {
        foreach (var balance in snapshot.Balances)
        {
            if (!good.TryGetBalance(balance.Key, out var before))
                continue;
            yield return ($"Used of '{balance.Key}'", before.Used, balance.Used);
            yield return ($"Limit of '{balance.Key}'", before.Limit, balance.Limit);
            yield return ($"Remaining of '{balance.Key}'", before.Remaining, balance.Remaining);
        }
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

    private static string Short(string document) => document.Length <= LongestText ? document : document[..LongestText] + "…";
}
