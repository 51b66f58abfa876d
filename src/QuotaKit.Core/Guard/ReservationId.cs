using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QuotaKit;

/// <summary>Creates and checks ids of reservations.</summary>
internal static class ReservationId
{
    private const int Longest = 200;
    private const int RandomBytes = 10;

    // The system's generator is slow to call, so a thread takes bytes for many ids at once.
    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _left;

    private static readonly SearchValues<char> _allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/");

    /// <summary>Creates a UUID of version 7: the time in milliseconds, then random bits. So ids sort by time.</summary>
    public static string New(TimeProvider clock)
    {
        Span<byte> bytes = stackalloc byte[16];
        NextRandom().CopyTo(bytes[6..]);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, clock.GetUtcNow().ToUnixTimeMilliseconds());
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>Returns random bytes that no other id has.</summary>
    private static ReadOnlySpan<byte> NextRandom()
    {
        var random = _random ??= new byte[64 * RandomBytes];
        if (_left == 0)
        {
            RandomNumberGenerator.Fill(random);
            _left = random.Length;
        }

        _left -= RandomBytes;
        return random.AsSpan(_left, RandomBytes);
    }

    /// <summary>Whether a reservation can have this id.</summary>
    public static bool IsValid(string id) => id.Length is > 0 and <= Longest && !id.AsSpan().ContainsAnyExcept(_allowed);

    /// <exception cref="ArgumentException">The id has other characters or another length.</exception>
    public static void ThrowIfInvalid(string id, string parameter)
    {
        ArgumentNullException.ThrowIfNull(id, parameter);
        if (!IsValid(id))
            throw new ArgumentException($"A reservation's id has 1 to {Longest} letters, digits and the characters - _ . : /", parameter);
    }
}
