namespace QuotaKit.Cli.Answers;

/// <summary>Whether enough is left.</summary>
internal enum CheckAnswer
{
    Yes,
    No,

    /// <summary>The vendor does not tell how much is left, or tells it in another unit.</summary>
    Unknown,
}
