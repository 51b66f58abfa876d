using QuotaKit.Samples.Tests.Running;
using QuotaKit.Testing;

namespace QuotaKit.Samples.Tests.LinqPad;

/// <summary>Runs the LINQPad queries without LINQPad: they become programs with a Dump() that prints lines of JSON.</summary>
public sealed class LinqPadTests : ProxyTest
{
    [Fact]
    public async Task Dumps_one_vendor_as_a_table()
    {
        var run = await RunAsync("one-vendor", new KeyValuePair<string, string>("PASSWORD_OF_heygen", Key));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("== HeyGen", run.Lines[0]);
        Assert.Contains("""{"Balance":"Credits","Used":null,"Remaining":39074.2,"Limit":null,"Unit":"credits",""", run.Lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(Key, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dumps_all_vendors_and_the_failed_accounts()
    {
        Simulator.Pictory.Faults.Always(Fault.Status(401));

        var run = await RunAsync("all-vendors", Keys);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("== What is left", run.Lines[0]);
        Assert.StartsWith("""{"Name":"heygen",""", run.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith("""{"Name":"vzla",""", run.Lines[2], StringComparison.Ordinal);
        Assert.Equal("== Accounts that could not be read", run.Lines[3]);
        Assert.StartsWith($$"""{"Provider":"pictory","Kind":{{(int)QuotaErrorKind.Unauthorized}},""", run.Lines[4], StringComparison.Ordinal);
        Assert.DoesNotContain(Key, run.Output, StringComparison.Ordinal);
    }

    private async Task<ProcessRun> RunAsync(string query, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "linqpad")).FullName;
        var program = Path.Combine(folder, $"{query}.cs");
        await File.WriteAllTextAsync(program, new LinqPadQuery($"samples/linqpad/{query}.linq").ToProgram());
        // The settings of this repository are not LINQPad's.
        await File.WriteAllTextAsync(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        return await ScriptFile.RunAsync(program, [], [.. Proxy, .. environment]);
    }
}
