using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests.Checks;

/// <summary>What holds for every balance: its numbers are the document's or follow from them, and its status from its numbers.</summary>
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
            Assert.True(time is null || (time.Value.Offset == TimeSpan.Zero && document.HasTime(time.Value)), $"{time} is not in the document.");
        TextChecks.IsLine("A balance's ToString()", balance.ToString(), int.MaxValue);
        TextChecks.IsLine("A label", balance.Label, int.MaxValue);
        TextChecks.IsWellFormed("A unit", balance.Unit.Name);
    }

    private static void CheckOrigin(FuzzTarget target, QuotaBalance balance, NumberOracle document)
    {
        // Only version 2 counts in 60ths, and only what it counts in quota units.
        var divisor = target == FuzzTarget.HeyGenV2 && balance.Key is "credits" or "api" ? 60 : 1;
        (QuotaFields Field, decimal? Number)[] numbers =
            [(QuotaFields.Used, balance.Used), (QuotaFields.Limit, balance.Limit), (QuotaFields.Remaining, balance.Remaining)];
        foreach (var (field, number) in numbers)
        {
            if (number is { } known && !balance.Derived.HasFlag(field))
                Assert.True(document.Has(known, divisor), $"{balance.Key}: {field} is {known}, which is not in the document.");
        }
    }

    /// <summary>HeyGen's version 3 tells credits in parts, and their sum has nothing to be compared with.</summary>
    private static bool IsSum(FuzzTarget target, QuotaBalance balance) =>
        target == FuzzTarget.HeyGenV3 && balance is { Key: "credits", Used: null, Limit: null, Derived: QuotaFields.Remaining };

    private static void CheckDerived(QuotaBalance balance)
    {
        var known = new[] { balance.Used, balance.Limit, balance.Remaining }.Count(n => n is not null);
        Assert.Contains(balance.Derived, new[] { QuotaFields.None, QuotaFields.Used, QuotaFields.Limit, QuotaFields.Remaining });
        if (balance.Derived != QuotaFields.None)
        {
            Assert.Equal(3, known);
            // By the larger addend: what is lost of the smaller one in 28 digits is not the sum's to keep.
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
        // vzla.io judges by itself; the worse judgement counts.
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
            // Of numbers that contradict each other, those that leave less count.
            var byRemaining = limit - balance.Remaining;
            if ((balance.Used > byRemaining ? balance.Used : byRemaining ?? balance.Used) is not { } used)
                return QuotaStatus.Unknown;
            return used >= limit * 0.95m ? QuotaStatus.Critical : used >= limit * 0.80m ? QuotaStatus.Warning : QuotaStatus.Normal;
        }

        // Without a limit, only HeyGen says how few credits are few.
        if (balance.Remaining is not { } left || target.Vendor != "heygen" || balance.Key is not ("credits" or "api"))
            return QuotaStatus.Unknown;
        return left < 5 ? QuotaStatus.Critical : left < 50 ? QuotaStatus.Warning : QuotaStatus.Normal;
    }
}
