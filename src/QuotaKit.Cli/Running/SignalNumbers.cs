using System.Runtime.InteropServices;

namespace QuotaKit.Cli.Running;

/// <summary>The numbers of the signals that are forwarded.</summary>
internal static class SignalNumbers
{
    public static int Of(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        PosixSignal.SIGTERM => 15,
        // .NET has no names for the others, and takes their numbers.
        > 0 => (int)signal,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "This signal is not forwarded."),
    };

    /// <summary>SIGUSR1 and SIGUSR2, which end programs that do not handle them; none on Windows.</summary>
    public static PosixSignal[] OfUsers() =>
        OperatingSystem.IsLinux() ? [(PosixSignal)10, (PosixSignal)12]
        : OperatingSystem.IsMacOS() ? [(PosixSignal)30, (PosixSignal)31]
        : [];
}
