namespace QuotaKit.Testing;

/// <summary>Checks what a provider makes of HTTP statuses. The bodies are empty, so the vendor's own codes play no part.</summary>
internal static class StatusChecks
{
    public static IEnumerable<ContractCheck> All =>
    [
        new("401 is Unauthorized and is not retried", run => IsRejectedAsync(run, 401, QuotaErrorKind.Unauthorized)),
        new("403 is Forbidden and is not retried", run => IsRejectedAsync(run, 403, QuotaErrorKind.Forbidden, QuotaErrorKind.Retired)),
        new("404 is NotFound and is not retried", run => IsRejectedAsync(run, 404, QuotaErrorKind.NotFound, QuotaErrorKind.Retired)),
        new("A rejected key is not sent again", KeyIsRejectedAsync),
        new("429 is Throttled until Retry-After has passed", IsThrottledAsync),
        new("429 is retried when Retry-After is short", IsThrottledBrieflyAsync),
        new("500, 502, 503 and 504 are retried", RecoversAsync),
        new("503 on every attempt is Unavailable", IsUnavailableAsync),
        new("A redirect is not followed", IsNotFollowedAsync),
    ];

    private static async Task IsRejectedAsync(ContractRun run, int status, params QuotaErrorKind[] kinds)
    {
        Send(run, status);
        var error = await run.FailAsync(run.Create(), kinds).ConfigureAwait(false);
        if (error.StatusCode != status)
            throw run.Failure($"StatusCode is {status}", error.StatusCode is { } other ? $"it is {other}" : "it is null");
        if (error.IsTransient)
            throw run.Failure("IsTransient is false", "it is true");
        run.ExpectRequests(1);
    }

    private static async Task KeyIsRejectedAsync(ContractRun run)
    {
        Send(run, 401);
        var provider = run.Create(out var options);
        await run.FailAsync(provider, QuotaErrorKind.Unauthorized).ConfigureAwait(false);
        await run.FailAsync(provider, QuotaErrorKind.Unauthorized).ConfigureAwait(false);
        run.ExpectRequests(1);

        run.Vendor.Faults.Clear();
        var changed = ContractKey.Plain();
        options.ApiKey = run.Subject.CreateOptions(run.Vendor.BaseAddress, changed.Value).ApiKey;
        run.Accept(changed, options.ApiKey);
        run.Sent = "401 to the first key, and the good document to the second";
        await run.ReadAsync(provider).ConfigureAwait(false);
    }

    private static async Task IsThrottledAsync(ContractRun run)
    {
        var (clock, hour) = (new ContractClock(), TimeSpan.FromHours(1));
        run.Sent = "429 with an empty body and Retry-After: 3600, and then the good document";
        run.Vendor.Faults.Enqueue(Fault.Status(429).WithHeader("Retry-After", "3600"));
        var provider = run.Create(clock: clock);

        var error = await run.FailAsync(provider, QuotaErrorKind.Throttled).ConfigureAwait(false);
        if (error.RetryAfter != hour || !error.IsTransient)
            throw run.Failure("RetryAfter is one hour and IsTransient is true", $"they are {error.RetryAfter?.ToString() ?? "null"} and {error.IsTransient}");
        await run.FailAsync(provider, QuotaErrorKind.Throttled).ConfigureAwait(false);
        run.ExpectRequests(1);

        clock.Advance(hour);
        await run.ReadAsync(provider).ConfigureAwait(false);
    }

    private static async Task IsThrottledBrieflyAsync(ContractRun run)
    {
        run.Sent = "429 with Retry-After: 0, and then the good document";
        run.Vendor.Faults.Enqueue(Fault.Status(429).WithHeader("Retry-After", "0"));
        await run.ReadAsync(run.Create()).ConfigureAwait(false);
        run.ExpectRequests(2);
    }

    private static async Task RecoversAsync(ContractRun run)
    {
        var count = 0;
        foreach (var status in new[] { 500, 502, 503, 504 })
        {
            run.Sent = $"{status}, and then the good document";
            run.Vendor.Faults.Enqueue(Fault.Status(status));
            await run.ReadAsync(run.Create()).ConfigureAwait(false);
            run.ExpectRequests(count += 2);
        }
    }

    private static async Task IsUnavailableAsync(ContractRun run)
    {
        Send(run, 503);
        var error = await run.FailAsync(run.Create(out var options), QuotaErrorKind.Unavailable).ConfigureAwait(false);
        if (!error.IsTransient)
            throw run.Failure("IsTransient is true", "it is false");
        run.ExpectRequests(options.Resilience.MaxAttempts);
    }

    private static async Task IsNotFollowedAsync(ContractRun run)
    {
        var other = await run.StartOtherAsync().ConfigureAwait(false);
        await using (other.ConfigureAwait(false))
        {
            other.Serve(run.Subject.Path, run.Subject.Document);
            var (target, count) = (new Uri(other.BaseAddress, run.Subject.Path), 0);
            foreach (var status in new[] { 301, 302, 303, 307, 308 })
            {
                run.Sent = $"{status} to another host";
                run.Vendor.Faults.Always(Fault.Status(status).WithHeader("Location", target.AbsoluteUri));
                await run.FailAsync(run.Create(), QuotaErrorKind.Protocol, QuotaErrorKind.Retired).ConfigureAwait(false);
                run.ExpectRequests(++count);
                if (other.RequestCount > 0)
                    throw run.Failure("no request to the other host", "it received one");
            }
        }
    }

    private static void Send(ContractRun run, int status)
    {
        run.Sent = $"{status} with an empty body";
        run.Vendor.Faults.Always(Fault.Status(status));
    }
}
