using Microsoft.Extensions.Configuration;

namespace QuotaKit;

/// <summary>One source of settings: the environment variables, or a section of a configuration.</summary>
/// <param name="Section">The settings.</param>
/// <param name="IsEnvironment">Whether the settings are environment variables.</param>
internal readonly record struct SettingsLayer(IConfiguration Section, bool IsEnvironment)
{
    /// <summary>Returns the settings below a section.</summary>
    public SettingsLayer Below(string name) => this with { Section = Section.GetSection(name) };

    /// <summary>Returns the name of a setting as the user writes it: <c>QuotaKit__HeyGen__ApiKey</c> for an environment variable.</summary>
    public string NameOf(string path) => IsEnvironment ? path.Replace(":", "__", StringComparison.Ordinal) : path;
}
