namespace QuotaKit.Http;

/// <summary>Finds the encodings of a body that the HTTP client has not undone.</summary>
/// <remarks>SocketsHttpHandler undoes one layer of gzip or deflate and takes it out of Content-Encoding. It does not know <c>x-gzip</c>.</remarks>
internal static class BodyEncoding
{
    /// <summary>The encodings that are left, as the header spells them; null when there are none.</summary>
    public static string? LeftOn(HttpContent content)
    {
        if (!content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values))
            return null;
        var left = values.SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(e => !e.Equals("identity", StringComparison.OrdinalIgnoreCase));
        return string.Join(", ", left) is { Length: > 0 } encodings ? encodings : null;
    }

    /// <summary>What is wrong with such a body.</summary>
    public static string Describe(string encoding) =>
        encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase) || encoding.Equals("deflate", StringComparison.OrdinalIgnoreCase)
            ? $"the body is still encoded as '{encoding}': it was compressed twice, or the HTTP client does not decompress"
            : $"the body is encoded as '{encoding}', which was not asked for (is there a proxy in between?)";
}
