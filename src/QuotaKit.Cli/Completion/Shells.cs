namespace QuotaKit.Cli.Completion;

/// <summary>The shells, and the scripts for them. Each hands the line and the cursor to the command and takes what it prints.</summary>
internal static class Shells
{
    // What stands in front of the cursor is all that counts, so that the cursor is at its end.
    private const string Bash =
        """
        # quotakit completion for bash
        _quotakit() {
            local IFS=$'\n' line=${COMP_LINE:0:COMP_POINT}
            COMPREPLY=($(compgen -W "$(quotakit complete --position ${#line} "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _quotakit quotakit
        """;

    private const string Zsh =
        """
        # quotakit completion for zsh
        _quotakit() {
            local line="${BUFFER:0:$CURSOR}"
            local -a found
            found=("${(@f)$(quotakit complete --position ${#line} "$line" 2>/dev/null)}")
            compadd -a found || _files
        }
        compdef _quotakit quotakit
        """;

    private const string Fish =
        """
        # quotakit completion for fish
        function __quotakit
            set -l line (commandline -cp)
            quotakit complete --position (string length -- "$line") "$line" 2>/dev/null
        end
        complete -c quotakit -a '(__quotakit)'
        """;

    private const string Pwsh =
        """
        # quotakit completion for PowerShell
        Register-ArgumentCompleter -Native -CommandName quotakit -ScriptBlock {
            param($word, $ast, $cursor)
            $line = $ast.ToString().PadRight($cursor)
            quotakit complete --position $cursor "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    public static IReadOnlyList<Shell> All { get; } =
    [
        new("bash", "quotakit completion bash >> ~/.bashrc", Bash),
        new("zsh", "quotakit completion zsh >> ~/.zshrc", Zsh),
        new("fish", "quotakit completion fish > ~/.config/fish/completions/quotakit.fish", Fish),
        new("pwsh", "quotakit completion pwsh >> $PROFILE", Pwsh),
    ];
}
