using System.Diagnostics;
using QuotaKit.Cli.Json;
using QuotaKit.Cli.Parsing;
using QuotaKit.Cli.Running;

namespace QuotaKit.Cli.Commands;

/// <summary>One program that runs under a reservation, from its start to the commit or release.</summary>
/// <param name="signals">The signals, which are forwarded to the program.</param>
/// <param name="onFailure">What to do when the program fails.</param>
/// <param name="advised">Completes a command line to advise.</param>
internal sealed class GuardedRun(Signals signals, OnFailure onFailure, Func<string, string> advised)
{
    private QuotaReservation? _settled;

    public QuotaReservation? Hold { get; set; }

    public bool Started { get; private set; }

    /// <summary>Whether the program failed, so that the amount was given back.</summary>
    public bool HasGivenBack { get; private set; }

    public int ExitCode { get; private set; }

    public QuotaException? Error { get; private set; }

    /// <summary>Records a failure of this command.</summary>
    public void Fail(int exitCode, QuotaException? error) => (ExitCode, Error) = (exitCode, error);

    /// <summary>Starts the program, keeps the lease while it runs, and settles.</summary>
    /// <exception cref="ChildNotStartedException">The program cannot be started. The reservation is released.</exception>
    /// <exception cref="QuotaException">The end could not be recorded.</exception>
    /// <exception cref="OperationCanceledException">A signal came before the start. The reservation is released.</exception>
    public async Task RunAsync(IQuotaGuard guard, string path, IReadOnlyList<string> arguments)
    {
        try
        {
            ExitCode = await RunProgramAsync(path, arguments);
        }
        catch (Exception e) when (!Started && e is ChildNotStartedException or OperationCanceledException)
        {
            await ReleaseAsync();
            throw;
        }

        try
        {
            await SettleAsync(guard);
        }
        catch (QuotaException e)
        {
            throw new QuotaException(
                e.Kind, e.Provider,
                $"The program ended with {ExitCode}, but that could not be recorded: {e.Message} Do not run it again for this. {Advice()}",
                e);
        }
    }

    public RunDocument ToDocument() =>
        new(Started, ExitCode, Hold is null ? null : HoldEntry.Of(_settled ?? Hold) with { IsNew = Hold.IsNew }, Error is null ? null : ErrorEntry.Of(Error));

    private async Task<int> RunProgramAsync(string path, IReadOnlyList<string> arguments)
    {
        await using var lease = await LeaseKeeper.StartAsync(Hold!, signals.Cancelled);
        Process? child = null;
        signals.Start(() =>
        {
            var process = child = ChildProgram.Start(path, arguments, Hold!.Id);
            return () => process.HasExited ? null : process.Id;
        });
        Started = true;
        // Not disposed: a signal that comes now asks whether it has ended.
        await child!.WaitForExitAsync();
        return child.ExitCode;
    }

    private async Task SettleAsync(IQuotaGuard guard)
    {
        // The program may have settled it, such as with the amount that it really cost. That was another process, so only the store knows.
        if (await guard.FindAsync(Hold!.Id) is { State: QuotaReservationState.Committed or QuotaReservationState.Released } settled)
            _settled = settled;
        else if (ExitCode == 0 || onFailure == OnFailure.Commit)
            await Hold.CommitAsync();
        else if (onFailure == OnFailure.Release)
            HasGivenBack = await ReleaseAsync();
    }

    private string Advice() => Hold!.State == QuotaReservationState.Expired
        ? $"To record what was really spent: {advised($"commit {Hold.Id} --actual AMOUNT")}"
        : $"The amount counts as spent when the lease ends. To record it now: {advised($"{(ExitCode == 0 ? "commit" : "release")} {Hold.Id}")}";

    /// <summary>Releases, unless an earlier run with this id made the reservation: that run may be spending under it.</summary>
    private async Task<bool> ReleaseAsync()
    {
        if (Hold!.IsNew)
            await Hold.ReleaseAsync();
        return Hold.IsNew;
    }
}
