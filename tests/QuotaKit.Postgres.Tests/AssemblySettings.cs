using QuotaKit.Postgres.Tests.Servers;

[assembly: AssemblyFixture(typeof(TestDatabase))]
