using System.Security.Cryptography.X509Certificates;

namespace QuotaKit.Interop.Tests.Servers;

/// <summary>nginx with a configuration of the test's own, run by whoever runs the tests.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly ServerProgram _program;

    private Nginx(ServerProgram program) => _program = program;

    public Uri Address => _program.Address;

    public Uri SecureAddress => new($"https://127.0.0.1:{_program.Port}/");

    /// <summary>Starts one server.</summary>
    /// <param name="server">What stands in its <c>server</c> block.</param>
    /// <param name="http">What stands in front of that.</param>
    /// <param name="certificate">The certificate with which it speaks TLS; null for plain HTTP.</param>
    public static async Task<Nginx> StartAsync(string server, string http = "", X509Certificate2? certificate = null) =>
        new(await ServerProgram.StartAsync(
            "/usr/sbin/nginx",
            (port, folder) => Configuration(port, folder, server, http, certificate),
            (_, file) => ["-p", Path.GetDirectoryName(file)!, "-e", "stderr", "-c", file],
            // Printed when the ports are open.
            "event method"));

    /// <summary>Stops it, and gives a line for each request that it answered: the status, and how the body was encoded.</summary>
    public async Task<string[]> StopAsync()
    {
        await _program.StopAsync();
        return await File.ReadAllLinesAsync(Path.Combine(_program.Folder, "access.log"), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    private static string Configuration(int port, string folder, string server, string http, X509Certificate2? certificate)
    {
        var tls = "";
        if (certificate is not null)
        {
            File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
            File.WriteAllText(Path.Combine(folder, "key.pem"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
            tls = $"ssl_certificate {folder}/certificate.pem; ssl_certificate_key {folder}/key.pem;";
        }

        // One process: a master run by root would hand the folder to nobody.
        return $$"""
            daemon off;
            master_process off;
            pid {{folder}}/nginx.pid;
            error_log stderr notice;
            events { worker_connections 64; }
            http {
                log_format line '$status $sent_http_content_encoding';
                access_log {{folder}}/access.log line;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                {{http}}
                server {
                    listen 127.0.0.1:{{port}}{{(certificate is null ? "" : " ssl")}};
                    {{tls}}
                    {{server}}
                }
            }
            """;
    }
}
