using System.Text.Json.Serialization;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Coverage;

/// <summary>The JSON documents of <c>tokens coverage</c>.</summary>
[JsonSerializable(typeof(CoverageDocument))]
[JsonSerializable(typeof(RequestDocument))]
internal sealed partial class CoverageJson : JsonSerializerContext
{
    /// <summary>One document over several lines, for people and programs.</summary>
    public static CoverageJson Indented { get; } = new(JsonText.Options(indented: true));
}
