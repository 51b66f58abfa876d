using System.Text;

namespace QuotaKit.Testing;

/// <summary>
/// A fault of one request: another response, a broken delivery, or a delay. Give it to <see cref="SimulatedVendor.Faults"/>. Faults are
/// immutable and may be used several times.
/// </summary>
public sealed partial class Fault
{
    private readonly string _name;
    private readonly Func<Exchange, Func<VendorResponse>, VendorResponse> _response;
    private readonly Delivery _delivery;
    private readonly TimeSpan _delay;

    private Fault(
        string name, Delivery? delivery = null, Func<Exchange, Func<VendorResponse>, VendorResponse>? response = null, TimeSpan delay = default)
    {
        _name = name;
        _delivery = delivery ?? new WholeDelivery();
        _response = response ?? ((_, normalResponse) => normalResponse());
        _delay = delay;
    }

    /// <summary>Creates the same fault with one more header, which replaces a header of the same name.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value: visible ASCII, spaces and tabs.</param>
    /// <returns>A new fault.</returns>
    /// <exception cref="InvalidOperationException">This fault sends no headers.</exception>
    public Fault WithHeader(string name, string value)
    {
        if (!_delivery.SendsHeaders)
            throw new InvalidOperationException($"{_name} sends no headers, so {name} would never be seen.");

        return new Fault(_name, _delivery, AddingHeaders([(name, value)], _response), _delay);
    }

    /// <summary>Creates the same fault with a delay, which replaces an earlier one. <see cref="QuotaSimulatorOptions.TimeProvider"/> measures it.</summary>
    /// <param name="delay">The time before anything is sent.</param>
    /// <returns>A new fault.</returns>
    public Fault WithDelay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new Fault(_name, _delivery, _response, delay);
    }

    /// <summary>Gets the fault's name and its main parameter, for the names of test cases.</summary>
    /// <returns>Such as <c>Status(503)</c>.</returns>
    public override string ToString() => _name;

    internal Task StartDelayAsync(Exchange exchange) => exchange.PauseAsync(_delay);

    internal Task RespondAsync(Exchange exchange, Func<VendorResponse> normalResponse) =>
        _delivery.SendAsync(exchange, () => _response(exchange, normalResponse));

    private static Func<Exchange, Func<VendorResponse>, VendorResponse> AddingHeaders(
        (string Name, string Value)[] headers, Func<Exchange, Func<VendorResponse>, VendorResponse> response)
    {
        foreach (var (name, value) in headers)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            if (!value.All(c => c is '\t' or (>= ' ' and <= '~')))
                throw new ArgumentException($"The value of {name} cannot be sent in a header. Use Fault.Raw, which sends any bytes.", nameof(headers));
        }

        return (exchange, normalResponse) => response(exchange, normalResponse).With(headers);
    }

    private static Fault Responding(string name, int status, byte[] body, string contentType)
    {
        var response = VendorResponse.Of(status, body, contentType);
        return new Fault(name, response: (_, _) => response);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
