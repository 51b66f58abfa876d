namespace QuotaKit.Http;

/// <summary>Finds encodings of a body that the HTTP client has not removed.</summary>
/// <remarks>SocketsHttpHandler removes one layer of gzip or deflate, together with its name in Content-Encoding. It does not know <c>x-gzip</c>.</remarks>
internal static class BodyEncoding
{
    /// <summary>The remaining encodings, as the header spells them; null when there are none.</summary>
    public static string? LeftOn(HttpContent content)
    {
        if (!content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values))
            return null;
        var left = values.SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(e => !e.Equals("identity", StringComparison.OrdinalIgnoreCase));
        return string.Join(", ", left) is { Length: > 0 } encodings ? encodings : null;
    }

    /// <summary>The part of an error message about such a body.</summary>
    public static string Describe(string encoding) =>
        encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || encoding.Equals("deflate", StringComparison.OrdinalIgnoreCase)
            ? $"the body is still encoded as '{encoding}': it was compressed twice, or the HTTP client does not decompress"
            : $"the body is encoded as '{encoding}', which was not requested; a proxy may have changed it";
}
