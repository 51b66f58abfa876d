namespace QuotaKit;

/// <summary>The periods of a <see cref="QuotaBudget"/>.</summary>
public enum QuotaBudgetPeriod
{
    /// <summary>A calendar day.</summary>
    Day,

    /// <summary>A week from Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>One period without an end.</summary>
    Total,
}
