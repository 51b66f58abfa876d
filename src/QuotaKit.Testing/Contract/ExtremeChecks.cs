using System.Globalization;
using System.Text.Json;

namespace QuotaKit.Testing;

/// <summary>Checks what a provider makes of documents with very large numbers, thousands of members, or hostile text.</summary>
internal static class ExtremeChecks
{
    private const int MostBalances = 256;
    private const int MostWarnings = 100;
    private const int LongestText = 1000;

    // The unit that the vendor counts in may be a part of the balance's unit.
    private static readonly int[] _parts = [1, 60, 100, 1000, 3600];

    // An integer that a double cannot hold.
    private const decimal Large = 9_007_199_254_740_993;

    public static IEnumerable<ContractCheck> All =>
    [
        new("A large number is mapped exactly", IsExactAsync),
        new("A number that is too large is an error or unknown", IsTooLargeAsync),
        new("Thousands of balances are limited to 256", IsLimitedAsync),
        new("Hostile text becomes one short, harmless line", IsHarmlessAsync),
    ];

    private static async Task IsExactAsync(ContractRun run)
    {
        var provider = run.Create();
        var good = await run.ReadAsync(provider).ConfigureAwait(false);
        foreach (var member in DocumentMember.AllOf(run.Subject.Document).Where(m => m.Kind == JsonValueKind.Number))
        {
            var number = decimal.Parse(member.Json, NumberStyles.Float, CultureInfo.InvariantCulture);
            foreach (var part in _parts)
            {
                var document = member.Replaced((Large * part).ToString(CultureInfo.InvariantCulture));
                run.Sent = $"the good document with {Large * part} in '{member}'";
                if (await run.MapAsync(provider, document).ConfigureAwait(false) is not { } snapshot)
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
        var good = await run.ReadAsync(provider).ConfigureAwait(false);
        foreach (var member in DocumentMember.AllOf(run.Subject.Document).Where(m => m.Kind == JsonValueKind.Number))
        {
            var parts = await FindPartsAsync(run, provider, good, member).ConfigureAwait(false);
            foreach (var number in numbers)
            {
                run.Sent = $"the good document with {number} in '{member}'";
                if (await run.MapAsync(provider, member.Replaced(number)).ConfigureAwait(false) is { } snapshot)
                    ThrowIfChanged(run, number, parts, Amounts(good, snapshot));
            }
        }
    }

    /// <summary>Finds the amounts that are mapped from a member, each with the part of its unit that the vendor counts in.</summary>
    private static async Task<Dictionary<string, int>> FindPartsAsync(ContractRun run, IQuotaProvider provider, QuotaSnapshot good, DocumentMember member)
    {
        var number = decimal.Parse(member.Json, NumberStyles.Float, CultureInfo.InvariantCulture);
        // An amount can equal the member by chance. Only an amount that follows the member to another ordinary number is mapped from it.
        var other = number + 3600;
        run.Sent = $"the good document with {other.ToString(CultureInfo.InvariantCulture)} in '{member}'";
        var parts = new Dictionary<string, int>();
        if (await run.MapAsync(provider, member.Replaced(other.ToString(CultureInfo.InvariantCulture))).ConfigureAwait(false) is not { } snapshot)
            return parts;
        foreach (var (name, before, now) in Amounts(good, snapshot))
        {
            var part = Array.Find(_parts, p => IsSame(before, number / p) && IsSame(now, other / p));
            if (part != 0)
                parts[name] = part;
        }

        return parts;
    }

    private static void ThrowIfChanged(
        ContractRun run, string sent, Dictionary<string, int> parts, IEnumerable<(string Name, decimal? Good, decimal? Now)> amounts)
    {
        // A decimal cannot hold 1e400: then only null is right.
        var number = decimal.TryParse(sent, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : (decimal?)null;
        foreach (var (name, _, now) in amounts)
        {
            if (parts.TryGetValue(name, out var part) && now is { } amount && !IsSame(number / part, amount))
                throw run.Failure($"{name} is null, or the number that was sent", $"it is {amount.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    /// <summary>Tells whether two amounts are the same, apart from the last digits that a division rounds.</summary>
    private static bool IsSame(decimal? amount, decimal other) =>
        amount is { } known && (known == other || Math.Abs((known / 2) - (other / 2)) <= Math.Abs(other) * 1e-20m);

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
            if (await run.MapAsync(provider, document).ConfigureAwait(false) is not { } snapshot)
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
}
