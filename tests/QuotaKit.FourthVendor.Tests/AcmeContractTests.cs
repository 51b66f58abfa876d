using QuotaKit.Testing;

namespace AcmeRenders.Tests;

public sealed class AcmeContractTests
{
    private static readonly QuotaProviderContract _contract = QuotaProviderContract.For(
        AcmeQuota.Registration, path: "v1/usage", keyHeader: "Authorization", keyPrefix: "Token ", document: AcmeSamples.Usage);

    public static TheoryData<string> Checks => [.. QuotaProviderContract.Checks];

    [Theory]
    [MemberData(nameof(Checks))]
    public Task Provider_keeps_the_contract(string check) => _contract.RunAsync(check, TestContext.Current.CancellationToken);
}
