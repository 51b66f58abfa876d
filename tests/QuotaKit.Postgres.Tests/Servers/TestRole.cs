namespace QuotaKit.Postgres.Tests.Servers;

/// <summary>A role of a test's own that may log in and nothing else. It is dropped at the end.</summary>
internal sealed class TestRole : IAsyncDisposable
{
    private readonly TestSchema _schema;

    private TestRole(TestSchema schema, string name) => (_schema, Name) = (schema, name);

    public string Name { get; }

    public static async Task<TestRole> NewAsync(TestSchema schema)
    {
        var role = new TestRole(schema, $"role_{Guid.NewGuid():N}");
        await schema.ExecuteAsync($"CREATE ROLE {role.Name} LOGIN");
        return role;
    }

    /// <summary>Grants what the package's README lists.</summary>
    public Task GrantAsync(TestSchema schema) => schema.ExecuteAsync($"""
        GRANT USAGE ON SCHEMA {schema.Name} TO {Name};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema.Name} TO {Name};
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema.Name} TO {Name};
        """);

    public ValueTask DisposeAsync() => new(_schema.ExecuteAsync($"DROP OWNED BY {Name}; DROP ROLE {Name}"));
}
