namespace QuotaKit.Cli.Answers;

/// <summary>Whether there is enough.</summary>
internal enum CheckAnswer
{
    Yes,
    No,

    /// <summary>The vendor answered, but does not say how much is left, or says it in another unit.</summary>
    Unknown,
}
