using FsCheck;
using FsCheck.Fluent;

namespace QuotaKit.Fuzz.Tests.Properties;

/// <summary>Checks a property with many examples. A failure shows the smallest example that violates it.</summary>
internal static class Property
{
    private const int Examples = 2000;

    public static void Holds<T>(Gen<T> examples, Action<T> check) => Check.One(
        Config.QuickThrowOnFailure
            .WithQuietOnSuccess(true)
            .WithMaxTest(Math.Max(Examples, FuzzSettings.Count / 50))
            .WithReplay((ulong)(uint)FuzzSettings.Seed, 1),
        Prop.ForAll(Arb.From(examples), check));
}
