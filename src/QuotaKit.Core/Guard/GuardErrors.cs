using System.Globalization;

namespace QuotaKit;

/// <summary>Turns the decisions of a ledger into errors that say what to do.</summary>
internal static class GuardErrors
{
    /// <summary>Creates the error of a denial.</summary>
    /// <param name="spend">The spend that fell short.</param>
    /// <param name="booked">The same spend as the ledger booked it.</param>
    /// <param name="lack">The reason.</param>
    /// <param name="vendorError">The reason why the vendor's answer is missing; null when there is an answer or nobody knows.</param>
    public static QuotaException Denied(QuotaSpend spend, LedgerSpend booked, LedgerLack lack, QuotaException? vendorError)
    {
        if (lack.Reason == LedgerLackReason.Unknown && vendorError is not null)
            return vendorError;
        var (vendor, account) = QuotaNames.Split(spend.Account);
        var key = lack.Balance ?? spend.Balance ?? "";
        var needed = $"{QuotaText.Number(lack.Needed)} {spend.Unit.Name}";
        var message = lack.Reason switch
        {
            LedgerLackReason.Unknown => $"{needed} are needed, but how much is left is unknown. To hold it all the same, set WhenUnknown to Allow",
            LedgerLackReason.Inactive => $"{needed} are needed, but the account is not active. Check it at the vendor",
            LedgerLackReason.Unit =>
                $"{needed} are needed, but '{key}' is in {lack.Unit?.Name}. Name a balance in {spend.Unit.Name}, or spend {lack.Unit?.Name}",
            LedgerLackReason.Balance => $"the account has no balance '{key}'. Name one that `quotakit show {spend.Account}` lists",
            LedgerLackReason.Part => $"'{key}' may be a part of the account's first balance and cannot be reserved by itself. Do not name it in the spend",
            LedgerLackReason.Budget =>
                $"{needed} are needed, but the budget '{spend.Budget}' has {QuotaText.Number(lack.Available ?? 0)} of {QuotaText.Number(booked.Budget!.Limit)} left",
            LedgerLackReason.Concurrency => $"all {booked.Concurrency!.Limit} slots of '{spend.Concurrency}' are taken. Wait until a job has ended",
            LedgerLackReason.Repeated => "the reservation was denied or withdrawn before. Reserve again",
            _ => Amounts(needed, key, lack, booked.Reserve),
        };
        if (lack.Reason is LedgerLackReason.Balance or LedgerLackReason.Part)
            return new QuotaConfigurationException(vendor, QuotaText.OneLine($"{spend.Account}: {message}.")) { Account = account };
        return new InsufficientQuotaException(
            vendor, key, lack.Unit ?? spend.Unit, lack.Needed, lack.Available, lack.Held, QuotaText.OneLine($"{spend.Account}: {message}."))
        {
            Account = account,
            Budget = lack.Reason == LedgerLackReason.Budget ? spend.Budget : null,
            Concurrency = lack.Reason == LedgerLackReason.Concurrency ? spend.Concurrency : null,
            IsTransient = lack.Reason is LedgerLackReason.Unknown or LedgerLackReason.Concurrency or LedgerLackReason.Repeated,
        };
    }

    /// <summary>Creates the error of a reservation that cannot be made, because of the state of its id.</summary>
    public static QuotaReservationException CannotReserve(string vendor, QuotaReservation reservation) => new(
        vendor,
        reservation.State == QuotaReservationState.Held
            ? $"The reservation {reservation.Id} holds other amounts. Use a new id."
            : $"The reservation {reservation.Id} was {Word(reservation.State)} {At(reservation)}. A new try needs a new id.",
        reservation);

    /// <summary>Creates the error of a commit, release or renewal that the state does not allow.</summary>
    public static QuotaReservationException CannotSettle(string vendor, string what, string id, QuotaReservation? reservation) => new(
        vendor,
        reservation switch
        {
            null => $"Cannot {what} {id}: the ledger does not know it.",
            { State: QuotaReservationState.Held } => $"Cannot {what} {id}: a later call with this id has taken it over. Commit it, or let it expire.",
            { State: QuotaReservationState.Expired } =>
                $"Cannot {what} {id}: its lease ended {At(reservation)}, and its amounts count as spent. Commit what was really spent, or 0.",
            { State: QuotaReservationState.Committed } =>
                $"Cannot {what} {id}: it was committed {At(reservation)} with {string.Join(" and ", reservation.Actual!.Select(QuotaText.Number))}.",
            _ => $"Cannot {what} {id}: it was {Word(reservation.State)} {At(reservation)}.",
        },
        reservation);

    private static string Amounts(string needed, string key, LedgerLack lack, decimal reserve)
    {
        var held = lack.Held > 0 ? $", {QuotaText.Number(lack.Held)} being held or spent since the vendor's answer" : "";
        var kept = reserve > 0 ? $", {QuotaText.Number(reserve)} being kept in reserve" : "";
        return $"{needed} of '{key}' are needed, {QuotaText.Number(lack.Available ?? 0)} are available{held}{kept}";
    }

    private static string Word(QuotaReservationState state) => state.ToString().ToLowerInvariant();

    private static string At(QuotaReservation reservation) =>
        (reservation.SettledAt ?? reservation.ExpiresAt).ToString("'at' yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
