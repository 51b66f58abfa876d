using QuotaKit.Cli.Answers;
using QuotaKit.Cli.Parsing;

namespace QuotaKit.Cli.Tests.Answers;

public class QuotaCheckTests
{
    [Theory]
    [MemberData(nameof(NastyText.Seeds), MemberType = typeof(NastyText))]
    public async Task Hostile_texts_give_one_harmless_sentence(int seed)
    {
        var text = new NastyText(seed);
        for (var round = 0; round < NastyText.Rounds; round++)
        {
            foreach (var result in (await text.ReadAccountsAsync()).Where(r => r.IsSuccess))
            {
                var need = new QuotaNeed(Math.Abs(text.Amount() ?? 1), round % 3 == 0 ? QuotaUnit.Credits : null);
                var sentence = QuotaCheck.Of(result.Name, result.Snapshot!, need).Sentence;
                var missing = Assert.Throws<QuotaConfigurationException>(
                    () => QuotaCheck.Of(result.Name, result.Snapshot!, need with { Balance = "nope" })).Message;

                Assert.All([sentence, missing], t => NastyText.AssertHarmless(t.Replace('\n', '\0')));
                Assert.All([sentence, missing], t => Assert.InRange(t.Length, 1, 8_000));
            }
        }
    }
}
