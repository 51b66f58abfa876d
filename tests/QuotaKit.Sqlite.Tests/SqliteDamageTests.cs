namespace QuotaKit.Sqlite.Tests;

/// <summary>A file that is damaged, deleted, replaced, locked or on a full disk.</summary>
public sealed class SqliteDamageTests : SqliteTest
{
    [Fact]
    public async Task Damaged_file_is_refused()
    {
        await ReserveAndCloseAsync("job");
        using (var file = System.IO.File.OpenWrite(File))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)(file.Length - file.Position)).ToArray());
        }

        await AssertFailsAsync(File, "is damaged. Restore a backup");
    }

    [Fact]
    public async Task File_deleted_while_open_is_not_begun_anew()
    {
        SkipOnWindows();
        await using var ledger = new SqliteQuotaLedger(File);
        await ReserveAsync(ledger, "job");
        Array.ForEach(Directory.GetFiles(Folder.Path), System.IO.File.Delete);

        await AssertFailsAsync(ledger, "was deleted or replaced while it was open");
        await AssertFailsAsync(ledger, "was deleted or replaced while it was open");

        Assert.Empty(Directory.GetFiles(Folder.Path));
    }

    [Fact]
    public async Task File_replaced_while_open_is_refused()
    {
        SkipOnWindows();
        await ReserveAndCloseAsync("job");
        System.IO.File.Copy(File, Folder.File("backup"));
        await using var ledger = new SqliteQuotaLedger(File);
        await ReserveAsync(ledger, "other");

        System.IO.File.Move(Folder.File("backup"), File, overwrite: true);

        await AssertFailsAsync(ledger, "was deleted or replaced while it was open");
    }

    [Fact]
    public async Task Full_disk_holds_nothing_until_there_is_space()
    {
        using var disk = TinyDisk.Mount();
        await using var ledger = new SqliteQuotaLedger(Path.Combine(disk.Path, "quota.db"));
        await ReserveAsync(ledger, "first");
        var ballast = Path.Combine(disk.Path, "ballast");
        FillUp(ballast);

        var reserved = 1;
        var error = await Assert.ThrowsAsync<QuotaException>(async () =>
        {
            for (; reserved < 1000; reserved++)
                await ReserveAsync(ledger, $"job-{reserved}");
        });

        Assert.Equal(QuotaErrorKind.Ledger, error.Kind);
        Assert.Contains("because the disk is full. Free some space.", error.Message);
        // What was held before can still be looked at; nothing of the failed call is there.
        Assert.Equal(reserved * 10, (await ledger.GetPositionAsync("acme", "credits", Token))?.Held);
        Assert.Null(await ledger.FindAsync($"job-{reserved}", Token));
        System.IO.File.Delete(ballast);
        await ReserveAsync(ledger, $"job-{reserved}");
    }

    [Fact]
    public async Task Full_disk_creates_no_ledger_until_there_is_space()
    {
        using var disk = TinyDisk.Mount();
        var ballast = Path.Combine(disk.Path, "ballast");
        FillUp(ballast);
        await using var ledger = new SqliteQuotaLedger(Path.Combine(disk.Path, "quota.db"));

        await AssertFailsAsync(ledger, disk.Path);

        System.IO.File.Delete(ballast);
        await ReserveAsync(ledger, "job");
    }

    [Fact]
    public async Task Read_only_disk_is_named_until_it_is_writable()
    {
        using var disk = TinyDisk.Mount();
        var path = Path.Combine(disk.Path, "quota.db");
        await using (var before = new SqliteQuotaLedger(path))
            await ReserveAsync(before, "before");
        disk.Remount(isReadOnly: true);
        await using var ledger = new SqliteQuotaLedger(path);

        await AssertFailsAsync(ledger, $"The ledger {path} cannot be");

        disk.Remount(isReadOnly: false);
        await ReserveAsync(ledger, "after");
    }

    [Fact]
    public async Task Lock_of_another_program_is_an_error_that_passes()
    {
        await ReserveAndCloseAsync("job");
        await using var ledger = new SqliteQuotaLedger(File, null, null, TimeSpan.FromMilliseconds(50));
        using (var other = Open())
        {
            using var lockIt = other.CreateCommand();
            lockIt.CommandText = "BEGIN IMMEDIATE";
            lockIt.ExecuteNonQuery();

            var error = await AssertFailsAsync(ledger, "was locked for 0.1 seconds. Try again, or end the program that keeps it locked.");

            Assert.True(error.IsTransient);
        }

        await ReserveAsync(ledger, "other");
    }

    [Fact]
    public async Task Cancellation_ends_waiting_for_a_lock()
    {
        await ReserveAndCloseAsync("job");
        await using var ledger = new SqliteQuotaLedger(File);
        using var other = Open();
        using var lockIt = other.CreateCommand();
        lockIt.CommandText = "BEGIN IMMEDIATE";
        lockIt.ExecuteNonQuery();
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var waiting = ledger.BeginAttemptAsync(cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static void FillUp(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (true)
                file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // The disk is full.
        }
    }
}
