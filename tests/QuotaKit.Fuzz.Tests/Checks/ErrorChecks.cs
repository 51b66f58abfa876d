using System.Text.Json;
using QuotaKit.Fuzz.Tests.Generators;
using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests.Checks;

/// <summary>Checks the error of a response.</summary>
internal static class ErrorChecks
{
    private const int LongestText = 301;
    private const int LongestMessage = 1000;
    private static readonly TimeSpan _longestWait = TimeSpan.FromHours(24);

    // The reset of an exhausted quota may be a month away. QuotaKit reports that time but does not wait for it.
    private static readonly TimeSpan _longestPeriod = TimeSpan.FromDays(32);

    public static void Check(FuzzTarget target, FuzzCase answer, QuotaException error, int requests)
    {
        Assert.Equal(typeof(QuotaException), error.GetType());
        Assert.Equal(target.Vendor, error.Provider);
        Assert.Equal("default", error.Account);
        Assert.Equal(requests, error.Attempts);
        Assert.Equal(answer.Status, error.StatusCode);
        Assert.Contains(error.Kind, ErrorKinds.Of(target, answer.Status));
        if (error.RetryAfter is { } wait)
            Assert.InRange(wait, TimeSpan.Zero, error.Kind == QuotaErrorKind.QuotaExhausted ? _longestPeriod : _longestWait);
        if (error.IsTransient)
            Assert.Contains(error.Kind, ErrorKinds.Transient);
        CheckTexts(error);
        if (answer.Status is >= 200 and < 300 && error.Kind == QuotaErrorKind.Protocol)
            CheckQuotesNothing(answer, error.Message);
    }

    private static void CheckTexts(QuotaException error)
    {
        TextChecks.IsLine("Message", error.Message, LongestMessage);
        TextChecks.IsLine("VendorCode", error.VendorCode ?? "", LongestText);
        TextChecks.IsLine("VendorMessage", error.VendorMessage ?? "", LongestText);
        TextChecks.IsLine("RequestId", error.RequestId ?? "", LongestText);
        TextChecks.HasNoKey("ToString()", error.ToString());
    }

    /// <summary>Checks that the message quotes no value. It may quote the name of a member.</summary>
    private static void CheckQuotesNothing(FuzzCase answer, string message)
    {
        if (message.Contains(Vocabulary.Marker, StringComparison.Ordinal))
            Assert.True(IsName(answer.Body), $"The message quotes the document: {message}");
    }

    private static bool IsName(byte[] body)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.GetString()!.Contains(Vocabulary.Marker, StringComparison.Ordinal))
                    return true;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The document is invalid from here on. The part before has no such name.
        }

        return false;
    }
}
