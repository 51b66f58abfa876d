using System.Diagnostics;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Postgres.Tests.Servers;

/// <summary>Runs PgBouncer in transaction mode in front of a server: each call may get another of its few sessions.</summary>
internal sealed class PgBouncer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/pgbouncer";

    private readonly Process _process;
    private readonly string _folder;

    private PgBouncer(Process process, string folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <summary>Starts it. Skips the test where it is not installed.</summary>
    public static async Task<PgBouncer> StartAsync(int serverPort)
    {
        Assert.SkipUnless(File.Exists(Program), "PgBouncer is not installed on this machine. tests/run.sh installs it.");
        var folder = Directory.CreateTempSubdirectory("quotakit-pgbouncer-").FullName;
        var port = PostgresServer.FreePort();
        var file = Path.Combine(folder, "pgbouncer.ini");
        await File.WriteAllTextAsync(file, $"""
            [databases]
            * = host=127.0.0.1 port={serverPort} user=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = 3
            max_client_conn = 200
            """);
        await ServerUser.GiveAsync(folder);
        var start = ServerUser.Command(Program, file);
        start.RedirectStandardError = true;
        var process = Process.Start(start)!;
        var bouncer = new PgBouncer(process, folder, port);
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains("process up", StringComparison.Ordinal))
                break;
        }

        // It must not wait for a reader of its log.
        _ = process.StandardError.ReadToEndAsync();
        return bouncer;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
