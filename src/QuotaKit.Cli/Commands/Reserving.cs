using QuotaKit.Cli.Accounts;
using QuotaKit.Cli.Formatting;
using QuotaKit.Cli.Parsing;

namespace QuotaKit.Cli.Commands;

/// <summary>Reserves the amount that a command line asks for.</summary>
internal static class Reserving
{
    /// <exception cref="QuotaException">The amount is not held.</exception>
    public static async Task<QuotaReservation> ReserveAsync(
        IQuotaGuard guard, Session session, string account, SpendOptions options, CancellationToken cancellationToken = default)
    {
        var token = cancellationToken.CanBeCanceled ? cancellationToken : session.CancellationToken;
        try
        {
            var need = options.ReadNeed(session.Parsed);
            var unit = need.Unit is { } written
                ? await UnitOfVendorAsync(session, account, need, written, token)
                : await UnitOfBalanceAsync(guard, session, account, need, token);
            return await guard.ReserveAsync(options.ReadSpend(session.Parsed, account, unit), options.ReadOptions(session.Parsed), token);
        }
        catch (QuotaConfigurationException e)
        {
            // A name that does not exist may be a key in the wrong place.
            throw new QuotaConfigurationException(e.Provider, UsageErrors.WithoutKeys(e.Message, session.Parsed.Tokens.Select(t => t.Value)), e);
        }
        catch (ArgumentException e)
        {
            throw UsageErrors.Of(e);
        }
    }

    /// <summary>Returns the unit that was given with the amount, as the vendor writes it.</summary>
    /// <exception cref="QuotaConfigurationException">No vendor and no balance of the account uses the unit.</exception>
    private static async Task<QuotaUnit> UnitOfVendorAsync(
        Session session, string account, QuotaNeed need, QuotaUnit written, CancellationToken cancellationToken)
    {
        if (NeedOption.IsKnown(written))
            return written;
        try
        {
            var snapshot = await session.Client!.GetAsync(account, cancellationToken: cancellationToken);
            return need.UnitIn(account, snapshot)!.Value;
        }
        catch (QuotaException e) when (need.AllowsUnknown && e.Kind != QuotaErrorKind.Configuration)
        {
            // The user accepts that nobody knows how much is left, so the unit is taken as it was written.
            return written;
        }
    }

    /// <summary>Returns the unit of the balance for an amount that was given without one.</summary>
    private static async Task<QuotaUnit> UnitOfBalanceAsync(
        IQuotaGuard guard, Session session, string account, QuotaNeed need, CancellationToken cancellationToken)
    {
        var position = await guard.GetPositionAsync(account, need.Balance, cancellationToken);
        if (position.Balance is null)
        {
            // The vendor could not be asked: its error says why.
            var snapshot = await session.Client!.GetAsync(account, cancellationToken: cancellationToken);
            return (need.Balance is { } key && snapshot.TryGetBalance(key, out var named) ? named : snapshot.Primary).Unit;
        }

        var balance = new QuotaBalance { Key = position.Balance, Label = position.Balance, Unit = position.Unit, Kind = QuotaKind.Balance };
        return need.UnitFor(balance) ?? throw new InsufficientQuotaException(
            QuotaNames.Split(account).Provider, position.Balance, position.Unit, need.Amount, null, 0,
            $"{Printable.Name(account)}: {Amounts.ForScripts(need.Amount)} needed, but '{Printable.Name(position.Balance)}' is in "
            + $"{Printable.Name(position.Unit.Name)}. Write --need {Amounts.ForScripts(need.Amount)}{Printable.Name(position.Unit.Name)}, or name another --balance.");
    }
}
