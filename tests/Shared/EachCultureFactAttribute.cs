using System.Runtime.CompilerServices;

namespace QuotaKit.Tests.Shared;

/// <summary>A test that runs once in each of <see cref="TestCulture.All"/>.</summary>
internal sealed class EachCultureFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : CulturedFactAttribute(TestCulture.All, sourceFilePath, sourceLineNumber);
