using System.Globalization;
using System.Text;
using System.Text.Json;
using QuotaKit.Testing;

namespace QuotaKit.Faults.Tests;

/// <summary>Row 34 of docs/faults.md: texts of a vendor that would hide, colour or flood what a terminal shows.</summary>
public sealed class HostileTextRow : VendorRowTest
{
    private const int LongestName = 101;

    private static readonly string[] _texts =
    [
        "\u001b[31mred\u001b[0m", "two\r\nlines", "\0", "\u202Etxt.exe", "\u2066\u2069", "zero\u200B\uFEFFwidth", "\uFFFF", "\uFDD0", "\uE000", "\u2028",
        new('x', 500_000),
    ];

    public static TheoryData<string, int> Cases => new(FaultVendor.All.SelectMany(v => Enumerable.Range(0, _texts.Length).Select(i => (v.Id, i))));

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Row34_Hostile_document_text_is_cleaned_and_shortened(string id, int text)
    {
        var snapshot = await SnapshotAsync(id, Fault.Body(WithName(id, _texts[text])));

        Assert.Equal(FaultVendor.Of(id).Remaining, snapshot.Primary.Remaining);
        foreach (var balance in snapshot.Balances)
        {
            AssertHarmless(balance.Key, LongestName);
            AssertHarmless(balance.Label, LongestName);
            AssertHarmless(balance.Unit.Name, LongestName);
        }

        foreach (var line in snapshot.Warnings.Append(snapshot.Plan ?? ""))
            AssertHarmless(line, 301);
        AssertHarmless(snapshot.ToString(), 4_000);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Row34_Hostile_error_text_is_cleaned_and_shortened(string id, int text)
    {
        var quoted = JsonSerializer.Serialize(_texts[text]);
        var members = $"\"code\":{quoted},\"message\":{quoted}";
        var error = await FailureAsync(id, Fault.Status(400, $$$"""{{{{members}}},"error":{{{{members}}}}}"""));

        AssertHarmless(error.Message, 1_000);
        AssertHarmless(error.VendorCode ?? "", 301);
        AssertHarmless(error.VendorMessage ?? "", 301);
    }

    [Fact]
    public async Task Row34_Hostile_text_never_hides_another_account()
    {
        Server("pictory").Faults.Always(Fault.Body(WithName("pictory", "\uFFFF\u001b[2J")));
        using var client = Client(Provider("heygen"), Provider("pictory"), Provider("vzla"));

        var report = await Bounded(client.GetAllAsync(cancellationToken: Token));

        Assert.Equal(3, report.Snapshots.Count);
        Assert.Equal(3, report.ToString().Split(Environment.NewLine).Length);
    }

    /// <summary>Returns the good document with the text as the name of a balance (HeyGen, Pictory) or of the plan (vzla.io).</summary>
    private static string WithName(string id, string text)
    {
        var quoted = JsonSerializer.Serialize(text);
        return id switch
        {
            "heygen" => Documents.WithInner(FaultVendor.Of(id), "\"x\":1").Replace("\"details\":{", $"\"details\":{{{quoted}:5,", StringComparison.Ordinal),
            "pictory" => Documents.WithRoot(FaultVendor.Of(id), $"{quoted}:{{\"used\":1,\"limit\":2}}"),
            _ => FaultVendor.Of(id).GoodBody.Replace("\"Free\"", quoted, StringComparison.Ordinal).Replace("\"normal\"", quoted, StringComparison.Ordinal),
        };
    }

    private static void AssertHarmless(string text, int longest)
    {
        Assert.InRange(text.Length, 0, longest);
        foreach (var rune in text.EnumerateRunes())
        {
            Assert.False(
                Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate,
                $"U+{rune.Value:X4} is in '{text}'.");
        }
    }
}
