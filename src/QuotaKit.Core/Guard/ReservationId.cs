using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QuotaKit;

/// <summary>Creates and checks ids of reservations.</summary>
internal static class ReservationId
{
    private const int Longest = 200;

    private static readonly SearchValues<char> _allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/");

    /// <summary>Creates a UUID of version 7: the time in milliseconds, then random bits. So ids sort by time.</summary>
    public static string New(TimeProvider clock)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[6..]);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, clock.GetUtcNow().ToUnixTimeMilliseconds());
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true).ToString();
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
