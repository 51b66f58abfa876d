using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using QuotaKit;
using RenderWorker;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddQuotaKit().AddHeyGen();
builder.Services.Configure<RenderOptions>(builder.Configuration.GetSection("Renders"));
builder.Services.AddSingleton<RenderQueue>().AddSingleton<QuotaGate>().AddSingleton<Renderer>();
builder.Services.AddHostedService<RenderService>();

using var host = builder.Build();
foreach (var job in host.Services.GetRequiredService<IOptions<RenderOptions>>().Value.Jobs)
    host.Services.GetRequiredService<RenderQueue>().Add(job);
await host.RunAsync();
