using System.CommandLine;

namespace QuotaKit.Cli.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal class CliCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines as users type them.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
