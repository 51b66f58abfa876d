using QuotaKit.Cli.Commands;

namespace QuotaKit.Cli;

internal static class Program
{
    public static Task<int> Main(string[] args) => QuotaKitCommand.RunAsync(args);
}
