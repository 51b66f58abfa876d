using System.Globalization;
using System.Text;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 22 and 23 of docs/faults.md: unusual bodies that are read, and invalid bodies that are rejected.</summary>
public sealed class BodyRows : VendorRowTest
{
    public static TheoryData<string, string> Labels => Documents.ForEachVendor(
        ["text/plain", "text/plain; charset=utf-8", "text/html", "application/octet-stream", "application/json; charset=klingon",
         "application/json; charset=utf-16", "application/json; charset=\"", "application/problem+json", "json", ";", "none", "empty"]);

    [Theory]
    [MemberData(nameof(Labels))]
    public async Task Row22_Document_is_read_with_any_content_type(string id, string contentType)
    {
        var vendor = FaultVendor.Of(id);
        var header = contentType switch
        {
            "none" => "",
            "empty" => "Content-Type:\r\n",
            _ => $"Content-Type: {contentType}\r\n",
        };
        var length = Encoding.UTF8.GetByteCount(vendor.GoodBody).ToString(CultureInfo.InvariantCulture);

        var snapshot = await SnapshotAsync(
            id, Fault.Raw(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nConnection: close\r\n{header}Content-Length: {length}\r\n\r\n{vendor.GoodBody}")));

        Assert.Equal(vendor.Remaining, snapshot.Primary.Remaining);
        Assert.Empty(snapshot.Warnings);
        Assert.Equal(vendor.GoodBody, snapshot.RawJson);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row22_Byte_order_mark_is_skipped(string id)
    {
        var vendor = FaultVendor.Of(id);

        var snapshot = await SnapshotAsync(id, Fault.Body([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(vendor.GoodBody)]));

        Assert.Equal(vendor.Remaining, snapshot.Primary.Remaining);
        Assert.Equal(vendor.GoodBody, snapshot.RawJson);
    }

    public static TheoryData<string, string> InvalidDocuments => Documents.ForEachVendor(
        ["null", "[]", "[{}]", "12", "\"text\"", "true", "trailing data", "second document", "trailing comma", "comment",
         "invalid UTF-8 in a value", "invalid UTF-8 in a name", "invalid UTF-8 in an unknown member", "invalid UTF-8 behind the document",
         "duplicate member", "duplicate member within", "duplicate of an unknown member", "duplicate in an unknown object",
         "duplicate by an escape", "33 deep", "1000 deep", "UTF-16", "two marks"]);

    [Theory]
    [MemberData(nameof(InvalidDocuments))]
    public async Task Row23_Invalid_document_is_a_protocol_error(string id, string what)
    {
        var vendor = FaultVendor.Of(id);
        var good = vendor.GoodBody;

        var error = await FailureAsync(id, what switch
        {
            "trailing data" => Fault.Body($"{good} x"),
            "second document" => Fault.Body(good + good),
            "trailing comma" => Fault.Body($"{good.TrimEnd()[..^1]},}}"),
            "comment" => Fault.Body($"/* quota */ {good}"),
            "invalid UTF-8 in a value" => Documents.Raw(Documents.WithPrimary(vendor, "\"\xff\"")),
            "invalid UTF-8 in a name" => Documents.Raw(Documents.WithInner(vendor, "\"x\xff\":1")),
            "invalid UTF-8 in an unknown member" => Documents.Raw(Documents.WithRoot(vendor, "\"x\":[{\"y\":\"\xff\"}]")),
            "invalid UTF-8 behind the document" => Documents.Raw($"{good}\xff"),
            "duplicate member" => Fault.Body(Documents.WithRoot(vendor, $"{good.Trim()[1..^1]}")),
            "duplicate member within" => Fault.Body(Documents.WithInner(vendor, $"{Name(vendor)}:1")),
            "duplicate of an unknown member" => Fault.Body(Documents.WithRoot(vendor, "\"x\":1,\"x\":1")),
            "duplicate in an unknown object" => Fault.Body(Documents.WithRoot(vendor, "\"x\":[{\"y\":{\"z\":1,\"z\":2}}]")),
            "duplicate by an escape" => Fault.Body(Documents.WithInner(vendor, $"{Name(vendor).Replace("e", "\\u0065", StringComparison.Ordinal)}:1")),
            "33 deep" => Fault.Body(Documents.WithRoot(vendor, $"\"x\":{Nested(32)}")),
            "1000 deep" => Fault.Body(Documents.WithRoot(vendor, $"\"x\":{Nested(1000)}")),
            "UTF-16" => Fault.Body(Encoding.Unicode.GetBytes(good)),
            "two marks" => Fault.Body([0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(good)]),
            _ => Fault.Body(what),
        });

        Assert.Equal((QuotaErrorKind.Protocol, 200, false, 1), (error.Kind, error.StatusCode, error.IsTransient, error.Attempts));
        Assert.DoesNotContain(good[..12], error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row23_Document_of_32_levels_is_read(string id)
    {
        var vendor = FaultVendor.Of(id);

        var snapshot = await SnapshotAsync(id, Fault.Body(Documents.WithRoot(vendor, $"\"x\":{Nested(31)}")));

        Assert.Equal(vendor.Remaining, snapshot.Primary.Remaining);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row23_Truncated_document_is_retried(string id)
    {
        // The text holds characters of one, two, three and four bytes.
        var good = Encoding.UTF8.GetBytes(Documents.WithRoot(FaultVendor.Of(id), "\"x\":\"aé€😀\"").Trim());
        for (var length = 1; length < good.Length; length++)
        {
            // FailureAsync creates a provider each time, because this many failures of one would open its circuit.
            var error = await FailureAsync(id, Fault.Body(good[..length]));

            Assert.True(
                (QuotaErrorKind.Protocol, true, 3) == (error.Kind, error.IsTransient, error.Attempts),
                $"{Encoding.UTF8.GetString(good, 0, length)} → {error.Message}");
        }
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row23_Document_truncated_once_succeeds_on_retry(string id)
    {
        var vendor = FaultVendor.Of(id);
        Server(id).Faults.Enqueue(Fault.Body(vendor.GoodBody[..^9]));

        Assert.Equal(vendor.Remaining, (await Provider(id, AtOnce, TimeProvider.System).GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(2, Server(id).RequestCount);
    }

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);

    /// <summary>Returns the name of the primary member as a JSON string.</summary>
    private static string Name(FaultVendor vendor) => $"\"{vendor.PrimaryMember.Split('.')[^1]}\"";
}
