namespace QuotaKit.Fuzz.Tests.Generators;

/// <summary>Random choices that the generators share.</summary>
internal static class RandomChoices
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public static bool OneIn(this Random random, int n) => random.Next(n) == 0;
}
