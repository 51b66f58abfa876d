using QuotaKit.Fuzz.Tests.Generators;
using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests;

/// <summary>Bugs that fuzzing has found. Each case goes through all checks of the fuzz tests again.</summary>
public sealed class RegressionTests
{
    [Fact]
    public void Number_followed_by_NUL_is_rejected() =>
        Fails(FuzzTarget.HeyGenV2, FuzzCase.Of("""{"error":null,"data":{"remaining_quota":"12\u0000","details":{}}}"""));

    [Fact]
    public void Line_break_in_a_balance_name_is_removed() =>
        Maps(FuzzTarget.HeyGenV2, FuzzCase.Of("""{"error":null,"data":{"remaining_quota":600,"details":{"api":600,"\n":3}}}"""));

    [Fact]
    public void Line_break_in_a_plan_is_removed() =>
        Maps(FuzzTarget.Vzla, FuzzCase.Of("""{"subscription":"a\r\nb","monthly_limit":1000,"remaining":40}"""));

    [Fact]
    public void Line_break_in_a_currency_is_removed() =>
        Maps(FuzzTarget.HeyGenV3, FuzzCase.Of("""{"data":{"billing_type":"wallet","wallet":{"currency":"a\nb","remaining_balance":120}}}"""));

    [Fact]
    public void Line_break_in_a_warning_is_removed() =>
        Maps(FuzzTarget.HeyGenV3, FuzzCase.Of("""{"data":{"billing_type":"\u0085\u2028","wallet":{"currency":"usd","remaining_balance":1}}}"""));

    [Fact]
    public void Long_member_name_gives_a_short_message() =>
        Fails(FuzzTarget.HeyGenV2, FuzzCase.Of($$$$"""{"data":{"remaining_quota":600,"details":{"{{{{new string('n', 200_000)}}}}":1e999}}}"""));

    [Fact]
    public void Malformed_error_text_keeps_the_kind_of_error()
    {
        var refusal = FuzzCase.Of("""{"error":{"code":400599,"message":"\ud800"},"data":null}""", 402);
        Fails(FuzzTarget.HeyGenV2, refusal);
        Fails(FuzzTarget.Vzla, refusal with { Status = 429 });
    }

    [Fact]
    public void Oversized_response_error_keeps_its_status() =>
        Fails(FuzzTarget.HeyGenV2, FuzzCase.Of(new string(' ', 1100 * 1024) + "{}", 203, ("X-Request-ID", "req-1")));

    [Fact]
    public void Escaped_key_is_removed_from_snapshots() =>
        Maps(FuzzTarget.Vzla, FuzzCase.Of($$"""{"subscription":"{{Vocabulary.KeyInEscapes}}","current_usage":27,"has_quota":false}"""));

    [Fact]
    public void Escaped_key_is_removed_from_RawJson() =>
        Maps(FuzzTarget.HeyGenV3, FuzzCase.Of($$$"""{"data":{"{{{Vocabulary.KeyInEscapes}}}":["{{{Vocabulary.KeyInEscapes}}}"],"wallet":null}}"""));

    [Fact]
    public void Email_address_in_a_nested_list_is_dropped() =>
        Maps(FuzzTarget.HeyGenV3, FuzzCase.Of("""{"data":{"x":[["sam@example.com"]],"sam@example.com":1,"billing_type":"wallet","wallet":{}}}"""));

    [Fact]
    public void Long_message_is_not_cut_within_a_surrogate_pair() =>
        Fails(FuzzTarget.Pictory, FuzzCase.Of($$"""{"message":"{{new string('x', 299)}}\ud83d\ude00 and more"}""", 418));

    /// <summary>Checks that the response becomes a snapshot.</summary>
    private static void Maps(FuzzTarget target, FuzzCase answer) => Assert.True(new FuzzWorker(target).Run(answer));

    /// <summary>Checks that the response becomes an error.</summary>
    private static void Fails(FuzzTarget target, FuzzCase answer) => Assert.False(new FuzzWorker(target).Run(answer));
}
