using System.CommandLine;

namespace QuotaKit.Cli.Commands;

/// <summary>A command whose help ends with examples.</summary>
internal sealed class CliCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Lines as they are typed.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;
}
