namespace QuotaKit;

/// <summary>Sets how one reservation is made.</summary>
public sealed record QuotaReserveOptions
{
    /// <summary>The id of the reservation: 1 to 200 letters, digits and <c>- _ . : /</c>. The default value is null, which means a new one. Use an id of
    /// your own, such as the job's, to find the reservation again after a restart; a new try after a settled one needs a new id.</summary>
    public string? Id { get; init; }

    /// <summary>The time for which the amount is held; then it counts as spent. At most 24 hours. The default value is null, which means
    /// <see cref="QuotaGuardOptions.Lease"/>.</summary>
    public TimeSpan? Lease { get; init; }

    /// <summary>Whether to hold the amount when it is unknown how much is left. The default value is <see cref="QuotaUnknownPolicy.Deny"/>.</summary>
    public QuotaUnknownPolicy WhenUnknown { get; init; } = QuotaUnknownPolicy.Deny;

    /// <summary>A note for people who list the holds, of at most 500 characters. It must not hold a key. The default value is null.</summary>
    public string? Note { get; init; }
}
