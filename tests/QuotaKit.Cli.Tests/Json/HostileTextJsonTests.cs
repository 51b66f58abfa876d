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
        for (var i = 0; i < NastyText.Rounds; i++)
        {
            var results = await text.ReadAccountsAsync();
            using var output = new StringWriter { NewLine = "\n" };

            await ShowDocument.Of(results).WriteAsync(output, CliJson.Default.ShowDocument);
            var round = new WatchRound(FixedClock.Noon, results, new Changes(await text.ReadAccountsAsync()));
            await WatchDocument.Of(round).WriteAsync(output, CliJson.Default.WatchDocument);

            Assert.All(output.ToString(), c => Assert.True(c is '\n' or (>= ' ' and <= '~'), $"U+{(int)c:X4}"));
        }

        var exact = "\u001b[2J\u202e漢\uffff";
        var account = MadeUpAccounts.Answering("heygen", MadeUpAccounts.Balance("x") with { Label = exact });
        var entry = AccountEntry.Of((await MadeUpAccounts.ReadAsync(account))[0]);
        Assert.Equal(exact, entry.Snapshot!.Value.GetProperty("balances")[0].GetProperty("label").GetString());
    }
}
