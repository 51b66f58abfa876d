using Microsoft.Extensions.Logging;

namespace QuotaKit;

/// <summary>All log events of the guard.</summary>
internal static partial class GuardLog
{
    [LoggerMessage(11, LogLevel.Debug, "Reserved {Amount} {Unit} of {Account} as {Id} until {ExpiresAt}")]
    public static partial void Reserved(ILogger logger, decimal amount, string unit, string account, string id, DateTimeOffset expiresAt);

    [LoggerMessage(12, LogLevel.Information, "Denied {Amount} {Unit} of {Account} for {Id}: {Reason}, {Available} available")]
    public static partial void Denied(ILogger logger, decimal amount, string unit, string account, string id, LedgerLackReason reason, decimal? available);

    [LoggerMessage(13, LogLevel.Debug, "Committed {Id} of {Account}")]
    public static partial void Committed(ILogger logger, string id, string account);

    [LoggerMessage(14, LogLevel.Debug, "Released {Id} of {Account}")]
    public static partial void Released(ILogger logger, string id, string account);

    [LoggerMessage(15, LogLevel.Warning, "{Id} of {Account} was committed above its amount, or without a hold: its amounts are recorded in full")]
    public static partial void Overspent(ILogger logger, string id, string account);

    [LoggerMessage(16, LogLevel.Warning, "The lease of {Id} of {Account} ended without a commit or a release: its amounts count as spent")]
    public static partial void Expired(ILogger logger, string id, string account);

    [LoggerMessage(17, LogLevel.Warning, "Could not withdraw {Id} after its caller gave up: its amounts are held until {Lease} after the reservation")]
    public static partial void WithdrawFailed(ILogger logger, string id, TimeSpan lease, Exception error);

    [LoggerMessage(18, LogLevel.Warning, "Could not renew the lease of {Id}")]
    public static partial void RenewFailed(ILogger logger, string id, Exception error);

    [LoggerMessage(19, LogLevel.Warning, "Could not settle {Id}: its amounts are held until {ExpiresAt} and then count as spent")]
    public static partial void SettleFailed(ILogger logger, string id, DateTimeOffset expiresAt, Exception error);

    [LoggerMessage(20, LogLevel.Warning,
        "{Accounts} have the same key, but the guard counts their balances separately, so that they can be spent twice. Set "
        + "QuotaKit:Guard:Accounts:{Account}:Wallet to {Wallet}")]
    public static partial void SameKey(ILogger logger, string accounts, string account, string wallet);
}
