namespace QuotaKit.Http;

/// <summary>A provider that does not ask again with a key that was refused, unless it is told to.</summary>
internal interface IGatedProvider
{
    /// <summary>Like <see cref="IQuotaProvider.GetQuotaAsync"/>, but tries a refused key again.</summary>
    Task<QuotaSnapshot> GetQuotaAnywayAsync(CancellationToken cancellationToken);
}
