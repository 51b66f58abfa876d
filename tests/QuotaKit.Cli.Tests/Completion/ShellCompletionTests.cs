
namespace QuotaKit.Cli.Tests.Completion;

/// <summary>Runs the scripts in real shells, with account names that a shell would run if they were not quoted.</summary>
public sealed class ShellCompletionTests : IDisposable
{
    private static readonly string[] _names =
    [
        "vzla/$(touch pwned)", "vzla/`touch pwned`", "vzla/<(touch pwned)", "vzla/(touch pwned)", "vzla/a;touch pwned", "vzla/a&touch pwned",
        "vzla/*(e:'touch pwned':)", "vzla/$HOME", "vzla/{a,b}", "vzla/*", "vzla/[a-z]?", "vzla/a|b", "vzla/#x", "vzla/with space", "vzla/it's",
        "vzla/say \"so\"", "vzla/back\\slash", "vzla/-n", "vzla/plain",
    ];

    /// <summary>A list of the names. The scripts run in its folder, where 'touch pwned' would leave a file.</summary>
    private readonly TemporaryFile _list = new("names", string.Concat(_names.Select(n => n + "\n")));

    public void Dispose() => _list.Dispose();

    [Fact]
    public async Task Bash_runs_nothing_and_inserts_each_name_quoted()
    {
        SkipWithout("bash");

        var run = await RunAsync(
            """
            eval "$(quotakit completion bash)"
            quotakit() { cat names; }
            COMP_LINE='quotakit show vzla/' COMP_WORDS=(quotakit show vzla/) COMP_CWORD=2 COMP_POINT=19
            _quotakit
            for word in "${COMPREPLY[@]}"; do eval "printf '%s\n' $word"; done
            """);

        AssertNamesAndNothingRun(run);
    }

    [Fact]
    public async Task Zsh_runs_nothing_and_inserts_each_name_quoted()
    {
        SkipWithout("zsh");
        await File.WriteAllTextAsync(Path.Combine(_list.Folder, "inner.zsh"),
            """
            autoload -Uz compinit && compinit -D -u
            source ./quotakit.zsh
            quotakit() { head -n $row names | tail -n 1 }
            row=0
            dump() { print -r -- "$BUFFER" >> buffers; BUFFER=; print DUMPED }
            zle -N dump
            fill() { (( ++row )); BUFFER='quotakit show vzla/'; CURSOR=19 }
            zle -N fill
            bindkey '^X' dump
            bindkey '^B' fill
            PS1='READY '
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_list.Folder, "outer.zsh"),
            """
            zmodload zsh/zpty
            zpty session zsh -f -i
            zpty -w session 'source ./inner.zsh'
            zpty -r session seen '*READY *' || exit 1
            repeat $(wc -l < names); do
                zpty -w -n session $'\C-b\t\C-x'
                zpty -r session seen '*DUMPED*' || exit 1
            done
            zpty -d session
            while IFS= read -r buffer; do
                eval "words=($buffer)"
                print -r -- "${words[3]}"
            done < buffers
            """, TestContext.Current.CancellationToken);

        var run = await RunAsync("quotakit completion zsh > quotakit.zsh && zsh -f outer.zsh");

        AssertNamesAndNothingRun(run);
    }

    [Fact]
    public async Task Fish_runs_nothing_and_inserts_each_name_quoted()
    {
        SkipWithout("fish");
        await File.WriteAllTextAsync(Path.Combine(_list.Folder, "test.fish"),
            """
            source ./quotakit.fish
            function quotakit; cat names; end
            for word in (complete -C --escape 'quotakit show vzla/')
                eval "printf '%s\n' $word"
            end
            """, TestContext.Current.CancellationToken);

        var run = await RunAsync("quotakit completion fish > quotakit.fish && HOME=$PWD fish --no-config test.fish");

        AssertNamesAndNothingRun(run);
    }

    /// <summary>Somebody else may have written the config file. The script of version 0.1, kept in a .bashrc, would run such names.</summary>
    [Fact]
    public async Task Names_with_a_meaning_in_shells_are_left_out()
    {
        var names = _names.Select(n => n["vzla/".Length..]).Concat(["line\nbreak", "esc\u001b[2J", "bidi\u202e", "zero\u200bwidth", "none\uffff", new string('x', 300)]);
        var accounts = names.Select(n => $"\"{System.Text.Json.JsonEncodedText.Encode(n)}\": {{ \"ApiKey\": \"key-0123456789\" }}").Where(a => !a.Contains(":'", StringComparison.Ordinal));
        using var file = new TemporaryFile("quotakit.json", $$"""{ "Vzla": { "Accounts": { {{string.Join(", ", accounts)}} } } }""");

        var run = await QuotaKitProcess.RunAsync(
            ["complete", "--position", "19", "quotakit show vzla/"], new Dictionary<string, string> { ["QUOTAKIT_CONFIG"] = file.Path });

        Assert.Equal(["vzla/-n", "vzla/plain", "vzla/with space"], run.Lines.Order(StringComparer.Ordinal));
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Bash_script_of_version_0_1_runs_nothing()
    {
        SkipWithout("bash");
        using var file = new TemporaryFile(
            "quotakit.json", """{ "Vzla": { "Accounts": { "$(touch pwned)": { "ApiKey": "key-0123456789" }, "a<(touch pwned)": { "ApiKey": "key-0123456789" }, "b": { "ApiKey": "key-0123456789" } } } }""");

        var run = await RunAsync(
            $$"""
            export QUOTAKIT_CONFIG='{{file.Path}}'
            _quotakit() {
                local IFS=$'\n' line=${COMP_LINE:0:COMP_POINT}
                COMPREPLY=($(compgen -W "$(quotakit complete --position ${#line} "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            COMP_LINE='quotakit show vzla/' COMP_WORDS=(quotakit show vzla/) COMP_CWORD=2 COMP_POINT=19
            _quotakit
            printf '%s\n' "${COMPREPLY[@]}"
            """);

        Assert.Equal(["vzla/b"], run.Lines);
        Assert.False(File.Exists(Path.Combine(_list.Folder, "pwned")), "A name was run.");
    }

    private Task<CommandRun> RunAsync(string script) => QuotaKitProcess.RunInShellAsync($"cd '{_list.Folder}'\n{script}");

    private void AssertNamesAndNothingRun(CommandRun run)
    {
        Assert.Equal("", run.Error);
        Assert.Equal(_names.Order(StringComparer.Ordinal), run.Lines.Order(StringComparer.Ordinal));
        Assert.False(File.Exists(Path.Combine(_list.Folder, "pwned")), "A name was run.");
    }

    private static void SkipWithout(string shell) => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell))),
        $"{shell} is not on this machine.");
}
