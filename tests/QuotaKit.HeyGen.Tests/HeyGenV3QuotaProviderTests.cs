namespace QuotaKit.HeyGen.Tests;

/// <summary>The provider with version 3 of HeyGen's API.</summary>
public sealed class HeyGenV3QuotaProviderTests() : HeyGenQuotaProviderTest(HeyGenApiVersion.V3)
{
    protected override string QuotaPath => "/v3/users/me";
}
