using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace QuotaKit.Tests.Shared;

/// <summary>Runs a PostgreSQL server in a temporary folder on a free loopback port, as an ordinary user. Debian's package brings the programs.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    // fsync is for power cuts, which no test has. A server that is killed has given its writes to the system.
    private static readonly string _fsync = Environment.GetEnvironmentVariable("QUOTAKIT_TEST_FSYNC") ?? "off";

    private readonly string _folder;
    private readonly Process _shell;

    private PostgresServer(Process shell, int port, string folder) => (_shell, Port, _folder) = (shell, port, folder);

    /// <summary>The folder of the server's programs; null when they are not installed.</summary>
    public static string? Programs { get; } = FindPrograms();

    public int Port { get; }

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Database=postgres;Username=postgres";

    /// <summary>The process id of the server.</summary>
    public int Id => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Creates and starts a server.</summary>
    public static async Task<PostgresServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("quotakit-postgres-").FullName;
        await ServerUser.GiveAsync(folder);
        var port = FreePort();
        await File.WriteAllTextAsync(Path.Combine(folder, "server.sh"), $$"""
            [ -d "$2/data" ] || "$1/initdb" --pgdata="$2/data" --auth=trust --username=postgres --encoding=UTF8 --no-locale --no-sync >"$2/initdb.log" || exit
            # Members of this role need a password; all others are trusted.
            echo 'host all +with_password 127.0.0.1/32 scram-sha-256' | cat - "$2/data/pg_hba.conf" >"$2/hba" && mv "$2/hba" "$2/data/pg_hba.conf"
            start() {
                # Again, when processes of a killed server have not ended yet.
                for attempt in 1 2 3 4 5; do
                    "$1/postgres" -D "$2/data" -p {{port}} -h 127.0.0.1 -k "$2" -c fsync={{_fsync}} -c max_connections=200 -c max_wal_size=4GB \
                        >>"$2/server.log" 2>&1 </dev/null &
                    server=$!
                    while kill -0 $server; do
                        "$1/pg_isready" --quiet --host=127.0.0.1 --port={{port}} && echo started && return
                        sleep 0.05
                    done
                done
                exit 1
            }
            start "$@"
            # Another line asks for another start. When the tests end, or are killed, this input ends.
            while read -r line; do wait $server; start "$@"; done
            kill -QUIT $server
            wait $server
            """);
        var start = ServerUser.Command("/bin/sh", Path.Combine(folder, "server.sh"), Programs!, folder);
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        var server = new PostgresServer(Process.Start(start)!, port, folder);
        await server.WaitUntilStartedAsync();
        return server;
    }

    /// <summary>Kills the server with -9, and all its processes, like a machine that stops.</summary>
    public void Kill() => Process.GetProcessById(Id).Kill(entireProcessTree: true);

    /// <summary>Starts the server again after it was killed.</summary>
    public async Task RestartAsync()
    {
        await _shell.StandardInput.WriteLineAsync("start");
        await _shell.StandardInput.FlushAsync();
        await WaitUntilStartedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A port that nothing uses at the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? FindPrograms()
    {
        const string Root = "/usr/lib/postgresql";
        return Directory.Exists(Root)
            ? Directory.GetDirectories(Root).Select(d => Path.Combine(d, "bin")).Where(d => File.Exists(Path.Combine(d, "initdb"))).Max()
            : null;
    }

    private async Task WaitUntilStartedAsync()
    {
        if (await _shell.StandardOutput.ReadLineAsync() != "started")
            throw new InvalidOperationException($"PostgreSQL did not start: {await File.ReadAllTextAsync(Path.Combine(_folder, "server.log"))}");
    }
}
