using System.Text;
using QuotaKit.Http;

namespace QuotaKit.Testing;

/// <summary>Checks that a key goes into its header and nowhere else.</summary>
internal static class KeyChecks
{
    public static IEnumerable<ContractCheck> All =>
    [
        new("The key is sent in its header only", IsInItsHeaderAsync),
        new("A changed key is used by the next call", ChangesAsync),
        new("An invalid key is rejected before a request", IsValidatedAsync),
        new("An error that echoes the key does not reveal it", IsEchoedByErrorsAsync),
        new("A document that echoes the key does not reveal it", IsEchoedByDocumentsAsync),
        new("Headers that echo the key do not reveal it", IsEchoedByHeadersAsync),
        new("Bytes that are not HTTP do not reveal the key", IsEchoedOnTheWireAsync),
    ];

    private static async Task IsInItsHeaderAsync(ContractRun run)
    {
        foreach (var key in Keys())
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
                throw run.Failure("a QuotaConfigurationException", ContractRun.Describe(outcome));
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

    private static async Task IsEchoedByErrorsAsync(ContractRun run)
    {
        foreach (var key in Keys())
        {
            foreach (var status in new[] { 400, 401, 429, 500 })
            {
                var provider = run.Create(out var options, key);
                foreach (var (name, echo) in ContractKey.Of(options.ApiKey).Echoes())
                {
                    run.Sent = $"{status}, with the key {name} in the body";
                    run.Vendor.Faults.Always(Fault.Status(
                        status, $$"""{"error":{"code":"{{echo}}","message":"No {{echo}}."},"code":"{{echo}}","message":"No {{echo}}.","detail":"{{echo}}"}"""));
                    await run.CallAsync(provider).ConfigureAwait(false);
                    // A provider sends nothing for some time after 401 and 429.
                    if (status is 401 or 429)
                        provider = run.Create(key: key);
                }
            }
        }
    }

    private static async Task IsEchoedByDocumentsAsync(ContractRun run)
    {
        foreach (var key in Keys())
        {
            var provider = run.Create(out var options, key);
            foreach (var (name, echo) in ContractKey.Of(options.ApiKey).Echoes())
            {
                run.Sent = $"a document with the key {name} in every text";
                run.Vendor.Faults.Always(Fault.Body(DocumentVariants.WithEveryText(run.Subject.Document, echo)));
                await run.CallAsync(provider).ConfigureAwait(false);
            }
        }
    }

    private static async Task IsEchoedByHeadersAsync(ContractRun run)
    {
        foreach (var key in Keys())
        {
            foreach (var status in new[] { 200, 302, 401, 429, 503 })
            {
                var provider = run.Create(out var options, key);
                run.Sent = $"{status}, with the key in its headers";
                var echo = options.ApiKey;
                (string, string)[] headers =
                [
                    ("X-Request-ID", echo), ("x-amzn-RequestId", echo), ("Retry-After", echo), ("WWW-Authenticate", echo),
                    ("Location", $"https://{Uri.EscapeDataString(echo)}.example/{Uri.EscapeDataString(echo)}"),
                ];
                run.Vendor.Faults.Always(status == 200 ? Fault.Headers(headers) : Fault.Status(status, headers: headers));
                await run.CallAsync(provider).ConfigureAwait(false);
            }
        }
    }

    private static async Task IsEchoedOnTheWireAsync(ContractRun run)
    {
        foreach (var key in Keys())
        {
            var provider = run.Create(out var options, key);
            (string Name, string Text)[] responses =
            [
                ("the key in place of HTTP", $"{options.ApiKey}\r\n"),
                ("the key in place of a status", $"HTTP/1.1 {options.ApiKey} OK\r\n\r\n"),
                ("the key as a header line", $"HTTP/1.1 200 OK\r\n{options.ApiKey}\r\n\r\n"),
                ("the key in place of a chunk", $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{options.ApiKey}\r\n"),
            ];
            foreach (var (name, text) in responses)
            {
                run.Sent = name;
                run.Vendor.Faults.Always(Fault.Raw(Encoding.ASCII.GetBytes(text)));
                await run.CallAsync(provider).ConfigureAwait(false);
            }
        }
    }

    private static IEnumerable<ContractKey> Keys() => [ContractKey.Plain(), ContractKey.WithSymbols()];
}
