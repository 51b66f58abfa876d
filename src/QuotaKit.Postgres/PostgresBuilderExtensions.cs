using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace QuotaKit;

/// <summary>Adds the ledger in PostgreSQL.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>Stores reservations in PostgreSQL, through connections of the ledger's own.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">A connection string of Npgsql, or a URL: <c>postgres://user:password@host:5432/database</c>.</param>
    /// <param name="options">The settings; null means the defaults.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    public static IQuotaKitBuilder AddPostgres(this IQuotaKitBuilder builder, string connectionString, PostgresLedgerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connectionString);
        builder.Services.Replace(ServiceDescriptor.Singleton<IQuotaLedger>(_ => new PostgresQuotaLedger(connectionString, options)));
        return builder;
    }

    /// <summary>Stores reservations in PostgreSQL, through an app's connections.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="dataSource">The connections. The app disposes them.</param>
    /// <param name="options">The settings; null means the defaults.</param>
    /// <returns>The same builder, so that calls can be chained.</returns>
    public static IQuotaKitBuilder AddPostgres(this IQuotaKitBuilder builder, NpgsqlDataSource dataSource, PostgresLedgerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dataSource);
        builder.Services.Replace(ServiceDescriptor.Singleton<IQuotaLedger>(_ => new PostgresQuotaLedger(dataSource, options)));
        return builder;
    }
}
