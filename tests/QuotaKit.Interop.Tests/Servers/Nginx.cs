using System.Security.Cryptography.X509Certificates;

namespace QuotaKit.Interop.Tests.Servers;

/// <summary>Runs nginx with a configuration of the test, as the current user.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly ServerProgram _program;

    private Nginx(ServerProgram program) => _program = program;

    public Uri Address => _program.Address;

    public Uri SecureAddress => new($"https://127.0.0.1:{_program.Port}/");

    /// <summary>Starts nginx on a free port.</summary>
    /// <param name="server">Directives in the <c>server</c> block.</param>
    /// <param name="http">Directives in the <c>http</c> block, before the <c>server</c> block.</param>
    /// <param name="certificate">The certificate for https; null for http.</param>
    public static async Task<Nginx> StartAsync(string server, string http = "", X509Certificate2? certificate = null) =>
        new(await ServerProgram.StartAsync(
            "/usr/sbin/nginx",
            (port, folder) => Configuration(port, folder, server, http, certificate),
            (_, file) => ["-p", Path.GetDirectoryName(file)!, "-e", "stderr", "-c", file],
            // nginx prints this when its port is open.
            "event method"));

    /// <summary>Stops nginx and returns a line for each request: the status and the Content-Encoding of the response.</summary>
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

        // One process. As root, nginx would otherwise run its worker as the user nobody, which cannot read the folder.
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
