using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests.Checks;

/// <summary>Checks a balance: its numbers are in the document or derived from it, and its status follows from its numbers.</summary>
internal static class BalanceChecks
{
    public static void Check(FuzzTarget target, QuotaBalance balance, NumberOracle document)
    {
        Assert.Equal(QuotaFields.None, balance.Configured);
        CheckOrigin(target, balance, document);
        if (!IsSum(target, balance))
            CheckDerived(balance);
        CheckStatus(target, balance, document);
        if (balance.UsedRatio is { } ratio)
            Assert.True(double.IsFinite(ratio));
        Assert.True(balance.Overage >= 0);
        foreach (var time in new[] { balance.PeriodStart, balance.ResetsAt })
        {
            var isSent = time is null || (time.Value.Offset == TimeSpan.Zero && document.HasTime(time.Value));
            Assert.True(isSent, $"{balance.Key}: the time {time} is not in the document, or not in UTC.");
        }

        TextChecks.IsLine("A balance's ToString()", balance.ToString(), int.MaxValue);
        TextChecks.IsLine("A label", balance.Label, int.MaxValue);
        TextChecks.IsWellFormed("A unit", balance.Unit.Name);
    }

    private static void CheckOrigin(FuzzTarget target, QuotaBalance balance, NumberOracle document)
    {
        // HeyGen's version 2 sends these two balances in sixtieths of a credit.
        var divisor = target == FuzzTarget.HeyGenV2 && balance.Key is "credits" or "api" ? 60 : 1;
        (QuotaFields Field, decimal? Number)[] numbers =
            [(QuotaFields.Used, balance.Used), (QuotaFields.Limit, balance.Limit), (QuotaFields.Remaining, balance.Remaining)];
        foreach (var (field, number) in numbers)
        {
            if (number is { } known && !balance.Derived.HasFlag(field))
                Assert.True(document.Has(known, divisor), $"{balance.Key}: {field} is {known}, which is not in the document.");
        }
    }

    /// <summary>Returns whether the balance is a sum. HeyGen's version 3 sends parts of the credits, and the document does not hold their sum.</summary>
    private static bool IsSum(FuzzTarget target, QuotaBalance balance) =>
        target == FuzzTarget.HeyGenV3 && balance is { Key: "credits", Used: null, Limit: null, Derived: QuotaFields.Remaining };

    private static void CheckDerived(QuotaBalance balance)
    {
        var known = new[] { balance.Used, balance.Limit, balance.Remaining }.Count(n => n is not null);
        Assert.Contains(balance.Derived, new[] { QuotaFields.None, QuotaFields.Used, QuotaFields.Limit, QuotaFields.Remaining });
        if (balance.Derived != QuotaFields.None)
        {
            Assert.Equal(3, known);
            // Relative to the largest number: a decimal has 28 digits, so a small addend loses its last digits.
            var (used, remaining, limit) = (balance.Used!.Value, balance.Remaining!.Value, balance.Limit!.Value);
            var largest = Math.Max(Math.Abs(used), Math.Max(Math.Abs(remaining), Math.Abs(limit)));
            Assert.True(Math.Abs(used + remaining - limit) <= largest * 1e-26m, $"{balance}: the numbers do not add up.");
        }

        if (balance.IsUnlimited)
            Assert.True(balance is { Limit: null, Remaining: null, Derived: QuotaFields.None });
        else if (known == 2)
            Assert.True(balance is { Used: null } && balance.Remaining > balance.Limit, $"{balance}: the third number was not derived.");
    }

    private static void CheckStatus(FuzzTarget target, QuotaBalance balance, NumberOracle document)
    {
        var expected = StatusOf(target, balance);
        // vzla.io sends a status. The worse of the two statuses counts.
        var isVendors = target == FuzzTarget.Vzla && balance.Status > expected && balance.Status <= QuotaStatus.Critical
            && document.HasText(balance.Status.ToString().ToLowerInvariant());
        Assert.True(balance.Status == expected || isVendors, $"{balance} should be {expected}.");
    }

    private static QuotaStatus StatusOf(FuzzTarget target, QuotaBalance balance)
    {
        if (balance.IsUnlimited)
            return QuotaStatus.Normal;
        if (balance.Remaining <= 0 || balance.Limit <= 0)
            return QuotaStatus.Exhausted;
        if (balance.Limit is { } limit)
        {
            // If the numbers contradict each other, the higher usage counts.
            var byRemaining = limit - balance.Remaining;
            if ((balance.Used > byRemaining ? balance.Used : byRemaining ?? balance.Used) is not { } used)
                return QuotaStatus.Unknown;
            return used >= limit * 0.95m ? QuotaStatus.Critical : used >= limit * 0.80m ? QuotaStatus.Warning : QuotaStatus.Normal;
        }

        // Without a limit, only HeyGen's credits have thresholds.
        if (balance.Remaining is not { } left || target.Vendor != "heygen" || balance.Key is not ("credits" or "api"))
            return QuotaStatus.Unknown;
        return left < 5 ? QuotaStatus.Critical : left < 50 ? QuotaStatus.Warning : QuotaStatus.Normal;
    }
}
