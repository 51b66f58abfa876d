using System.Text;

namespace QuotaKit.Testing;

/// <summary>
/// Something that goes wrong with one request: what is answered, how it gets to the client, and after which delay. Give it to
/// <see cref="SimulatedVendor.Faults"/>. Faults are immutable and may be used again.
/// </summary>
public sealed partial class Fault
{
    private readonly string _name;
    private readonly Func<Exchange, Func<VendorAnswer>, VendorAnswer> _answer;
    private readonly Delivery _delivery;
    private readonly TimeSpan _delay;

    private Fault(
        string name, Delivery? delivery = null, Func<Exchange, Func<VendorAnswer>, VendorAnswer>? answer = null, TimeSpan delay = default)
    {
        _name = name;
        _delivery = delivery ?? new WholeDelivery();
        _answer = answer ?? ((_, normalAnswer) => normalAnswer());
        _delay = delay;
    }

    /// <summary>The same fault with one more header, in place of one of that name.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">Its value: visible ASCII, spaces and tabs.</param>
    /// <returns>A new fault.</returns>
    /// <exception cref="InvalidOperationException">This fault never sends headers of its own.</exception>
    public Fault WithHeader(string name, string value)
    {
        if (!_delivery.SendsHeaders)
            throw new InvalidOperationException($"{_name} sends no headers, so that {name} would never be seen.");

        return new Fault(_name, _delivery, AddingHeaders([(name, value)], _answer), _delay);
    }

    /// <summary>The same fault after a delay, by <see cref="QuotaSimulatorOptions.TimeProvider"/>; it replaces an earlier one.</summary>
    /// <param name="delay">How long nothing at all comes.</param>
    /// <returns>A new fault.</returns>
    public Fault WithDelay(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        return new Fault(_name, _delivery, _answer, delay);
    }

    /// <summary>The fault's name and what it was made with, for the names of test cases.</summary>
    /// <returns>Such as <c>Status(503)</c>.</returns>
    public override string ToString() => _name;

    internal Task StartDelayAsync(Exchange exchange) => exchange.PauseAsync(_delay);

    internal Task AnswerAsync(Exchange exchange, Func<VendorAnswer> normalAnswer) =>
        _delivery.SendAsync(exchange, () => _answer(exchange, normalAnswer));

    private static Func<Exchange, Func<VendorAnswer>, VendorAnswer> AddingHeaders(
        (string Name, string Value)[] headers, Func<Exchange, Func<VendorAnswer>, VendorAnswer> answer)
    {
        foreach (var (name, value) in headers)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            if (!value.All(c => c is '\t' or (>= ' ' and <= '~')))
                throw new ArgumentException($"The value of {name} cannot be sent in a header; Fault.Raw sends anything.", nameof(headers));
        }

        return (exchange, normalAnswer) => answer(exchange, normalAnswer).With(headers);
    }

    private static Fault Answering(string name, int status, byte[] body, string contentType)
    {
        var answer = VendorAnswer.Of(status, body, contentType);
        return new Fault(name, answer: (_, _) => answer);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
