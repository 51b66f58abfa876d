using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Json;

namespace QuotaKit.Cli.Tests.Json;

/// <summary>Serializes made-up hostile texts.</summary>
public class HostileTextJsonTests
{
    [Theory]
    [MemberData(nameof(NastyText.Seeds), MemberType = typeof(NastyText))]
    public async Task Is_ASCII_and_keeps_the_text(int seed)
    {
        var text = new NastyText(seed);
        for (var round = 0; round < NastyText.Rounds; round++)
        {
            var results = await text.ReadAccountsAsync();
            using var output = new StringWriter { NewLine = "\n" };

            await ShowDocument.Of(results).WriteAsync(output, CliJson.Default.ShowDocument);
            await WatchDocument.Of(new WatchRound(FixedClock.Noon, results, new Changes(await text.ReadAccountsAsync()))).WriteAsync(output, CliJson.Default.WatchDocument);

            Assert.All(output.ToString(), c => Assert.True(c is '\n' or (>= ' ' and <= '~'), $"U+{(int)c:X4}"));
        }

        var exact = "\u001b[2J\u202e漢\uffff";
        var entry = AccountEntry.Of((await MadeUpAccounts.ReadAsync(MadeUpAccounts.Answering("heygen", MadeUpAccounts.Balance("x") with { Label = exact })))[0]);
        Assert.Equal(exact, entry.Snapshot!.Value.GetProperty("balances")[0].GetProperty("label").GetString());
    }
}
