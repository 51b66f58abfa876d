namespace QuotaKit.Testing;

/// <summary>
/// The faults of a vendor, request by request. Each request takes the next fault of the script. When the script is empty, it gets the
/// fault given to <see cref="Always"/>. Without that one, it gets the vendor's normal response.
/// </summary>
public sealed class FaultScript
{
    private readonly object _gate = new();
    private readonly Queue<Fault> _next = [];
    private Fault _always = Fault.None;

    /// <summary>The number of faults that no request has taken yet. The fault given to <see cref="Always"/> does not count.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _next.Count;
        }
    }

    /// <summary>Adds faults to the end of the script, one for each request.</summary>
    /// <param name="faults">In the order of the requests; <see cref="Fault.None"/> for a request that succeeds.</param>
    public void Enqueue(params Fault[] faults)
    {
        lock (_gate)
        {
            foreach (var fault in faults)
                _next.Enqueue(fault ?? throw new ArgumentNullException(nameof(faults)));
        }
    }

    /// <summary>Gives every request this fault once the script is empty, until <see cref="Clear"/> is called.</summary>
    /// <param name="fault">The fault; <see cref="Fault.None"/> to end an earlier one.</param>
    public void Always(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        lock (_gate)
            _always = fault;
    }

    /// <summary>Removes all faults. The vendor responds normally again.</summary>
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
