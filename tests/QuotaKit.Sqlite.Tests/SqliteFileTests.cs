namespace QuotaKit.Sqlite.Tests;

/// <summary>The file of a ledger, and paths that cannot be one.</summary>
public sealed class SqliteFileTests : SqliteTest
{
    [Fact]
    public async Task Files_and_folder_are_for_their_owner_only()
    {
        SkipOnWindows();
        var path = Path.Combine(Folder.Path, "new", "folder", "quota.db");
        await using var ledger = new SqliteQuotaLedger(path);

        await ledger.BeginAttemptAsync(Token);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, ModeOf(Path.GetDirectoryName(path)!));
        var files = Directory.GetFiles(Path.GetDirectoryName(path)!);
        Assert.Equal(["quota.db", "quota.db-shm", "quota.db-wal"], files.Select(Path.GetFileName).Order());
        Assert.All(files, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(f)));
    }

    [Fact]
    public void Constructor_creates_no_file()
    {
        using var ledger = new SqliteQuotaLedger(File);

        Assert.Equal(File, ledger.Path);
        Assert.Empty(Directory.GetFileSystemEntries(Folder.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(":memory:")]
    public void Constructor_rejects_what_is_no_file(string invalid) =>
        Assert.Throws<ArgumentException>("path", () => new SqliteQuotaLedger(invalid));

    [Fact]
    public void Constructor_rejects_a_retention_below_a_day() =>
        Assert.Throws<ArgumentOutOfRangeException>("retention", () => new SqliteQuotaLedger("quota.db", null, TimeSpan.FromHours(23)));

    [Fact]
    public Task Folder_in_place_of_the_file_is_named() => AssertFailsAsync(Folder.Path, "is a folder. Name a file.");

    [Fact]
    public Task File_in_place_of_the_folder_is_named()
    {
        System.IO.File.WriteAllText(Folder.File("file"), "");
        return AssertFailsAsync(Path.Combine(Folder.File("file"), "quota.db"), "Name a file in a folder that this user may write to.");
    }

    [Fact]
    public async Task Text_file_is_not_changed()
    {
        var text = string.Concat(Enumerable.Repeat("no database ", 1000));
        System.IO.File.WriteAllText(File, text);

        await AssertFailsAsync(File, "is not a SQLite database. Name another file for the ledger.");

        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public async Task Disposed_ledger_throws_and_may_be_disposed_again()
    {
        var ledger = new SqliteQuotaLedger(File);
        await ReserveAsync(ledger, "job");
        await ledger.DisposeAsync();
        ledger.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => ledger.BeginAttemptAsync(Token).AsTask());
        Assert.Equal([File], Directory.GetFiles(Folder.Path));
    }

    private static UnixFileMode ModeOf(string path) => OperatingSystem.IsWindows() ? default : System.IO.File.GetUnixFileMode(path);
}
