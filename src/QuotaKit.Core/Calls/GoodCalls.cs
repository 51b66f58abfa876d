namespace QuotaKit.Http;

/// <summary>Counts the successful calls of the last minute in ten slots of six seconds. Counting allocates nothing.</summary>
internal sealed class GoodCalls(TimeProvider clock)
{
    private const int Slots = 10;

    private static readonly TimeSpan _slot = TimeSpan.FromSeconds(6);

    private readonly long _start = clock.GetTimestamp();
    private readonly (long Number, int Count)[] _slots = new (long, int)[Slots];

    public void Add()
    {
        var number = clock.GetElapsedTime(_start).Ticks / _slot.Ticks;
        lock (_slots)
        {
            ref var slot = ref _slots[number % Slots];
            slot = (number, slot.Number == number ? slot.Count + 1 : 1);
        }
    }

    /// <summary>The counts of the last minute, oldest first, each with its age rounded to a slot.</summary>
    public IReadOnlyList<(TimeSpan Ago, int Count)> Take()
    {
        var now = clock.GetElapsedTime(_start).Ticks / _slot.Ticks;
        lock (_slots)
            return [.. _slots.Where(s => s.Count > 0 && now - s.Number < Slots).OrderBy(s => s.Number).Select(s => (_slot * (now - s.Number), s.Count))];
    }
}
