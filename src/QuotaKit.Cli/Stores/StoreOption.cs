using System.CommandLine;

namespace QuotaKit.Cli.Stores;

/// <summary>Creates the option <c>--store</c>.</summary>
internal static class StoreOption
{
    public static Option<string> Create() => new("--store")
    {
        Description = "The file or the PostgreSQL connection with the reservations. The default is $QUOTAKIT_STORE, or quotakit.db in the folder "
            + "~/.local/state/quotakit.",
        HelpName = "path|postgres://…",
    };
}
