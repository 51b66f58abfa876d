using System.Text.Json.Serialization;

namespace QuotaKit.HeyGen;

/// <summary>The error for a job that HeyGen would reject. Nothing was sent or held.</summary>
[JsonConverter(typeof(QuotaExceptionConverter))]
public sealed class HeyGenPreflightException : QuotaException
{
    /// <summary>Creates an error of kind <see cref="QuotaErrorKind.Rejected"/>, whose message has every reason.</summary>
    /// <param name="result">The result of the check.</param>
    public HeyGenPreflightException(HeyGenPreflightResult result)
        : base(QuotaErrorKind.Rejected, HeyGenQuotaProvider.Vendor.Id, NotNull(result).ToString()) => Result = result;

    /// <summary>Every reason against the job, and everything that could not be checked.</summary>
    public HeyGenPreflightResult Result { get; }

    private static HeyGenPreflightResult NotNull(HeyGenPreflightResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result;
    }
}
