using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace QuotaKit.Cli.Running;

/// <summary>Catches the signals that end programs: before the child runs they cancel, then they are forwarded to it.</summary>
internal sealed class Signals : IDisposable
{
    private static readonly PosixSignal[] _caught = [PosixSignal.SIGHUP, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM];

    private readonly object _lock = new();
    private readonly CancellationTokenSource _cancelling = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Func<int?>? _child;

    public Signals() => _registrations = Array.ConvertAll(_caught, s => PosixSignalRegistration.Create(s, Handle));

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
            else if (!OperatingSystem.IsWindows() && _child() is { } process && !CameFromTerminal(context.Signal))
            {
                _ = Kill(process, SignalNumbers.Of(context.Signal));
            }
        }
    }

    /// <summary>Whether the terminal has sent the signal to the child too, because both are in its foreground.</summary>
    [UnsupportedOSPlatform("windows")]
    private static bool CameFromTerminal(PosixSignal signal)
    {
        if (signal is not (PosixSignal.SIGINT or PosixSignal.SIGQUIT))
            return false;
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
