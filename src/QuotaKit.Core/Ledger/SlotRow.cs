namespace QuotaKit;

/// <summary>The slots of a concurrency limit that are taken.</summary>
internal sealed class SlotRow(string wallet, string name)
{
    public string Wallet { get; } = wallet;

    public string Name { get; } = name;

    public int Taken { get; set; }
}
