using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace QuotaKit.Http;

/// <summary>Tells a JSON document that was cut off, as by a closed connection, from one that was never valid.</summary>
internal static class TruncatedJson
{
    /// <summary>Whether the bytes end within a character and are valid UTF-8 up to there.</summary>
    public static bool EndsWithinCharacter(ReadOnlySpan<byte> body)
    {
        const int longest = 4;
        for (var length = 1; length < longest && length <= body.Length; length++)
        {
            if (Rune.DecodeFromUtf8(body[^length..], out _, out _) == OperationStatus.NeedMoreData)
                return Utf8.IsValid(body[..^length]);
        }

        return false;
    }

    /// <summary>Whether the text is the start of a valid document.</summary>
    public static bool IsStart(ReadOnlySpan<byte> body, int maxDepth)
    {
        // When more may follow, the reader rejects only what no continuation could make valid.
        var reader = new Utf8JsonReader(body, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = maxDepth }));
        try
        {
            while (reader.Read())
            {
            }

            // The depth counts an opening brace only from the next token on.
            return reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.None or JsonTokenType.StartObject or JsonTokenType.StartArray;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
