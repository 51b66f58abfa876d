namespace QuotaKit.Testing;

/// <summary>
/// What goes wrong at a vendor, request by request. Each request takes the next fault of the script; when there is none, the one
/// of <see cref="Always"/>; and when there is none of that either, it is answered as the vendor would.
/// </summary>
public sealed class FaultScript
{
    private readonly object _gate = new();
    private readonly Queue<Fault> _next = [];
    private Fault _always = Fault.None;

    /// <summary>How many faults of the script no request has taken yet; the one of <see cref="Always"/> does not count.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _next.Count;
        }
    }

    /// <summary>Adds faults to the end of the script, one for each of the coming requests.</summary>
    /// <param name="faults">In the order of the requests; <see cref="Fault.None"/> for one that goes well.</param>
    public void Enqueue(params Fault[] faults)
    {
        lock (_gate)
        {
            foreach (var fault in faults)
                _next.Enqueue(fault ?? throw new ArgumentNullException(nameof(faults)));
        }
    }

    /// <summary>Gives every request this fault, once the script has run out and until <see cref="Clear"/>.</summary>
    /// <param name="fault">The fault; <see cref="Fault.None"/> to end it.</param>
    public void Always(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate)
            _always = fault;
    }

    /// <summary>Forgets all faults: the vendor is well again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _next.Clear();
            _always = Fault.None;
        }
    }

    internal Fault Take()
    {
        lock (_gate)
            return _next.TryDequeue(out var fault) ? fault : _always;
    }
}
