namespace QuotaKit.Testing;

/// <summary>One check of the contract.</summary>
/// <param name="Name">The rule that it checks, as a sentence.</param>
/// <param name="RunAsync">Throws <see cref="QuotaContractException"/> when the provider breaks the rule.</param>
internal sealed record ContractCheck(string Name, Func<ContractRun, Task> RunAsync)
{
    public static IReadOnlyList<ContractCheck> All { get; } =
    [
        .. RequestChecks.All, .. KeyChecks.All, .. EchoChecks.All, .. StatusChecks.All, .. BodyChecks.All, .. ConnectionChecks.All,
        .. CancellationChecks.All, .. UnknownChecks.All, .. ExtremeChecks.All,
    ];
}
