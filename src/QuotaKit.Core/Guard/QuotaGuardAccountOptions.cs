using QuotaKit.Http;

namespace QuotaKit;

/// <summary>Sets how the guard treats one account.</summary>
public sealed class QuotaGuardAccountOptions
{
    /// <summary>The amount of each balance that is never spent, in the balance's unit. The default value is 0.</summary>
    public decimal Reserve { get; set; }

    /// <summary>The longest time from a commit until the vendor's answers show the charge. Until then the amount is subtracted. A time shorter than the
    /// vendor's loses money: the amount is then available twice. The default value is null, which means the
    /// time that is known of the vendor (<see cref="QuotaVendor.SettlementLag"/>), else <see cref="QuotaGuardOptions.SettlementLag"/>.</summary>
    public TimeSpan? SettlementLag { get; set; }

    /// <summary>The name of the wallet that pays. Give two accounts the same wallet if their keys spend the same credits. The default value is null,
    /// which means the account's own.</summary>
    public string? Wallet { get; set; }
}
