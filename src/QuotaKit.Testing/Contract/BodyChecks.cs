using System.IO.Compression;
using System.Text;

namespace QuotaKit.Testing;

/// <summary>Checks that a body that is not a quota document never becomes a snapshot.</summary>
internal static class BodyChecks
{
    private const int Mebibyte = 1024 * 1024;

    public static IEnumerable<ContractCheck> All =>
    [
        new("Bytes that are not JSON are a Protocol error", run => IsProtocolErrorAsync(run, ("bytes that are not JSON", Fault.Garbage()))),
        new("A web page is a Protocol error", run => IsProtocolErrorAsync(run, ("a web page with status 200", Fault.Html()))),
        new("An empty body is a Protocol error", run => IsProtocolErrorAsync(run, ("200 with an empty body", Fault.Body("")), ("204", Fault.Status(204)))),
        new("A document cut in the middle is a Protocol error", IsCutOffAsync),
        new("JSON that is not a quota document is an error", IsForeignAsync),
        new("A body that is too large is an error", IsTooLargeAsync),
        new("A compressed body that is too large is an error", IsTooLargeUnpackedAsync),
    ];

    private static async Task IsProtocolErrorAsync(ContractRun run, params (string Name, Fault Fault)[] faults)
    {
        foreach (var (name, fault) in faults)
        {
            run.Sent = name;
            run.Vendor.Faults.Always(fault);
            await run.FailAsync(run.Create(), QuotaErrorKind.Protocol, QuotaErrorKind.Retired).ConfigureAwait(false);
        }
    }

    private static Task IsCutOffAsync(ContractRun run)
    {
        var document = run.Subject.Document.TrimEnd();
        return IsProtocolErrorAsync(run, ("half of the good document, with the right length", Fault.Body(document[..(document.Length / 2)])));
    }

    private static async Task IsForeignAsync(ContractRun run)
    {
        string[] documents =
        [
            "{}", "[]", "null", "true", "12", "\"text\"", "[{}]", """{"hello":"world","count":12}""", """{"data":{"hello":12}}""",
            """{"error":{"code":"down","message":"The service is down."}}""",
        ];
        foreach (var document in documents)
        {
            run.Sent = $"200 with {document}";
            run.Vendor.Faults.Always(Fault.Body(document));
            await run.FailAsync(run.Create(), QuotaErrorKind.Protocol, QuotaErrorKind.Rejected, QuotaErrorKind.Retired).ConfigureAwait(false);
        }
    }

    private static async Task IsTooLargeAsync(ContractRun run)
    {
        run.Sent = "the good document, followed by 2 MiB of spaces";
        run.Vendor.Faults.Always(Fault.Body(Padded(run, 2)));
        await run.FailAsync(run.Create(), QuotaErrorKind.TooLarge).ConfigureAwait(false);
    }

    private static async Task IsTooLargeUnpackedAsync(ContractRun run)
    {
        run.Sent = "the good document, followed by 16 MiB of spaces, compressed";
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Padded(run, 16));
        run.Vendor.Faults.Always(Fault.Body(packed.ToArray()).WithHeader("Content-Encoding", "gzip"));
        // A provider whose client does not decompress cannot read the document.
        await run.FailAsync(run.Create(), QuotaErrorKind.TooLarge, QuotaErrorKind.Protocol).ConfigureAwait(false);
    }

    private static byte[] Padded(ContractRun run, int mebibytes) =>
        Encoding.UTF8.GetBytes(run.Subject.Document.PadRight(mebibytes * Mebibyte));
}
