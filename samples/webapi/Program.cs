using Microsoft.AspNetCore.Http.HttpResults;
using QuotaApi;
using QuotaKit;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddQuotaKit();
var app = builder.Build();

app.MapGet("/quota", async (IQuotaClient quotas, CancellationToken gone) =>
    TypedResults.Json(await quotas.GetAllAsync(cancellationToken: gone), QuotaJson.Default.QuotaReport));

// For probes, which read the status alone: 503 when an account is short or cannot be asked, or when there is none.
app.MapGet("/health/quota", async (IQuotaClient quotas, CancellationToken gone) =>
{
    var accounts = await Task.WhenAll(quotas.Accounts.Select(p => AccountHealth.ReadAsync(quotas, p, gone)));
    return TypedResults.Json(accounts, statusCode: accounts.Length > 0 && accounts.All(a => a.IsWell) ? 200 : 503);
});

app.MapGet("/health/quota/{**account}", async Task<Results<JsonHttpResult<AccountHealth>, NotFound>> (string account, IQuotaClient quotas, CancellationToken gone) =>
{
    if (!quotas.Accounts.Contains(account))
        return TypedResults.NotFound();
    var health = await AccountHealth.ReadAsync(quotas, account, gone);
    return TypedResults.Json(health, statusCode: health.IsWell ? 200 : 503);
});

app.Run();
