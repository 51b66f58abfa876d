using System.Text;

namespace QuotaKit.Testing;

/// <summary>Checks that a key does not come out of a provider when the vendor echoes it.</summary>
/// <remarks><see cref="ContractRun.CallAsync"/> searches every outcome and the log for the key.</remarks>
internal static class EchoChecks
{
    public static IEnumerable<ContractCheck> All =>
    [
        new("An error that echoes the key does not reveal it", ByErrorsAsync),
        new("A document that echoes the key does not reveal it", ByDocumentsAsync),
        new("Headers that echo the key do not reveal it", ByHeadersAsync),
        new("Bytes that are not HTTP do not reveal the key", OnTheWireAsync),
    ];

    private static async Task ByErrorsAsync(ContractRun run)
    {
        foreach (var key in ContractKey.OfEachShape())
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

    private static async Task ByDocumentsAsync(ContractRun run)
    {
        foreach (var key in ContractKey.OfEachShape())
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

    private static async Task ByHeadersAsync(ContractRun run)
    {
        foreach (var key in ContractKey.OfEachShape())
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

    private static async Task OnTheWireAsync(ContractRun run)
    {
        foreach (var key in ContractKey.OfEachShape())
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
}
