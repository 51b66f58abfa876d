using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using QuotaKit.Http;

namespace QuotaKit.Testing;

/// <summary>Checks that a vendor's provider keeps the rules that callers rely on: faults, keys, cancellation, odd documents.</summary>
/// <remarks>Each check starts the vendor on a loopback socket and creates the provider anew. Checks may run at the same time. The class needs
/// no test framework. The vendor must be read with GET and a key in a header, and the provider must send with the client of its
/// <see cref="QuotaProviderContext{TOptions}"/> when there is one.</remarks>
/// <example>
/// With xunit, each check becomes a test case:
/// <code>
/// public sealed class AcmeContractTests
/// {
///     private static readonly QuotaProviderContract _contract = QuotaProviderContract.For(
///         AcmeQuota.Registration, path: "v1/usage", keyHeader: "Authorization", keyPrefix: "Token ", document: AcmeSamples.Usage);
///
///     public static TheoryData&lt;string&gt; Checks => [.. QuotaProviderContract.Checks];
///
///     [Theory]
///     [MemberData(nameof(Checks))]
///     public Task Provider_keeps_the_contract(string check) => _contract.RunAsync(check, TestContext.Current.CancellationToken);
/// }
/// </code>
/// </example>
public sealed class QuotaProviderContract
{
    private readonly ContractSubject _subject;

    private QuotaProviderContract(ContractSubject subject) => _subject = subject;

    /// <summary>The names of all checks, each a rule as a sentence.</summary>
    public static IReadOnlyList<string> Checks { get; } = [.. ContractCheck.All.Select(c => c.Name)];

    /// <summary>The longest wait for a call that should end by itself.</summary>
    internal TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Describes the vendor.</summary>
    /// <typeparam name="TOptions">The vendor's options.</typeparam>
    /// <param name="registration">The vendor's registration, which creates its providers.</param>
    /// <param name="path">The path of the quota document below the vendor's address, such as <c>"v1/usage"</c>.</param>
    /// <param name="keyHeader">The header that holds the key, such as <c>"x-api-key"</c>.</param>
    /// <param name="document">A good quota document of an account that is in use. Use numbers other than 0: a check cannot tell a 0
    /// from a missing number that was read as 0.</param>
    /// <param name="keyPrefix">The text before the key, including its space: <c>"Bearer "</c>. The default value is empty.</param>
    /// <param name="configure">Sets options of the provider, such as one that selects a version of the API; null sets none. A vendor that
    /// validates its keys may change the given key to a valid one.</param>
    /// <exception cref="ArgumentException">The document is not a JSON object, or the path has a query or a fragment.</exception>
    public static QuotaProviderContract For<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        QuotaVendorRegistration<TOptions> registration,
        string path,
        string keyHeader,
        string document,
        string keyPrefix = "",
        Action<TOptions>? configure = null)
        where TOptions : QuotaProviderOptions
    {
        ArgumentNullException.ThrowIfNull(registration);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentException.ThrowIfNullOrEmpty(keyHeader);
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(keyPrefix);
        if (path.AsSpan().ContainsAny('?', '#'))
        {
            throw new ArgumentException(
                $"The path '{path}' has a query or a fragment. Leave it out: the simulated vendor compares the path only, and accepts any query.",
                nameof(path));
        }

        ThrowIfNotObject(document);

        return new QuotaProviderContract(new ContractSubject(
            registration.Vendor,
            path.TrimStart('/'),
            keyHeader,
            keyPrefix,
            document,
            (address, key) =>
            {
                var options = registration.CreateOptions();
                (options.ApiKey, options.BaseAddress, options.Resilience) = (key, address, ContractRun.Resilience());
                configure?.Invoke(options);
                return options;
            },
            (options, clock, log, client) => registration.CreateProvider(
                new QuotaProviderContext<TOptions>((TOptions)options) { TimeProvider = clock, Logger = log, HttpClient = client })));
    }

    /// <summary>Runs one check.</summary>
    /// <param name="check">Its name, from <see cref="Checks"/>.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <exception cref="QuotaContractException">The provider breaks the rule.</exception>
    /// <exception cref="ArgumentException">There is no check of that name.</exception>
    public async Task RunAsync(string check, CancellationToken cancellationToken = default)
    {
        var found = ContractCheck.All.FirstOrDefault(c => c.Name == check)
            ?? throw new ArgumentException($"There is no check '{check}'. QuotaProviderContract.Checks lists them.", nameof(check));
        var run = await ContractRun.StartAsync(_subject, check, Patience, cancellationToken).ConfigureAwait(false);
        await using (run.ConfigureAwait(false))
        {
            await found.RunAsync(run).ConfigureAwait(false);
            run.ThrowIfUnexpected();
        }
    }

    private static void ThrowIfNotObject(string document)
    {
        try
        {
            if (JsonNode.Parse(document) is JsonObject)
                return;
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The document is not JSON: {e.Message}", nameof(document), e);
        }

        throw new ArgumentException("The document must be a JSON object.", nameof(document));
    }
}
