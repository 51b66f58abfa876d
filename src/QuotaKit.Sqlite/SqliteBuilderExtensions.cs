using Microsoft.Extensions.DependencyInjection;

namespace QuotaKit;

/// <summary>Adds a ledger in a SQLite file.</summary>
public static class SqliteBuilderExtensions
{
    /// <summary>Adds a <see cref="SqliteQuotaLedger"/> as the app's <see cref="IQuotaLedger"/>. The container disposes it.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The path of the file. It is created when it is first needed.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <example>
    /// <code>
    /// services.AddQuotaKit().AddGuard().AddSqlite("/var/lib/app/quota.db");
    /// </code>
    /// </example>
    public static IQuotaKitBuilder AddSqlite(this IQuotaKitBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        builder.Services.AddSingleton<IQuotaLedger>(services => new SqliteQuotaLedger(path, services.GetService<TimeProvider>()));
        return builder;
    }
}
