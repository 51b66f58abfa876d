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
/// Fails a test that runs longer than two minutes, and continues with the others. Ends the program when it runs ten times as long.
/// A test sets its own limit with <c>[Fact(Timeout = milliseconds)]</c>, a project with the assembly metadata <c>TestSeconds</c>, and
/// <c>QUOTAKIT_TEST_SECONDS</c> a limit for all projects; 0 means no limit.
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

    // xUnit.net has a timeout for each test, but no default timeout.
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

            // For fixtures, which the timeout of a test does not cover. The test platform's --timeout only asks them to stop.
            using var watchdog = new Timer(
                _ => Environment.FailFast($"{TestAssembly.Assembly.GetName().Name} has not ended within {limit * 10}. Does a fixture wait forever?"));
            if (limit > TimeSpan.Zero)
                watchdog.Change(limit * 10, Timeout.InfiniteTimeSpan);
            await base.RunTestCases(testCases, executionMessageSink, executionOptions, cancellationToken);
        }
    }
}
