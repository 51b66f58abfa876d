namespace QuotaKit.Testing;

/// <summary>
/// An account in HeyGen's v3: its owner, and how it pays. Change it with <c>account.User = account.User with { … }</c>.
/// </summary>
public sealed record HeyGenUser
{
    /// <summary><c>username</c>. The default value is <c>sam.example</c>.</summary>
    public string Username { get; init; } = "sam.example";

    /// <summary><c>email</c>: personal data, so that a test can check that it is not shown. The default value is <c>sam@example.com</c>.</summary>
    public string Email { get; init; } = "sam@example.com";

    /// <summary><c>first_name</c>. The default value is <c>Sam</c>.</summary>
    public string FirstName { get; init; } = "Sam";

    /// <summary><c>last_name</c>. The default value is <c>Example</c>.</summary>
    public string LastName { get; init; } = "Example";

    /// <summary>
    /// The way in which the account pays. Null sends <c>billing_type</c> as null and nothing else. The default value is
    /// <see cref="HeyGenBilling.FollowsQuota"/>.
    /// </summary>
    public HeyGenBilling? Billing { get; init; } = HeyGenBilling.FollowsQuota;
}
