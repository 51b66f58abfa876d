namespace QuotaKit.Cli.Answers;

/// <summary>Whether enough is left.</summary>
internal enum CheckAnswer
{
    Yes,
    No,

    /// <summary>The vendor does not say how much is left, or says it in another unit.</summary>
    Unknown,
}
