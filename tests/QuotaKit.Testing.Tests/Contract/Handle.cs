namespace QuotaKit.Testing.Tests;

/// <summary>Sends a request, with the function that really sends it.</summary>
internal delegate Task<HttpResponseMessage> Handle(HttpRequestMessage request, Func<HttpRequestMessage, Task<HttpResponseMessage>> send);
