namespace QuotaKit.Core.Tests.Guard;

/// <summary>A vendor whose account has some credits. The test sets what it answers.</summary>
internal sealed class AcmeVendor(decimal? remaining, string name = "acme") : IQuotaProvider
{
    private int _asked;

    public string Name => name;

    public int Asked => Volatile.Read(ref _asked);

    public decimal? Remaining { get; set; } = remaining;

    /// <summary>The unit of the second balance.</summary>
    public QuotaUnit ExtraUnit { get; set; } = QuotaUnit.Minutes;

    public bool? IsActive { get; set; }

    public bool IsUnlimited { get; set; }

    public DateTimeOffset? ResetsAt { get; set; }

    public QuotaUnit Unit { get; set; } = QuotaUnit.Credits;

    /// <summary>The error of the next answers; null when the vendor works.</summary>
    public QuotaException? Error { get; set; }

    /// <summary>Completes when the vendor may answer; null when it answers at once.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>Runs between a question and its answer; null runs nothing.</summary>
    public Func<Task>? WhileAsked { get; set; }

    /// <summary>Completes when the vendor has been asked and waits for its gate.</summary>
    public TaskCompletionSource Waits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<QuotaSnapshot> GetQuotaAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _asked);
        var remaining = Remaining;
        // Another thread, as with a socket.
        await Task.Yield();
        await (WhileAsked?.Invoke() ?? Task.CompletedTask);
        if (Gate is { } gate)
        {
            Waits.TrySetResult();
            await gate.Task.WaitAsync(cancellationToken);
        }

        if (Error is { } error)
            throw error;
        var (vendor, account) = name.Split('/') is [var first, var own] ? (first, own) : (name, "default");
        return new QuotaSnapshot
        {
            Provider = vendor,
            Account = account,
            RetrievedAt = DateTimeOffset.UnixEpoch,
            IsActive = IsActive,
            Balances =
            [
                new()
                {
                    Key = "credits",
                    Label = "Credits",
                    Unit = Unit,
                    Kind = QuotaKind.Balance,
                    Remaining = remaining,
                    IsUnlimited = IsUnlimited,
                    ResetsAt = ResetsAt,
                },
                new() { Key = "extra", Label = "Extra", Unit = ExtraUnit, Kind = QuotaKind.Balance, Remaining = 7 },
            ],
        };
    }
}
