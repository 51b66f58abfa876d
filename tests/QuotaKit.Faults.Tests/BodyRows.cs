using System.Globalization;
using System.Text;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 22 and 23 of the table of faults: bodies that look odd and are read, and bodies of which nothing is made.</summary>
public sealed class BodyRows : VendorRowTest
{
    public static TheoryData<string, string> Labels => Documents.ForEachVendor(
        ["text/plain", "text/plain; charset=utf-8", "text/html", "application/octet-stream", "application/json; charset=klingon",
         "application/json; charset=utf-16", "application/json; charset=\"", "application/problem+json", "json", ";", "none", "empty"]);

    [Theory]
    [MemberData(nameof(Labels))]
    public async Task Row22_a_document_is_read_whatever_it_is_called(string id, string contentType)
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
    public async Task Row22_a_byte_order_mark_in_front_is_skipped(string id)
    {
        var vendor = FaultVendor.Of(id);

        var snapshot = await SnapshotAsync(id, Fault.Body([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(vendor.GoodBody)]));

        Assert.Equal(vendor.Remaining, snapshot.Primary.Remaining);
        Assert.Equal(vendor.GoodBody, snapshot.RawJson);
    }

    public static TheoryData<string, string> Nonsense => Documents.ForEachVendor(
        ["null", "[]", "[{}]", "12", "\"text\"", "true", "trailing data", "second document", "trailing comma", "comment",
         "invalid UTF-8 in a value", "invalid UTF-8 in a name", "invalid UTF-8 in an unknown member", "invalid UTF-8 behind the document",
         "duplicate member", "duplicate member within", "duplicate of an unknown member", "duplicate in an unknown object",
         "duplicate by an escape", "33 deep", "1000 deep", "UTF-16", "two marks"]);

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task Row23_of_what_is_no_document_nothing_is_made(string id, string what)
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
    public async Task Row23_a_document_may_be_32_deep(string id)
    {
        var vendor = FaultVendor.Of(id);

        var snapshot = await SnapshotAsync(id, Fault.Body(Documents.WithRoot(vendor, $"\"x\":{Nested(31)}")));

        Assert.Equal(vendor.Remaining, snapshot.Primary.Remaining);
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row23_a_document_that_was_cut_off_is_asked_for_again_wherever_that_was(string id)
    {
        // A character of one, two, three and four bytes each.
        var good = Encoding.UTF8.GetBytes(Documents.WithRoot(FaultVendor.Of(id), "\"x\":\"aé€😀\"").Trim());
        for (var length = 1; length < good.Length; length++)
        {
            // A provider for each: so many failures would open the circuit.
            var error = await FailureAsync(id, Fault.Body(good[..length]));

            Assert.True(
                (QuotaErrorKind.Protocol, true, 3) == (error.Kind, error.IsTransient, error.Attempts),
                $"{Encoding.UTF8.GetString(good, 0, length)} → {error.Message}");
        }
    }

    [Theory]
    [MemberData(nameof(FaultVendor.Ids), MemberType = typeof(FaultVendor))]
    public async Task Row23_a_document_that_was_cut_off_once_is_not_noticed(string id)
    {
        var vendor = FaultVendor.Of(id);
        Server(id).Faults.Enqueue(Fault.Body(vendor.GoodBody[..^9]));

        Assert.Equal(vendor.Remaining, (await Provider(id, AtOnce, TimeProvider.System).GetQuotaAsync(Token)).Primary.Remaining);
        Assert.Equal(2, Server(id).RequestCount);
    }

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth - 1)) + "{}" + new string('}', depth - 1);

    /// <summary>The primary member's own name, as JSON.</summary>
    private static string Name(FaultVendor vendor) => $"\"{vendor.PrimaryMember.Split('.')[^1]}\"";
}
