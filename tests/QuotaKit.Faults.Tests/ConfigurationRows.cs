using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QuotaKit.Faults.Tests.Servers;
using QuotaKit.Http;

namespace QuotaKit.Faults.Tests;

/// <summary>Rows 1 to 6 of docs/faults.md: errors before a request is sent. The server sees no connection.</summary>
public sealed class ConfigurationRows : RawRowTest
{
    private const string Address = "https://quota.example/";

    public static MatrixTheoryData<string, Made, string> EmptyKeys => ProvidersWith(["", " ", "\r\n"]);

    [Theory]
    [MemberData(nameof(EmptyKeys))]
    public async Task Row01_Missing_key_error_names_every_setting(string id, Made made, string key)
    {
        var vendor = FaultVendor.Of(id).Vendor;

        var error = await RefusalAsync(id, made, o => o.ApiKey = key);

        Assert.Contains("There is no API key.", error.Message, StringComparison.Ordinal);
        Assert.Contains($"{vendor.SettingName}QuotaOptions.ApiKey", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'QuotaKit:{vendor.SettingName}:ApiKey'", error.Message, StringComparison.Ordinal);
        Assert.Contains(vendor.EnvironmentVariable, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row02_White_space_around_a_key_is_trimmed(string id, Made made)
    {
        var vendor = FaultVendor.Of(id);
        await using var server = RawServer.Answering(RawResponse.Ok(vendor.GoodBody));
        string[] keys = [vendor.Key + "\n", vendor.Key + "\r\n", $" \t{vendor.Key} ", $"\u00a0{vendor.Key}"];

        foreach (var key in keys)
        {
            await using var provider = MadeProvider.Create(vendor, made, server.Address, o => o.ApiKey = key);
            Assert.Equal(vendor.Remaining, (await SnapshotOf(provider.GetQuotaAsync(Token))).Primary.Remaining);
        }

        Assert.Equal(keys.Length, server.RequestCount);
        Assert.All(server.Requests, r => Assert.Contains($"\r\n{vendor.KeyHeader}: {vendor.KeyPrefix}{vendor.Key}\r\n", r, StringComparison.Ordinal));
    }

    /// <summary>Ways to make a key malformed, each with the problem that the error names.</summary>
    private static readonly Dictionary<string, (Func<string, string> Change, string Problem)> _malformations = new()
    {
        ["space"] = (Inside(" "), "space at position 11"),
        ["tab"] = (Inside("\t"), "control character at position 11"),
        ["bell"] = (Inside("\a"), "control character at position 11"),
        ["delete"] = (Inside("\u007f"), "control character at position 11"),
        ["line feed"] = (Inside("\n"), "line break at position 11"),
        ["another header"] = (Inside("\r\nX-Other: 1\r\n"), "line break at position 11"),
        ["NUL"] = (Inside("\0"), "NUL at position 11"),
        ["NUL at the end"] = (key => key + "\0", "NUL at position "),
        ["accent"] = (Inside("é"), "character outside ASCII at position 11"),
        ["no-break space"] = (Inside("\u00a0"), "character outside ASCII at position 11"),
        ["zero-width space"] = (Inside("\u200b"), "character outside ASCII at position 11"),
        ["half a surrogate pair"] = (Inside("\ud83d"), "character outside ASCII at position 11"),
        ["BOM"] = (Inside("\ufeff"), "byte order mark at position 11"),
        ["BOM in front"] = (key => "\ufeff" + key, "byte order mark at position 1."),
        ["Bearer"] = (key => "Bearer " + key, "starts with 'Bearer '"),
        ["bearer"] = (key => " bearer " + key, "starts with 'Bearer '"),
    };

    public static MatrixTheoryData<string, Made, string> Malformations => ProvidersWith(_malformations.Keys);

    [Theory]
    [MemberData(nameof(Malformations))]
    public async Task Row03_Malformed_key_is_rejected_and_not_quoted(string id, Made made, string what)
    {
        var key = FaultVendor.Of(id).Key;
        var (malform, problem) = _malformations[what];

        var error = await RefusalAsync(id, made, o => o.ApiKey = malform(key));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        AssertNoEcho(key, error);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row03_Key_that_becomes_malformed_fails_the_next_call(string id, Made made)
    {
        var vendor = FaultVendor.Of(id);
        QuotaProviderOptions? options = null;
        await using var server = RawServer.Answering(RawResponse.Ok(vendor.GoodBody));
        await using var provider = MadeProvider.Create(vendor, made, server.Address, o => options = o);
        await SnapshotOf(provider.GetQuotaAsync(Token));

        foreach (var (malform, problem) in _malformations.Values)
        {
            options!.ApiKey = malform(vendor.Key);
            var error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => SnapshotOf(provider.GetQuotaAsync(Token)));
            Assert.Contains(problem, error.Message, StringComparison.Ordinal);
            AssertNoEcho(vendor.Key, error);
        }

        options!.ApiKey = vendor.Key;
        await SnapshotOf(provider.GetQuotaAsync(Token));
        Assert.Equal(2, server.ConnectionCount);
    }

    public static MatrixTheoryData<string, Made, string> UnsafeAddresses => ProvidersWith(
    [
        "http://quota.example/", "http://10.0.0.1/", "http://0.0.0.0/", "http://[2001:db8::1]/", "http://[::ffff:10.0.0.1]/",
        "http://127.0.0.1.example/", "http://localhost.example/", "http://127.0.0.1@quota.example/",
        "https://user:hunter2@quota.example/", "https://hunter2@quota.example/",
        "https://quota.example/?hunter2", "https://quota.example/#hunter2",
        "ftp://quota.example/", "file:///quota", "/relative",
    ]);

    [Theory]
    [MemberData(nameof(UnsafeAddresses))]
    public async Task Row04_Unsafe_address_is_rejected(string id, Made made, string address)
    {
        var error = await RefusalAsync(id, made, o => o.BaseAddress = new Uri(address, UriKind.RelativeOrAbsolute));

        Assert.Contains("BaseAddress must ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row04_Safe_address_is_accepted(string id, Made made)
    {
        string[] addresses = [Address, "https://10.0.0.1:8443/gateway", "http://localhost:1/", "http://127.0.0.2/", "http://[::1]/"];

        foreach (var address in addresses)
        {
            await using var provider = MadeProvider.Create(FaultVendor.Of(id), made, new Uri(address));
            provider.Services?.GetRequiredService<IStartupValidator>().Validate();
        }
    }

    private static readonly Dictionary<string, (Action<QuotaProviderOptions> Change, string[] Named)> _contradictions = new()
    {
        ["attempt longer than total"] = (
            o => (o.Resilience.AttemptTimeout, o.Resilience.TotalTimeout) = (TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(20)),
            ["AttemptTimeout (00:00:40)", "TotalTimeout (00:00:20)"]),
        ["zero attempt"] = (o => o.Resilience.AttemptTimeout = default, ["AttemptTimeout must be from", "is 00:00:00."]),
        ["endless attempt"] = (o => o.Resilience.AttemptTimeout = Timeout.InfiniteTimeSpan, ["AttemptTimeout must be from", "is -00:00:00.0010000."]),
        ["negative total"] = (
            o => o.Resilience.TotalTimeout = TimeSpan.FromSeconds(-5), ["TotalTimeout must be from", "AttemptTimeout (00:00:10)", "TotalTimeout (-00:00:05)"]),
        ["zero base delay"] = (o => o.Resilience.BaseDelay = default, ["BaseDelay must be from", "is 00:00:00."]),
        ["negative maximum delay"] = (o => o.Resilience.MaxDelay = TimeSpan.FromSeconds(-1), ["MaxDelay must be from", "is -00:00:01."]),
        ["no break"] = (o => o.Resilience.BreakDuration = default, ["BreakDuration must be from", "is 00:00:00."]),
        ["no attempts"] = (o => o.Resilience.MaxAttempts = 0, ["MaxAttempts must be from 1 to 100, but is 0."]),
        ["thresholds out of order"] = (o => o.Thresholds = new(0.9, 0.5), ["Warning (0.9)", "Critical (0.5)"]),
        ["threshold above 1"] = (o => o.Thresholds = new(0.8, 95), ["Warning is 0.8", "Critical is 95"]),
        ["threshold not a number"] = (o => o.Thresholds = new(double.NaN, 0.5), ["Warning is NaN", "Critical is 0.5"]),
    };

    public static MatrixTheoryData<string, Made, string> Contradictions => ProvidersWith(_contradictions.Keys);

    [Theory]
    [MemberData(nameof(Contradictions))]
    public async Task Row05_Invalid_durations_and_thresholds_fail_at_start(string id, Made made, string what)
    {
        var (change, named) = _contradictions[what];

        var error = await RefusalAsync(id, made, change);

        Assert.All(named, n => Assert.Contains(n, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Row06_Disposed_provider_sends_nothing(string id, Made made)
    {
        await using var server = RawServer.Answering(RawResponse.Ok(FaultVendor.Of(id).GoodBody));
        var unused = MadeProvider.Create(FaultVendor.Of(id), made, server.Address);
        var used = MadeProvider.Create(FaultVendor.Of(id), made, server.Address);
        await SnapshotOf(used.GetQuotaAsync(Token));

        foreach (var provider in new[] { unused, used })
        {
            await provider.DisposeAsync();
            await Assert.ThrowsAsync<ObjectDisposedException>(() => SnapshotOf(provider.GetQuotaAsync(Token)));
            await provider.DisposeAsync();
        }

        Assert.Equal(1, server.ConnectionCount);
    }

    /// <summary>Returns the configuration error for these settings. Without a container the constructor throws it. In a container, validation at start
    /// and every call throw it.</summary>
    private static async Task<QuotaException> RefusalAsync(string id, Made made, Action<QuotaProviderOptions> configure)
    {
        var vendor = FaultVendor.Of(id);
        await using var server = RawServer.Answering(RawResponse.Ok(vendor.GoodBody));
        QuotaConfigurationException error;
        if (made == Made.Alone)
        {
            error = Assert.Throws<QuotaConfigurationException>(() => { MadeProvider.Create(vendor, made, server.Address, configure); });
        }
        else
        {
            await using var provider = MadeProvider.Create(vendor, made, server.Address, configure);
            var atStart = Assert.Throws<QuotaConfigurationException>(provider.Services!.GetRequiredService<IStartupValidator>().Validate);
            error = await Assert.ThrowsAsync<QuotaConfigurationException>(() => SnapshotOf(provider.GetQuotaAsync(Token)));
            Assert.Equal(atStart.Message, error.Message);
        }

        Assert.Equal((QuotaErrorKind.Configuration, id, 0, false), (error.Kind, error.Provider, error.Attempts, error.IsTransient));
        Assert.Equal(0, server.ConnectionCount);
        return error;
    }

    private static Func<string, string> Inside(string what) => key => key.Insert(10, what);

    private static void AssertNoEcho(string key, QuotaException error)
    {
        Assert.DoesNotContain(key[..10], error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(key[10..], error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("X-Other", error.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
