using QuotaKit;

namespace QuotaApi;

/// <summary>Whether an account can be worked with.</summary>
/// <param name="Account">Its name: <c>heygen</c>, <c>heygen/team-a</c>.</param>
/// <param name="IsWell">Whether it can be asked, and nothing says that it is short.</param>
/// <param name="Status">How it stands, or what kind of failure came in place of an answer.</param>
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
