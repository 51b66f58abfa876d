using System.Runtime.InteropServices;

namespace QuotaKit.Cli.Running;

/// <summary>The numbers of the signals that are forwarded. They are the same on Linux and macOS.</summary>
internal static class SignalNumbers
{
    public static int Of(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGQUIT => 3,
        PosixSignal.SIGTERM => 15,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "This signal is not forwarded."),
    };
}
