using System.Globalization;

namespace QuotaKit.Benchmarks.Measuring;

/// <summary>The table of results: each row has a figure and may have a goal.</summary>
internal sealed class Report
{
    private readonly List<(string What, string Goal, string Figure, bool? IsMet)> _rows = [];

    /// <summary>Whether all goals in the table are met.</summary>
    public bool IsMet => _rows.TrueForAll(r => r.IsMet != false);

    /// <summary>Adds a figure with the highest value that meets its goal.</summary>
    public void AtMost(string what, double limit, double figure, string unit)
    {
        var rounded = Math.Round(figure, 2);
        Add(what, string.Create(CultureInfo.InvariantCulture, $"≤ {limit:0.##}{unit}"), string.Create(CultureInfo.InvariantCulture, $"{rounded:0.##}{unit}"), rounded <= limit);
    }

    /// <summary>Adds a figure without a goal.</summary>
    public void Note(string what, string figure) => Add(what, "", figure, null);

    public void Print()
    {
        Console.WriteLine("| what | goal | figure | met |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var (what, goal, figure, isMet) in _rows)
            Console.WriteLine($"| {what} | {goal} | {figure} | {isMet switch { true => "yes", false => "NO", null => "" }} |");
    }

    private void Add(string what, string goal, string figure, bool? isMet)
    {
        _rows.Add((what, goal, figure, isMet));
        Console.Error.WriteLine($"{what}: {figure} {(goal.Length > 0 ? $"({goal})" : "")}");
    }
}
