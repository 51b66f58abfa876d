using System.Globalization;

namespace QuotaKit.Tests.Shared;

/// <summary>Collects the figures of tests that measure and run only when a script asks for them.</summary>
internal static class Figures
{
    /// <summary>Skips the test unless the script that prints its figures runs it.</summary>
    /// <param name="variable">The environment variable that names the file for the figures.</param>
    /// <param name="script">The script that sets it.</param>
    public static string FileOrSkip(string variable, string script)
    {
        var file = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(file is null, $"It takes minutes. {script} runs it.");
        return file!;
    }

    /// <summary>Appends a figure.</summary>
    public static void Add(string file, string name, double value) =>
        File.AppendAllText(file, string.Create(CultureInfo.InvariantCulture, $"{value,12:0.##}  {name}\n"));
}
