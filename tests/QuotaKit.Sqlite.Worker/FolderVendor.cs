using System.Globalization;
using System.Text;

namespace QuotaKit.Sqlite.Worker;

/// <summary>A vendor that all processes share: a folder with one file of charges for each process.</summary>
public sealed class FolderVendor : IDisposable
{
    private readonly string _folder;
    private readonly decimal _granted;
    private readonly FileStream _charges;

    public FolderVendor(string folder, string process, decimal granted)
    {
        (_folder, _granted) = (folder, granted);
        _charges = new FileStream(Path.Combine(folder, process), FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    }

    /// <summary>Charges at once. One write per line: a process that is killed has charged a whole line or nothing.</summary>
    public void Charge(string id, decimal amount) =>
        _charges.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id} {amount}\n")));

    public decimal ReadRemaining() => _granted - ReadCharges(_folder).Sum(c => c.Amount);

    public void Dispose() => _charges.Dispose();

    /// <summary>Returns all charges of all processes.</summary>
    public static IEnumerable<(string Id, decimal Amount)> ReadCharges(string folder)
    {
        foreach (var path in Directory.GetFiles(folder))
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            while (reader.ReadLine() is { } line)
            {
                var parts = line.Split(' ');
                yield return (parts[0], decimal.Parse(parts[1], CultureInfo.InvariantCulture));
            }
        }
    }
}
