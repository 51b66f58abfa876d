using System.Xml.Linq;
using QuotaKit.Testing;
using QuotaKit.Tests.Shared;

namespace QuotaKit.Packages.Tests;

/// <summary>Installs the packages into new projects outside the repository, as users do.</summary>
[Collection(nameof(PackedOnce))]
public sealed class ConsumerTests(PackedPackages packages)
{
    [Theory]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public async Task App_reads_an_account_with_AddQuotaKit(string framework)
    {
        await using var simulator = await QuotaSimulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        simulator.HeyGen.Account("a-key").RemainingQuota = 600;
        var folder = packages.CreateFolder($"App-{framework}",
            ("App.csproj", Project(framework, $"""
                <PackageReference Include="QuotaKit" Version="{packages.Version}" />
                <PackageReference Include="Microsoft.Extensions.Hosting" Version="{VersionOf("Microsoft.Extensions.Hosting")}" />
                """)),
            ("Program.cs", """
                using Microsoft.Extensions.DependencyInjection;
                using Microsoft.Extensions.Hosting;
                using QuotaKit;

                var builder = Host.CreateApplicationBuilder(args);
                builder.Services.AddQuotaKit();
                using var host = builder.Build();

                var snapshot = await host.Services.GetRequiredService<IQuotaClient>().GetAsync("heygen");
                Console.WriteLine($"{snapshot.Primary.Remaining} {snapshot.Primary.Unit}");

                using var script = QuotaClient.FromEnvironment();
                Console.WriteLine($"in the environment: {string.Join(", ", script.Accounts)}");
                """));

        var printed = await Command.RunAsync(folder, "dotnet", "run",
            [new("HEYGEN_API_KEY", "a-key"), new("QuotaKit__HeyGen__BaseAddress", simulator.HeyGen.BaseAddress.AbsoluteUri)]);

        Assert.Contains("10 credits\nin the environment: heygen", printed.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Tool_installs_and_runs()
    {
        var folder = packages.CreateFolder("Tool");

        await Command.RunAsync(folder, "dotnet", $"tool install QuotaKit.Cli --version {packages.Version} --tool-path .");
        var quotakit = Path.Combine(folder, OperatingSystem.IsWindows() ? "quotakit.exe" : "quotakit");
        var help = await Command.RunAsync(folder, quotakit, "--help");
        var demo = await Command.RunAsync(folder, quotakit, "show --demo");

        Assert.Contains("Exit codes:", help);
        Assert.All(["heygen", "pictory", "vzla"], vendor => Assert.Contains(vendor, demo));
    }

    [Fact]
    public async Task Test_project_uses_simulated_vendors()
    {
        var folder = packages.CreateFolder("Tests",
            ("Tests.csproj", Project("net10.0", $"""
                <PackageReference Include="QuotaKit.HeyGen" Version="{packages.Version}" />
                <PackageReference Include="QuotaKit.Testing" Version="{packages.Version}" />
                <PackageReference Include="xunit.v3" Version="{VersionOf("xunit.v3")}" />
                """)),
            ("CreditsTests.cs", """
                using QuotaKit.HeyGen;
                using QuotaKit.Testing;
                using Xunit;

                public sealed class CreditsTests
                {
                    [Fact]
                    public async Task Credits_are_read()
                    {
                        var token = TestContext.Current.CancellationToken;
                        await using var simulator = await QuotaSimulator.StartAsync(cancellationToken: token);
                        simulator.HeyGen.Account("a-key").RemainingQuota = 600;
                        simulator.HeyGen.Faults.Enqueue(Fault.Status(503));
                        using var heygen = new HeyGenQuotaProvider(new HeyGenQuotaOptions { ApiKey = "a-key", BaseAddress = simulator.HeyGen.BaseAddress });

                        var snapshot = await heygen.GetQuotaAsync(token);

                        Assert.Equal(10, snapshot.Primary.Remaining);
                        Assert.Equal(2, simulator.HeyGen.Requests.Count);
                    }
                }
                """));

        var printed = await Command.RunAsync(folder, "dotnet", "test");

        Assert.Matches(@"succeeded: 1\b", printed);
    }

    // Warnings are errors, because a warning that a package causes breaks the builds of others. NuGet audit needs the network and says nothing
    // about these packages. RollForward lets an app for an older runtime run on the newest one, which is the only one needed here.
    private static string Project(string framework, string references) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>{framework}</TargetFramework>
            <RollForward>Major</RollForward>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <UseMicrosoftTestingPlatformRunner>true</UseMicrosoftTestingPlatformRunner>
            <NuGetAudit>false</NuGetAudit>
          </PropertyGroup>
          <ItemGroup>
            {references}
          </ItemGroup>
        </Project>
        """;

    /// <summary>The version that this repository uses, which is known to be available.</summary>
    private static string VersionOf(string package) =>
        XDocument.Parse(Repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Single(p => p.Attribute("Include")!.Value == package).Attribute("Version")!.Value;
}
