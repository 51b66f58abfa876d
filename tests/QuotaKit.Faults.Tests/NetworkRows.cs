using System.Net;
using System.Net.Sockets;
using System.Text;
using QuotaKit.Faults.Tests.Servers;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 7 and 8 of docs/faults.md: the server cannot be reached, or the connection closes too early.</summary>
public sealed class NetworkRows : RawRowTest
{
    private static readonly Lazy<Task<string?>> _whyNamesAreNotTested = new(WhyNamesAreNotTestedAsync);

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row07_Unresolved_name_is_a_network_error(string id, Made made)
    {
        var reason = await _whyNamesAreNotTested.Value;
        Assert.SkipWhen(reason is not null, reason ?? "");

        var error = await FailureAsync(id, made, new Uri("https://no-such-host.invalid/"));

        // There is no server that could count the requests.
        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Contains("at no-such-host.invalid (your BaseAddress) could not be found: its name does not resolve", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row07_Refused_connection_is_a_network_error(string id, Made made)
    {
        using var port = SilentPort.Refusing();

        var error = await FailureAsync(id, made, port.Address);

        // There is no server that could count the requests.
        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, error.Attempts, error.IsTransient));
        Assert.Matches(@" at 127\.0\.0\.1:\d+ \(your BaseAddress\) could not be reached; check the network connection\.$", error.Message);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row07_Reset_before_the_headers_is_a_network_error(string id, Made made)
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            connection.Reset();
        });

        var error = await FailureAsync(id, made, server);

        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, server.RequestCount, error.IsTransient));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row07_Reset_within_the_headers_is_a_network_error(string id, Made made)
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Le");
            connection.Reset();
        });

        var error = await FailureAsync(id, made, server);

        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, server.RequestCount, error.IsTransient));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row07_Reset_during_the_handshake_is_a_network_error(string id, Made made)
    {
        await using var server = RawServer.Start(connection =>
        {
            connection.Reset();
            return Task.CompletedTask;
        });

        var error = await FailureAsync(id, made, server.SecureAddress);

        Assert.Equal((QuotaErrorKind.Network, 3, 3, true), (error.Kind, server.ConnectionCount, error.Attempts, error.IsTransient));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row07_Close_before_any_byte_is_a_network_error(string id, Made made)
    {
        await using var server = RawServer.Start(connection => connection.ReadRequestAsync());

        var error = await FailureAsync(id, made, server);

        // Without EmptyContent, SocketsHttpHandler would repeat each of these requests by itself, up to three times.
        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, server.RequestCount, error.IsTransient));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row07_Temporary_network_fault_is_retried(string id, Made made)
    {
        var vendor = FaultVendor.Of(id);
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            switch (connection.Number)
            {
                case 1:
                    connection.Reset();
                    break;
                case 2:
                    await connection.SendAsync(RawResponse.Ok(vendor.GoodBody).AsMemory(..^10));
                    break;
                default:
                    await connection.SendAsync(RawResponse.Ok(vendor.GoodBody));
                    break;
            }
        });
        await using var provider = MadeProvider.Create(vendor, made, server.Address);

        var snapshot = await SnapshotOf(provider.GetQuotaAsync(Token));

        Assert.Equal(vendor.Remaining, snapshot.Primary.Remaining);
        Assert.Equal(3, server.RequestCount);
    }

    /// <summary>Scripts that end a body too early. They run after the request was read.</summary>
    private static readonly Dictionary<string, Func<RawConnection, string, Task>> _earlyEnds = new()
    {
        ["reset"] = async (connection, body) =>
        {
            await connection.SendAsync(RawResponse.Ok(body).AsMemory(..^10));
            connection.Reset();
        },
        ["closed"] = (connection, body) => connection.SendAsync(RawResponse.Ok(body).AsMemory(..^10)),
        ["closed before the body"] = (connection, _) => connection.SendAsync(RawResponse.Head("Content-Length: 100")),
        ["short by one byte"] = (connection, body) => connection.SendAsync(RawResponse.Ok(body).AsMemory(..^1)),
        ["whole document, but a longer Content-Length"] =
            (connection, body) => connection.SendAsync(RawResponse.Of("HTTP/1.1 200 OK", [$"Content-Length: {body.Length + 1}"], Ascii(body))),
        ["chunk reset"] = async (connection, body) =>
        {
            await connection.SendAsync(RawResponse.Chunked($"{body.Length:x}\r\n{body[..10]}"));
            connection.Reset();
        },
        ["chunk closed"] = (connection, body) =>
            connection.SendAsync(RawResponse.Chunked($"{body.Length:x}\r\n{body[..10]}")),
        ["no last chunk"] = (connection, body) =>
            connection.SendAsync(RawResponse.Chunked($"{body.Length:x}\r\n{body}\r\n")),
        ["compressed"] = (connection, body) => connection.SendAsync(RawResponse.Ok(RawResponse.Gzip(Ascii(body)), "Content-Encoding: gzip").AsMemory(..^20)),
    };

    public static MatrixTheoryData<string, Made, string> EarlyEnds => ProvidersWith(_earlyEnds.Keys);

    [Theory]
    [MemberData(nameof(EarlyEnds))]
    public async Task Row08_Truncated_body_is_a_network_error(string id, Made made, string how)
    {
        await using var server = RawServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await _earlyEnds[how](connection, FaultVendor.Of(id).GoodBody);
        });

        var error = await FailureAsync(id, made, server);

        Assert.Equal((QuotaErrorKind.Network, 3, true), (error.Kind, server.RequestCount, error.IsTransient));
    }

    /// <summary>Returns why unknown names cannot be tested here, or null. Some networks resolve every name, and some name servers do not answer.</summary>
    private static async Task<string?> WhyNamesAreNotTestedAsync()
    {
        try
        {
            await Dns.GetHostAddressesAsync("no-such-host.invalid", Token).WaitAsync(TimeSpan.FromSeconds(2), Token);
            return "The network of this machine resolves names below .invalid.";
        }
        catch (SocketException)
        {
            return null;
        }
        catch (TimeoutException)
        {
            return "The name servers of this machine do not answer within 2 seconds.";
        }
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
