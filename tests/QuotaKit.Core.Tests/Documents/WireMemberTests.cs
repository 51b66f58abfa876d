using QuotaKit.Http;
using QuotaKit.Vzla;

namespace QuotaKit.Core.Tests.Documents;

/// <summary>Members of documents whose names are not all known.</summary>
public sealed class WireMemberTests
{
    private const string Json = """{"n":1.5,"t":"12","x":null,"o":{"a":1},"l":["p",2,"q"],"b":true,"w":"word"}""";

    [Fact]
    public void Member_reads_as_its_type_and_null_otherwise()
    {
        using var document = QuotaDocument.Parse(new VzlaQuotaOptions { ApiKey = "vzlaio_0123456789" }, Json);
        var members = document.Root.Members().ToDictionary(m => m.Name);

        Assert.Equal(["n", "t", "x", "o", "l", "b", "w"], document.Root.Members().Select(m => m.Name));
        Assert.Equal(["n"], members.Values.Where(m => m.IsNumber).Select(m => m.Name));
        Assert.Equal(["t", "w"], members.Values.Where(m => m.AsText() is not null).Select(m => m.Name));
        Assert.Equal(["o"], members.Values.Where(m => m.AsObject() is not null).Select(m => m.Name));
        Assert.Equal([("n", 1.5m), ("t", 12m)], members.Values.Where(m => m.AsNumberIfAny() is not null).Select(m => (m.Name, m.AsNumberIfAny()!.Value)));
        Assert.Equal(["p", "q"], members["l"].AsTexts());
        Assert.Equal(["word"], members["w"].AsTexts());
        Assert.Empty(members["n"].AsTexts());
        Assert.Equal((1.5m, 12m, null), (members["n"].AsNumber(), members["t"].AsNumber(), members["x"].AsNumber()));
        Assert.Contains("'b'", Assert.Throws<QuotaException>(() => members["b"].AsNumber()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_in_nested_objects_name_the_whole_path()
    {
        using var document = QuotaDocument.Parse(new VzlaQuotaOptions { ApiKey = "vzlaio_0123456789" }, """{"a":{"b":{"c":[]},"d":5}}""");
        var a = document.Root.Child("a"u8)!.Value;

        Assert.Contains("'a.b.c'", Assert.Throws<QuotaException>(() => a.Child("b"u8)!.Value.Child("c"u8)).Message, StringComparison.Ordinal);
        Assert.Contains("'a.d'", Assert.Throws<QuotaException>(() => a.Flag("d"u8)).Message, StringComparison.Ordinal);
        Assert.Contains("'a.d'", Assert.Throws<QuotaException>(() => a.Children("d"u8)).Message, StringComparison.Ordinal);
        Assert.Equal((null, null, "5"), (a.ChildIfAny("d"u8), a.Child("none"u8), a.Text("d"u8)));
        Assert.Equal((true, false), (a.IsSet("d"u8), a.IsSet("none"u8)));
    }

    [Theory]
    [InlineData("storyMinutes", "story_minutes", "Story minutes")]
    [InlineData("seat", "seat", "Seat")]
    [InlineData("avatar_ivi", "avatar_ivi", "Avatar ivi")]
    public void Unknown_name_becomes_a_key_and_a_label(string name, string key, string label)
    {
        Assert.Equal(key, BalanceNames.FromName(name));
        Assert.Equal(label, BalanceNames.ToLabel(key));
    }
}
