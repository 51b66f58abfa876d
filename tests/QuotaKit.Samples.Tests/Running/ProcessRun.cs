namespace QuotaKit.Samples.Tests.Running;

/// <summary>The exit code and the output of a process.</summary>
internal sealed record ProcessRun(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of the output, without the empty ones.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Returns the columns of the line that begins with these columns.</summary>
    public string[] Row(params string[] begin) => Lines
        .Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .Single(columns => columns.Take(begin.Length).SequenceEqual(begin));
}
