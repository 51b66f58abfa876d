using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using QuotaKit.Tests.Shared;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestFramework(typeof(LimitedTestFramework))]

namespace QuotaKit.Tests.Shared;

/// <summary>
/// Fails a test that runs for longer than two minutes, by its name, and goes on with the others; ends a program that runs ten times as long.
/// A test that needs longer says so: <c>[Fact(Timeout = milliseconds)]</c>; so does a project, by the assembly metadata <c>TestSeconds</c>.
/// <c>QUOTAKIT_TEST_SECONDS</c> sets another limit for all; 0 is none.
/// </summary>
internal sealed class LimitedTestFramework : XunitTestFramework
{
    protected override ITestFrameworkExecutor CreateExecutor(Assembly assembly) =>
        new Executor(new XunitTestAssembly(assembly, null, assembly.GetName().Version));

    private static TimeSpan LimitOf(Assembly assembly)
    {
        var seconds = Environment.GetEnvironmentVariable("QUOTAKIT_TEST_SECONDS")
            ?? assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(m => m.Key == "TestSeconds")?.Value
            ?? "120";
        return Debugger.IsAttached ? TimeSpan.Zero : TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture));
    }

    // xUnit.net has a limit for each test, but no default for all of them.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Timeout")]
    private static extern void SetTimeout(XunitTestCase test, int milliseconds);

    private sealed class Executor(IXunitTestAssembly assembly) : XunitTestFrameworkExecutor(assembly)
    {
        public override async ValueTask RunTestCases(
            IReadOnlyCollection<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions,
            CancellationToken cancellationToken)
        {
            var limit = LimitOf(TestAssembly.Assembly);
            foreach (var test in testCases.OfType<XunitTestCase>().Where(t => t.Timeout == 0))
                SetTimeout(test, (int)limit.TotalMilliseconds);

            // For fixtures, which no test's limit covers. Neither does the test platform's --timeout: it only asks them to stop.
            using var net = new Timer(_ => Environment.FailFast($"{TestAssembly.Assembly.GetName().Name} has not ended in {limit * 10}: does a fixture wait for ever?"));
            if (limit > TimeSpan.Zero)
                net.Change(limit * 10, Timeout.InfiniteTimeSpan);
            await base.RunTestCases(testCases, executionMessageSink, executionOptions, cancellationToken);
        }
    }
}
