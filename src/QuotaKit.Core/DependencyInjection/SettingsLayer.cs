using Microsoft.Extensions.Configuration;

namespace QuotaKit;

/// <summary>One source of settings: the environment's variables, or a section of a configuration.</summary>
internal readonly record struct SettingsLayer(IConfiguration Section, bool IsEnvironment)
{
    public SettingsLayer Below(string name) => this with { Section = Section.GetSection(name) };

    /// <summary>The name of a setting as its user wrote it: <c>QuotaKit__HeyGen__ApiKey</c> for a variable.</summary>
    public string NameOf(string path) => IsEnvironment ? path.Replace(":", "__", StringComparison.Ordinal) : path;
}
