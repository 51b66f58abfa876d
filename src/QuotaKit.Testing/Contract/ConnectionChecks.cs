using System.Text;

namespace QuotaKit.Testing;

/// <summary>Checks what a provider makes of connections that break or stay silent.</summary>
internal static class ConnectionChecks
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    public static IEnumerable<ContractCheck> All =>
    [
        new("A vendor that sends nothing is a Timeout", run => TimesOutAsync(run, "nothing", Fault.Hang())),
        new("A body that is sent too slowly is a Timeout", run => TimesOutAsync(run, "headers, and a body of one byte a day", Fault.Drip(_day))),
        new("A reset connection is retried", run => RecoversAsync(run, "a reset", Fault.Reset())),
        new("A connection reset in the body is retried", run => RecoversAsync(run, "half a body and a reset", Fault.ResetMidBody())),
        new("A connection closed in the body is retried", run => RecoversAsync(run, "half a body and the end of the connection", Fault.Truncate())),
        new("A reset on every attempt is a Network error", ResetsAsync),
        new("Bytes that are not HTTP are an error", IsNotHttpAsync),
    ];

    private static async Task TimesOutAsync(ContractRun run, string sent, Fault fault)
    {
        var clock = new ContractClock();
        run.Sent = $"{sent}; then the provider's clock moved by a day";
        run.Vendor.Faults.Always(fault);
        var call = run.CallAsync(run.Create(clock: clock));
        await run.WaitForRequestsAsync(1).ConfigureAwait(false);
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

    private static async Task IsNotHttpAsync(ContractRun run)
    {
        run.Sent = "220 mail.example ESMTP";
        run.Vendor.Faults.Always(Fault.Raw(Encoding.ASCII.GetBytes("220 mail.example ESMTP\r\n")));
        await run.FailAsync(run.Create(), QuotaErrorKind.Protocol, QuotaErrorKind.Network).ConfigureAwait(false);
    }
}
