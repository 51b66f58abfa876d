using QuotaKit.Fuzz.Tests.Generators;
using QuotaKit.Fuzz.Tests.Running;

namespace QuotaKit.Fuzz.Tests;

/// <summary>What fuzzing has found, by the run and number of the case (seed 20261120). Each case also goes through all checks again.</summary>
public sealed class RegressionTests
{
    [Fact]
    public void HeyGen_v2_5453_A_number_with_a_NUL_behind_it_is_no_number() =>
        Fails(FuzzTarget.HeyGenV2, FuzzCase.Of("""{"error":null,"data":{"remaining_quota":"12\u0000","details":{}}}"""));

    [Fact]
    public void HeyGen_v2_2323_A_line_break_in_a_name_breaks_no_line() =>
        Maps(FuzzTarget.HeyGenV2, FuzzCase.Of("""{"error":null,"data":{"remaining_quota":600,"details":{"api":600,"\n":3}}}"""));

    [Fact]
    public void Vzla_4379_A_line_break_in_a_plan_breaks_no_line() =>
        Maps(FuzzTarget.Vzla, FuzzCase.Of("""{"subscription":"a\r\nb","monthly_limit":1000,"remaining":40}"""));

    [Fact]
    public void HeyGen_v3_1513_A_line_break_in_a_currency_breaks_no_line() =>
        Maps(FuzzTarget.HeyGenV3, FuzzCase.Of("""{"data":{"billing_type":"wallet","wallet":{"currency":"a\nb","remaining_balance":120}}}"""));

    [Fact]
    public void HeyGen_v3_3265_A_line_break_in_a_warning_breaks_no_line() =>
        Maps(FuzzTarget.HeyGenV3, FuzzCase.Of("""{"data":{"billing_type":"\u0085\u2028","wallet":{"currency":"usd","remaining_balance":1}}}"""));

    [Fact]
    public void HeyGen_v2_18596_A_long_name_makes_no_long_message() =>
        Fails(FuzzTarget.HeyGenV2, FuzzCase.Of("""{"data":{"remaining_quota":600,"details":{"NAME":1e999}}}""".Replace("NAME", new string('n', 200_000), StringComparison.Ordinal)));

    [Fact]
    public void HeyGen_v2_10569_Words_that_are_no_text_leave_a_402_what_it_is()
    {
        var refusal = FuzzCase.Of("""{"error":{"code":400599,"message":"\ud800"},"data":null}""", 402);
        Fails(FuzzTarget.HeyGenV2, refusal);
        Fails(FuzzTarget.Vzla, refusal with { Status = 429 });
    }

    [Fact]
    public void HeyGen_v2_12420_An_answer_that_is_too_large_has_a_status() =>
        Fails(FuzzTarget.HeyGenV2, FuzzCase.Of(new string(' ', 1100 * 1024) + "{}", 203, ("X-Request-ID", "req-1")));

    [Fact]
    public void Vzla_1883_A_key_in_escapes_is_in_no_snapshot() =>
        Maps(FuzzTarget.Vzla, FuzzCase.Of($$"""{"subscription":"{{Vocabulary.KeyInEscapes}}","current_usage":27,"has_quota":false}"""));

    [Fact]
    public void HeyGen_v3_3870_A_key_in_escapes_is_in_no_copy_of_the_document() =>
        Maps(FuzzTarget.HeyGenV3, FuzzCase.Of("""{"data":{"KEY":["KEY"],"wallet":null}}""".Replace("KEY", Vocabulary.KeyInEscapes, StringComparison.Ordinal)));

    [Fact]
    public void HeyGen_v3_159_An_address_in_a_list_in_a_list_is_dropped() =>
        Maps(FuzzTarget.HeyGenV3, FuzzCase.Of("""{"data":{"x":[["sam@example.com"]],"sam@example.com":1,"billing_type":"wallet","wallet":{}}}"""));

    [Fact]
    public void Half_a_surrogate_pair_is_not_what_a_long_message_is_cut_to() =>
        Fails(FuzzTarget.Pictory, FuzzCase.Of($$"""{"message":"{{new string('x', 299)}}\ud83d\ude00 and more"}""", 418));

    private static void Maps(FuzzTarget target, FuzzCase answer) => Assert.True(new FuzzWorker(target).Run(answer));

    private static void Fails(FuzzTarget target, FuzzCase answer) => Assert.False(new FuzzWorker(target).Run(answer));
}
