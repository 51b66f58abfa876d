namespace QuotaKit.Cli.Completion;

/// <summary>The shells and their scripts. Each script passes the line and the cursor to <c>quotakit complete</c>, which prints the candidates.</summary>
/// <remarks>Account names come from a config file and may contain anything. The scripts compare them as plain text and quote what they insert.</remarks>
internal static class Shells
{
    // Only the text before the cursor counts, so the cursor is passed as the end of the line.
    private const string Bash =
        """
        # quotakit completion for bash
        _quotakit() {
            local line=${COMP_LINE:0:COMP_POINT} word=${COMP_WORDS[COMP_CWORD]} name quoted
            COMPREPLY=()
            # Not compgen -W: it would run a $(...) in an account's name.
            while IFS= read -r name; do
                printf -v quoted %q "$name"
                if [[ $name == "$word"* || $quoted == "$word"* ]]; then COMPREPLY+=("$quoted"); fi
            done < <(quotakit complete --position ${#line} "$line" 2>/dev/null)
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
            # Removes empty lines. The quotes keep zsh from expanding a pattern in an account's name; compadd quotes what it inserts.
            found=("${(@)found:#}")
            compadd -a -- found || _files
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
            $length = $cursor - $ast.Extent.StartOffset
            $line = $ast.ToString().PadRight($length).Substring(0, $length)
            quotakit complete --position $length "$line" 2>$null |
                Where-Object { $_.StartsWith("$word", [StringComparison]::OrdinalIgnoreCase) } | ForEach-Object {
                    $text = if ($_ -match '^[\w./+-]+$') { $_ }
                        else { "'" + [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($_) + "'" }
                    [System.Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
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
