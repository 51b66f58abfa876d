using QuotaKit.Benchmarks.Documents;

namespace QuotaKit.Benchmarks.Calls;

/// <summary>Creates a function that reads a vendor's document through a handler, once each time it is called.</summary>
internal delegate Func<Task> CallFactory(VendorDocument document, HttpMessageHandler handler, Uri server);
