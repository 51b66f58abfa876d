using FsCheck;
using FsCheck.Fluent;

namespace QuotaKit.Fuzz.Tests.Properties;

/// <summary>Holds a property to many examples, and shows the smallest that does not have it.</summary>
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
