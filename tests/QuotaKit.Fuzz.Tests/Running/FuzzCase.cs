using System.Globalization;
using System.Net;
using System.Text;

namespace QuotaKit.Fuzz.Tests.Running;

/// <summary>One response of a vendor.</summary>
internal sealed record FuzzCase(int Status, byte[] Body, string ContentType, (string Name, string Value)[] Headers)
{
    private const int LongestShown = 6000;

    /// <summary>Creates a response for a regression test. Each char of the text is one byte of the body.</summary>
    public static FuzzCase Of(string latin1, int status = 200, params (string Name, string Value)[] headers) =>
        new(status, Encoding.Latin1.GetBytes(latin1), "application/json", headers);

    public HttpResponseMessage ToResponse() =>
        Fill(new HttpResponseMessage((HttpStatusCode)Status) { Content = new ByteArrayContent(Body) });

    /// <summary>Adds the headers to a response that already has its status and content.</summary>
    public HttpResponseMessage Fill(HttpResponseMessage response)
    {
        response.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        foreach (var (name, value) in Headers)
            response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    /// <summary>Returns the C# that creates this response with <see cref="Of"/>.</summary>
    public override string ToString()
    {
        var headers = string.Concat(Headers.Select(h => $", (\"{h.Name}\", \"{Escape(h.Value)}\")"));
        var body = Escape(Encoding.Latin1.GetString(Body));
        if (body.Length > LongestShown)
            body = $"{body[..LongestShown]}… ({Body.Length} bytes)";
        return $"FuzzCase.Of(\"{body}\", {Status}{headers}), Content-Type '{ContentType}'";
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                escaped.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~')
                escaped.Append(c);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }

        return escaped.ToString();
    }
}
