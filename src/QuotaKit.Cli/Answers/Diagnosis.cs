using QuotaKit.Cli.Accounts;

namespace QuotaKit.Cli.Answers;

/// <summary>The findings about one account.</summary>
/// <param name="Account">The account.</param>
/// <param name="KeyFrom">Where its key comes from; null when there is no key.</param>
/// <param name="Address">The vendor's address; null when a wrong setting hides it.</param>
/// <param name="Probe">The result of a request without a key; null when there is no address to send it to.</param>
/// <param name="Result">The result of reading the account.</param>
internal sealed record Diagnosis(AccountName Account, string? KeyFrom, string? Address, VendorProbe? Probe, QuotaResult Result)
{
    public int ExitCode => Result.Error is { } error ? Answers.ExitCode.Of(error) : Answers.ExitCode.Fine;

    /// <summary>Whether the vendor accepts the key; null when the request did not get that far.</summary>
    public bool? IsKeyAccepted => Result.Error?.Kind switch
    {
        null => true,
        QuotaErrorKind.Unauthorized or QuotaErrorKind.Forbidden => false,
        _ => null,
    };

    /// <summary>Probes each address once, and reads the client's accounts.</summary>
    public static async Task<Diagnosis[]> ExamineAsync(AccountSet accounts, IQuotaClient client, TimeProvider clock, CancellationToken cancellationToken)
    {
        var probes = new Dictionary<Uri, Task<VendorProbe>>();
        var addresses = client.Accounts.Select(name => AddressOf(accounts, AccountName.Of(name))).ToList();
        foreach (var address in addresses.OfType<Uri>())
            probes.TryAdd(address, VendorProbe.SendAsync(address, useProxy: !accounts.IsDemo, clock, cancellationToken));
        var report = await client.GetAllAsync(cancellationToken: cancellationToken);
        await Task.WhenAll(probes.Values);
        return [.. report.Results.Zip(addresses, (result, address) =>
        {
            var account = AccountName.Of(result.Name);
            return new Diagnosis(
                account,
                accounts.KeyOriginOf(account),
                // The user info and the query are left out: they may hold a password.
                address is null ? null : $"{address.Scheme}://{address.Authority}{address.AbsolutePath}",
                address is null ? null : probes[address].Result,
                result);
        })];
    }

    private static Uri? AddressOf(AccountSet accounts, AccountName account)
    {
        try
        {
            return accounts.OptionsOf(account).BaseAddress;
        }
        catch (QuotaConfigurationException)
        {
            // Reading the account reports the wrong setting.
            return null;
        }
    }
}
