using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuotaKit;
using SharedAccount;

var builder = Host.CreateApplicationBuilder(args);
var quotaKit = builder.Services.AddQuotaKit().AddHeyGen().AddGuard();
// One file serves the processes of this machine; a PostgreSQL connection serves many machines.
var ledger = builder.Configuration["Ledger"]!;
_ = ledger.EndsWith(".db", StringComparison.Ordinal) ? quotaKit.AddSqlite(ledger) : quotaKit.AddPostgres(ledger);
builder.Services.Configure<WorkOptions>(builder.Configuration.GetSection("Work"));
builder.Services.AddHostedService<RenderWorker>();
await builder.Build().RunAsync();
