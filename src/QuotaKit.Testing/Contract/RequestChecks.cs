namespace QuotaKit.Testing;

/// <summary>Checks the request that a provider sends.</summary>
internal static class RequestChecks
{
    public static IEnumerable<ContractCheck> All =>
    [
        new("A good document becomes a snapshot", ReadsTheDocumentAsync),
        new("One call sends one GET request to the path", SendsOneRequestAsync),
        new("The request has no body", HasNoBodyAsync),
        new("The path prefix of a gateway is kept", KeepsThePrefixAsync),
    ];

    private static async Task ReadsTheDocumentAsync(ContractRun run)
    {
        var provider = run.Create();
        var id = run.Subject.Vendor.Id;
        if (provider.Name != id)
            throw run.Failure($"the provider's Name is '{id}'", $"it is '{provider.Name}'");

        var snapshot = await run.ReadAsync(provider).ConfigureAwait(false);
        if (snapshot.Name != id)
            throw run.Failure($"the snapshot's Name is '{id}'", $"it is '{snapshot.Name}'");
        if (!snapshot.Balances.Any(b => b.IsUnlimited || (b.Used ?? b.Limit ?? b.Remaining) is not null))
            throw run.Failure("a balance with a known number", ContractOutcome.Describe(snapshot));
    }

    private static async Task SendsOneRequestAsync(ContractRun run)
    {
        await run.ReadAsync(run.Create()).ConfigureAwait(false);
        run.ExpectRequests(1);
    }

    private static async Task HasNoBodyAsync(ContractRun run)
    {
        await run.ReadAsync(run.Create()).ConfigureAwait(false);
        foreach (var request in run.Vendor.Requests)
        {
            if (request.Headers.TryGetValue("Content-Length", out var length) && length != "0")
                throw run.Failure("a request without a body", $"its Content-Length is {length}");
            if (request.Headers.ContainsKey("Transfer-Encoding"))
                throw run.Failure("a request without a body", "it has the header Transfer-Encoding");
        }
    }

    private static async Task KeepsThePrefixAsync(ContractRun run)
    {
        run.Vendor.PathPrefix = "/gateway/of-team-a";
        var address = run.Vendor.BaseAddress;
        await run.ReadAsync(run.Create(address: address)).ConfigureAwait(false);
        await run.ReadAsync(run.Create(address: new Uri(address.AbsoluteUri.TrimEnd('/')))).ConfigureAwait(false);
        run.ExpectRequests(2);
    }
}
