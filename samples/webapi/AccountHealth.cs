using QuotaKit;

namespace QuotaApi;

/// <summary>The health of an account.</summary>
/// <param name="Account">The account: <c>heygen</c>, <c>heygen/team-a</c>.</param>
/// <param name="IsWell">Whether the account can be read and does not run short.</param>
/// <param name="Status">The status of the account, or the kind of the error.</param>
internal sealed record AccountHealth(string Account, bool IsWell, string Status)
{
    public static async Task<AccountHealth> ReadAsync(IQuotaClient quotas, string account, CancellationToken cancellationToken)
    {
        try
        {
            var status = (await quotas.GetAsync(account, cancellationToken: cancellationToken)).Status;
            return new(account, status < QuotaStatus.Critical, status.ToString());
        }
        catch (QuotaException e)
        {
            return new(account, IsWell: false, e.Kind.ToString());
        }
    }
}
