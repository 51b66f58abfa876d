using Microsoft.AspNetCore.Http.HttpResults;
using QuotaApi;
using QuotaKit;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddQuotaKit();
var app = builder.Build();

app.MapGet("/quota", async (IQuotaClient quotas, CancellationToken cancellationToken) =>
    TypedResults.Json(await quotas.GetAllAsync(cancellationToken: cancellationToken), QuotaJson.Default.QuotaReport));

// For probes, which read only the status code: 503 when an account runs short or cannot be read, or when there is no account.
app.MapGet("/health/quota", async (IQuotaClient quotas, CancellationToken cancellationToken) =>
{
    var accounts = await Task.WhenAll(quotas.Accounts.Select(account => AccountHealth.ReadAsync(quotas, account, cancellationToken)));
    return TypedResults.Json(accounts, statusCode: accounts.Length > 0 && accounts.All(a => a.IsWell) ? 200 : 503);
});

app.MapGet("/health/quota/{**account}", async Task<Results<JsonHttpResult<AccountHealth>, NotFound>> (
    string account, IQuotaClient quotas, CancellationToken cancellationToken) =>
{
    if (!quotas.Accounts.Contains(account))
        return TypedResults.NotFound();
    var health = await AccountHealth.ReadAsync(quotas, account, cancellationToken);
    return TypedResults.Json(health, statusCode: health.IsWell ? 200 : 503);
});

app.Run();
