#!/usr/bin/perl
# Prints the mutants of SQL files: one per output line, as file, line number, the changed line and what was changed, separated by tabs.
# Each is one small change of one line, such as a developer could make by mistake. Comments and CREATE statements stay as they are.
use strict;
use warnings;

# What is replaced by what. A pattern is applied to each of its places on its own.
my @swaps = (
    [qr/ < /, ' <= '], [qr/ <= /, ' < '], [qr/ > /, ' >= '], [qr/ >= /, ' > '], [qr/ <> /, ' = '],
    [qr/ \+ /, ' - '], [qr/ - (?=\S)/, ' + '],
    [qr/\bAND\b/, 'OR'], [qr/\bOR\b/, 'AND'],
    [qr/ IS NULL\b/, ' IS NOT NULL'], [qr/ IS NOT NULL\b/, ' IS NULL'], [qr/ IS DISTINCT FROM /, ' = '],
    [qr/\bNOT (?!NULL\b|FOUND\b)/, ''], [qr/\bIF NOT FOUND\b/, 'IF FOUND'],
    [qr/ FOR UPDATE(?: OF \w+)?(?: SKIP LOCKED)?/, ''], [qr/ SKIP LOCKED/, ''],
    [qr/\bgreatest\(/, 'least('], [qr/\bmax\(/, 'min('], [qr/\bsum\(/, 'max('],
    [qr/\btrue\b/, 'false'], [qr/\bfalse\b/, 'true'], [qr/ DESC\b/, ''], [qr/\bSELECT DISTINCT /, 'SELECT '],
);
# Text without brackets, or with brackets in pairs.
my $part = qr/(?:[^(),]|(\((?:[^()]|(?-1))*\)))*/;
my $condition = qr/(?:(?!\b(?:AND|OR|THEN|ORDER BY|GROUP BY|FOR UPDATE|LIMIT|LOOP)\b)(?:[^();,]|(\((?:[^()]|(?-1))*\))))*/;

foreach my $path (@ARGV) {
    open my $file, '<', $path or die "$path: $!";
    while (my $line = <$file>) {
        chomp $line;
        next if $line =~ /^\s*--/ || $line =~ /^\s*CREATE |^\s*RAISE |^RETURNS |^LANGUAGE |COLLATE/;
        my $emit = sub {
            my ($start, $length, $new, $what) = @_;
            my $changed = $line;
            substr($changed, $start, $length) = $new;
            return if $changed eq $line;
            (my $old = substr($line, $start, $length)) =~ s/^\s+|\s+$//g;
            (my $shown = $new) =~ s/^\s+|\s+$//g;
            print join("\t", $path, $., $changed, $what // ($shown eq '' ? "drop '$old'" : "'$old' -> '$shown'")), "\n";
        };
        foreach my $swap (@swaps) {
            my $pattern = $swap->[0];
            $emit->($-[0], $+[0] - $-[0], $swap->[1]) while $line =~ /$pattern/g;
        }
        # coalesce(x, y): x alone.
        while ($line =~ /\bcoalesce\(($part), ($part)\)/g) {
            $emit->($-[0], $+[0] - $-[0], $1);
        }
        # One condition of several.
        while ($line =~ /(?<= )(?:AND|OR) (?=\S)$condition/g) {
            $emit->($-[0], $+[0] - $-[0], '');
        }
        while ($line =~ /\b(WHERE|IF) $condition(?:AND|OR) /g) {
            $emit->($-[0], $+[0] - $-[0], "$1 ");
        }
        # One assignment of an UPDATE.
        if ($line =~ /\bSET /) {
            my $end = $line =~ / WHERE |;$/ ? $-[0] : length $line;
            my $start = index($line, 'SET ') + 4;
            while ($line =~ /(?<=SET )\w+ = $part, |, \w+ = $part(?=,| WHERE|;|$)/g) {
                $emit->($-[0], $+[0] - $-[0], '') if $-[0] >= $start - 4 && $+[0] <= $end;
            }
        }
        # A whole statement of one line.
        $emit->(0, length $line, "$1NULL;", "drop '$2'") if $line =~ /^(\s+)((?:PERFORM quotakit|UPDATE|DELETE)\b.*;)$/ && $line !~ /PERFORM FROM/;
    }
    close $file;
}
