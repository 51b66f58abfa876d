using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace QuotaKit.Cli.Running;

/// <summary>Catches the signals that end programs: before the child runs they cancel, then they are forwarded to it.</summary>
internal sealed class Signals : IDisposable
{
    private static readonly PosixSignal[] _caught =
        [PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM, .. SignalNumbers.OfUsers()];

    // A process that stops programs with SIGINT repeats it within this time.
    private static readonly TimeSpan _repetition = TimeSpan.FromSeconds(10);

    private readonly object _lock = new();
    private readonly CancellationTokenSource _cancelling = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TimeProvider _clock;
    private Func<int?>? _child;
    private long? _lastInterrupt;

    public Signals(TimeProvider clock)
    {
        _clock = clock;
        _registrations = Array.ConvertAll(_caught, s => PosixSignalRegistration.Create(s, Handle));
    }

    /// <summary>Cancelled by a signal that comes before the child runs.</summary>
    public CancellationToken Cancelled => _cancelling.Token;

    /// <summary>The signal that cancelled; null when none did.</summary>
    public PosixSignal? CancelledBy { get; private set; }

    /// <summary>Starts the child, unless a signal came before. From then on, signals go to the child.</summary>
    /// <param name="start">Starts the child and returns its id as long as it runs.</param>
    /// <exception cref="OperationCanceledException">A signal came before.</exception>
    public void Start(Func<Func<int?>> start)
    {
        // Under the lock, so that no signal falls between the two states.
        lock (_lock)
        {
            _cancelling.Token.ThrowIfCancellationRequested();
            _child = start();
        }
    }

    public void Dispose()
    {
        Array.ForEach(_registrations, r => r.Dispose());
        _cancelling.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);

    [DllImport("libc", EntryPoint = "getpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OwnGroup();

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ForegroundGroup(int terminal);

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (_lock)
        {
            if (_child is null)
            {
                CancelledBy ??= context.Signal;
                _cancelling.Cancel();
            }
            else if (!OperatingSystem.IsWindows() && _child() is { } process && !IsLeftToTerminal(context.Signal))
            {
                _ = Kill(process, SignalNumbers.Of(context.Signal));
            }
        }
    }

    /// <summary>Whether a signal is not forwarded, because the terminal seems to have sent it to the child too.</summary>
    /// <remarks>A signal does not tell whether it came from Ctrl+C or from another process. So the first is left to the terminal, and one that soon follows
    /// is forwarded. Forwarding the first later would be worse: a program that is still cleaning up after Ctrl+C often takes a second one for "stop at
    /// once". Who presses Ctrl+C twice within seconds means that anyway, and a program that is interrupted now and then gets each Ctrl+C once.</remarks>
    [UnsupportedOSPlatform("windows")]
    private bool IsLeftToTerminal(PosixSignal signal)
    {
        if (signal is not (PosixSignal.SIGINT or PosixSignal.SIGQUIT) || !IsInForeground())
            return false;
        var isRepeated = _lastInterrupt is { } last && _clock.GetElapsedTime(last) < _repetition;
        _lastInterrupt = _clock.GetTimestamp();
        return !isRepeated;
    }

    /// <summary>Whether this process is in the foreground of a terminal, which sends Ctrl+C to it and to the child.</summary>
    [UnsupportedOSPlatform("windows")]
    private static bool IsInForeground()
    {
        try
        {
            using var terminal = File.OpenHandle("/dev/tty");
            return ForegroundGroup((int)terminal.DangerousGetHandle()) == OwnGroup();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            // There is no terminal.
            return false;
        }
    }
}
