using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace QuotaKit.Acme.Tests;

/// <summary>Acme Renders on a loopback socket: <c>GET /v1/usage</c>, also below <c>/gateway</c>.</summary>
internal sealed class AcmeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _unexpected = [];

    private AcmeServer(WebApplication app) => _app = app;

    /// <summary>What each key is answered. Any other key is unknown.</summary>
    public ConcurrentDictionary<string, string> Accounts { get; } = new() { ["acme-key-1"] = AcmeSamples.Usage };

    /// <summary>Answers that come before all others, one per request.</summary>
    public ConcurrentQueue<(int Status, string Body, int? RetryAfter)> Faults { get; } = [];

    /// <summary>The path and the key of each request so far.</summary>
    public ConcurrentQueue<(string Path, string Authorization)> Requests { get; } = [];

    public Uri BaseAddress => new(_app.Urls.Single());

    public static async Task<AcmeServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = new AcmeServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public AcmeQuotaProvider CreateProvider(string key = "acme-key-1", Action<AcmeQuotaOptions>? configure = null)
    {
        var options = new AcmeQuotaOptions { ApiKey = key, BaseAddress = BaseAddress };
        configure?.Invoke(options);
        return new AcmeQuotaProvider(options);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (!_unexpected.IsEmpty)
            throw new InvalidOperationException($"Acme does not serve {string.Join(", ", _unexpected)}.");
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        if (context.Request.Method != "GET" || path is not ("/v1/usage" or "/gateway/v1/usage"))
            _unexpected.Enqueue($"{context.Request.Method} {path}");

        var authorization = context.Request.Headers.Authorization.ToString();
        Requests.Enqueue((path, authorization));
        var (status, body, retryAfter) = Faults.TryDequeue(out var fault) ? fault
            : authorization.StartsWith("Token ", StringComparison.Ordinal) && Accounts.TryGetValue(authorization["Token ".Length..], out var json) ? (200, json, null)
            : (401, AcmeSamples.Read("401-key-unknown.json"), null);
        context.Response.StatusCode = status;
        context.Response.Headers["X-Request-ID"] = "acme-request-1";
        if (retryAfter is { } seconds)
            context.Response.Headers.RetryAfter = $"{seconds}";
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
