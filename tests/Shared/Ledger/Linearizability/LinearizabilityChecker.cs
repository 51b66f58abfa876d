using System.Collections;

namespace QuotaKit.Tests.Shared;

/// <summary>Searches an order of the calls of a history in which each could have had its outcome, one after the other, as each call lies between its
/// begin and its return.</summary>
/// <remarks>The algorithm of Wing and Gong with the memory of Lowe: a set of calls that led to the same state is not tried twice.</remarks>
internal static class LinearizabilityChecker
{
    /// <summary>Whether there is such an order.</summary>
    public static bool IsLinearizable(IEnumerable<LedgerEvent> history, SequentialLedger start)
    {
        var calls = history.OrderBy(e => e.Begun).ToArray();
        var done = new BitArray(calls.Length);
        var seen = new HashSet<string>();
        // The calls that were put in order, each with the state before it.
        var path = new Stack<(int Call, SequentialLedger Before)>();
        var (state, from) = (start, 0);
        while (path.Count < calls.Length)
        {
            var next = Next(calls, done, state, seen, from, out var after);
            if (next >= 0)
            {
                path.Push((next, state));
                done[next] = true;
                (state, from) = (after!, 0);
            }
            else if (path.TryPop(out var last))
            {
                done[last.Call] = false;
                (state, from) = (last.Before, last.Call + 1);
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Finds a call that may come next; -1 when there is none.</summary>
    private static int Next(LedgerEvent[] calls, BitArray done, SequentialLedger state, HashSet<string> seen, int from, out SequentialLedger? after)
    {
        // A call that began after another had returned cannot come before it.
        var earliest = long.MaxValue;
        for (var i = 0; i < calls.Length && calls[i].Begun < earliest; i++)
        {
            if (!done[i])
                earliest = Math.Min(earliest, calls[i].Returned);
        }

        for (var i = from; i < calls.Length && calls[i].Begun < earliest; i++)
        {
            if (done[i] || state.After(calls[i]) is not { } next)
                continue;
            done[i] = true;
            var isNew = seen.Add($"{Text(done)}|{next.Key}");
            done[i] = false;
            if (!isNew)
                continue;
            after = next;
            return i;
        }

        after = null;
        return -1;
    }

    private static string Text(BitArray bits)
    {
        var words = new int[(bits.Length + 31) / 32];
        bits.CopyTo(words, 0);
        return string.Join(',', words);
    }
}
