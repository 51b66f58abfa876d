using QuotaKit.Benchmarks.Documents;

namespace QuotaKit.Benchmarks.Calls;

/// <summary>Makes one way to read a vendor's document over a handler: what it returns reads once each time.</summary>
internal delegate Func<Task> CallFactory(VendorDocument document, HttpMessageHandler handler, Uri server);
