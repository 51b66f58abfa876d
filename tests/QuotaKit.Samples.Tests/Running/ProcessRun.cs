namespace QuotaKit.Samples.Tests.Running;

/// <summary>What a process left behind.</summary>
internal sealed record ProcessRun(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of the output, without the empty ones.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The columns of the line that begins with these.</summary>
    public string[] Row(params string[] begin) => Lines
        .Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Single(columns => columns.Take(begin.Length).SequenceEqual(begin));
}
