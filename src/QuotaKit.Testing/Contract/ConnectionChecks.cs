using System.Text;

namespace QuotaKit.Testing;

/// <summary>Checks what a provider makes of connections that break or stay silent.</summary>
internal static class ConnectionChecks
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    public static IEnumerable<ContractCheck> All =>
    [
        new("A vendor that sends nothing is a Timeout", TimesOutAsync),
        new("A body that is sent too slowly is a Timeout", TimesOutInTheBodyAsync),
        new("A reset connection is retried", run => RecoversAsync(run, "a reset", Fault.Reset())),
        new("A connection reset in the body is retried", run => RecoversAsync(run, "half a body and a reset", Fault.ResetMidBody())),
        new("A connection closed in the body is retried", run => RecoversAsync(run, "half a body and the end of the connection", Fault.Truncate())),
        new("A reset on every attempt is a Network error", ResetsAsync),
        new("The HTTP handler does not repeat a request by itself", IsNotRepeatedAsync),
        new("Bytes that are not HTTP are an error", IsNotHttpAsync),
    ];

    // Both checks of timeouts allow one attempt: a second one could start its timer after the clock has moved, and would never end.
    private static async Task TimesOutAsync(ContractRun run)
    {
        var clock = new ContractClock();
        run.Sent = "nothing; then the provider's clock moved by a day";
        run.Vendor.Faults.Always(Fault.Hang());
        var call = run.CallAsync(run.Create(run.CreateOptionsForOneAttempt(), clock));
        await run.WaitForRequestsAsync(1).ConfigureAwait(false);
        clock.Advance(_day);
        run.ExpectError(await call.ConfigureAwait(false), QuotaErrorKind.Timeout);
    }

    private static async Task TimesOutInTheBodyAsync(ContractRun run)
    {
        var clock = new ContractClock();
        run.Sent = "headers, and a body of one byte a day; then the provider's clock moved by a day";
        run.Vendor.Faults.Always(Fault.Drip(_day));
        var call = await run.StartReadingAsync(clock).ConfigureAwait(false);
        clock.Advance(_day);
        run.ExpectError(await call.ConfigureAwait(false), QuotaErrorKind.Timeout);
    }

    private static async Task RecoversAsync(ContractRun run, string sent, Fault fault)
    {
        run.Sent = $"{sent}, and then the good document";
        run.Vendor.Faults.Enqueue(fault);
        await run.ReadAsync(run.Create()).ConfigureAwait(false);
        run.ExpectRequests(2);
    }

    private static async Task ResetsAsync(ContractRun run)
    {
        run.Sent = "resets only";
        run.Vendor.Faults.Always(Fault.Reset());
        var error = await run.FailAsync(run.Create(), QuotaErrorKind.Network).ConfigureAwait(false);
        if (!error.IsTransient)
            throw run.Failure("IsTransient is true", "it is false");
    }

    /// <summary>SocketsHttpHandler repeats a request without content when a reused connection is closed before the first byte of the response.
    /// No limit of attempts counts these repeats. <see cref="Http.EmptyContent"/> prevents them.</summary>
    private static async Task IsNotRepeatedAsync(ContractRun run)
    {
        await run.ReadAsync(run.Create()).ConfigureAwait(false);
        foreach (var request in run.Vendor.Requests)
        {
            if (!request.Headers.TryGetValue("Content-Length", out var length) || length != "0")
            {
                throw run.Failure(
                    "the header Content-Length: 0, because SocketsHttpHandler repeats a request without content; EmptyContent.Instance adds it",
                    length is null ? "there is none" : $"it is {length}");
            }
        }
    }

    private static async Task IsNotHttpAsync(ContractRun run)
    {
        run.Sent = "220 mail.example ESMTP";
        run.Vendor.Faults.Always(Fault.Raw(Encoding.ASCII.GetBytes("220 mail.example ESMTP\r\n")));
        await run.FailAsync(run.Create(), QuotaErrorKind.Protocol, QuotaErrorKind.Network).ConfigureAwait(false);
    }
}
