using QuotaKit.Http;

namespace QuotaKit.Testing;

/// <summary>Checks the key that a provider sends.</summary>
internal static class KeyChecks
{
    public static IEnumerable<ContractCheck> All =>
    [
        new("The key is sent in its header only", IsInItsHeaderAsync),
        new("A changed key is used by the next call", ChangesAsync),
        new("An invalid key is rejected before a request", IsValidatedAsync),
    ];

    private static async Task IsInItsHeaderAsync(ContractRun run)
    {
        foreach (var key in ContractKey.OfEachShape())
        {
            await run.ReadAsync(run.Create(out var options, key)).ConfigureAwait(false);
            var request = run.Vendor.Requests[^1];
            var sent = request.Headers.GetValueOrDefault(run.Subject.KeyHeader);
            if (sent != run.Subject.KeyPrefix + options.ApiKey)
                throw run.Failure($"the header {run.Subject.KeyHeader} is '{run.Subject.KeyPrefix}(the key)'", $"it is '{sent}'");

            var elsewhere = request.Headers.Where(h => !h.Key.Equals(run.Subject.KeyHeader, StringComparison.OrdinalIgnoreCase))
                .Select(h => (Where: $"the header {h.Key}", Text: h.Value)).Append(("the path", request.Path)).Append(("the query", request.Query));
            foreach (var (where, text) in elsewhere)
            {
                if (key.IsIn(text))
                    throw run.Failure($"the key in the header {run.Subject.KeyHeader} only", $"it is also in {where}");
            }
        }
    }

    private static async Task ChangesAsync(ContractRun run)
    {
        var provider = run.Create(out var options);
        await run.ReadAsync(provider).ConfigureAwait(false);

        var changed = ContractKey.Plain();
        options.ApiKey = run.Subject.CreateOptions(run.Vendor.BaseAddress, changed.Value).ApiKey;
        run.Accept(changed, options.ApiKey);
        await run.ReadAsync(provider).ConfigureAwait(false);
        if (run.Vendor.Requests[^1].Headers.GetValueOrDefault(run.Subject.KeyHeader) != run.Subject.KeyPrefix + options.ApiKey)
            throw run.Failure("the new key in the second request", "it has the old one");
    }

    private static async Task IsValidatedAsync(ContractRun run)
    {
        (string Name, string Value, ContractKey? Key)[] invalid =
        [
            ("an empty key", "", null),
            ("a key of white space", " \t", null),
            Invalid("a key with a space", "", " "),
            Invalid("a key with a line break", "", "\r\nX-Injected: 1\r\n"),
            Invalid("a key with a letter outside ASCII", "", "é"),
            Invalid("a key with its scheme", "Bearer ", ""),
            Invalid("a key of 5,000 characters", "", new string('x', 5000)),
        ];
        foreach (var (name, value, key) in invalid)
        {
            run.Sent = $"nothing; the provider has {name}";
            var options = run.Subject.CreateOptions(run.Vendor.BaseAddress, ContractKey.Plain().Value);
            options.ApiKey = value;
            if (key is not null)
                run.LookFor(key);
            var outcome = await CreateAndCallAsync(run, options).ConfigureAwait(false);
            if (outcome is not QuotaConfigurationException)
                throw run.Failure("a QuotaConfigurationException", ContractOutcome.Describe(outcome));
            run.ExpectRequests(0);
        }

        static (string, string, ContractKey) Invalid(string name, string prefix, string middle)
        {
            var key = ContractKey.Invalid(prefix, middle);
            return (name, key.Value, key);
        }
    }

    /// <summary>Providers check their keys when they are created, or at the first call.</summary>
    private static async Task<object> CreateAndCallAsync(ContractRun run, QuotaProviderOptions options)
    {
        IQuotaProvider provider;
        try
        {
            provider = run.Create(options);
        }
        catch (QuotaConfigurationException e)
        {
            run.ThrowIfRevealed(e);
            return e;
        }

        return await run.CallAsync(provider).ConfigureAwait(false);
    }
}
