namespace QuotaKit.HeyGen.Tests;

/// <summary>The provider with version 2 of HeyGen's API.</summary>
public sealed class HeyGenV2QuotaProviderTests() : HeyGenQuotaProviderTest(HeyGenApiVersion.V2)
{
    protected override string QuotaPath => "/v2/user/remaining_quota";
}
