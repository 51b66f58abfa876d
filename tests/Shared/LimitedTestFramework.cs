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
/// A test that needs longer says so: <c>[Fact(Timeout = milliseconds)]</c>. <c>QUOTAKIT_TEST_SECONDS</c> sets another limit; 0 is none.
/// </summary>
internal sealed class LimitedTestFramework : XunitTestFramework
{
    private static TimeSpan Limit =>
        Debugger.IsAttached ? TimeSpan.Zero
        : Environment.GetEnvironmentVariable("QUOTAKIT_TEST_SECONDS") is { Length: > 0 } seconds
            ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))
            : TimeSpan.FromMinutes(2);

    protected override ITestFrameworkExecutor CreateExecutor(Assembly assembly) =>
        new Executor(new XunitTestAssembly(assembly, null, assembly.GetName().Version));

    // xUnit.net has a limit for each test, but no default for all of them.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Timeout")]
    private static extern void SetTimeout(XunitTestCase test, int milliseconds);

    private sealed class Executor(IXunitTestAssembly assembly) : XunitTestFrameworkExecutor(assembly)
    {
        public override async ValueTask RunTestCases(
            IReadOnlyCollection<IXunitTestCase> testCases, IMessageSink executionMessageSink, ITestFrameworkExecutionOptions executionOptions,
            CancellationToken cancellationToken)
        {
            foreach (var test in testCases.OfType<XunitTestCase>().Where(t => t.Timeout == 0))
                SetTimeout(test, (int)Limit.TotalMilliseconds);

            // For fixtures, which no test's limit covers. Neither does the test platform's --timeout: it only asks them to stop.
            using var net = new Timer(_ => Environment.FailFast($"{TestAssembly.Assembly.GetName().Name} has not ended in {Limit * 10}: does a fixture wait for ever?"));
            if (Limit > TimeSpan.Zero)
                net.Change(Limit * 10, Timeout.InfiniteTimeSpan);
            await base.RunTestCases(testCases, executionMessageSink, executionOptions, cancellationToken);
        }
    }
}
