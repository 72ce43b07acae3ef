using System.Text.Json.Serialization;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Explain;

/// <summary>The JSON documents of <c>tokens explain</c>.</summary>
[JsonSerializable(typeof(ExplainDocument))]
[JsonSerializable(typeof(UnreadDocument))]
internal sealed partial class ExplainJson : JsonSerializerContext
{
    /// <summary>One document over several lines, for people and programs.</summary>
    public static ExplainJson Indented { get; } = new(JsonText.Options(indented: true));

    /// <summary>One document a line.</summary>
    public static ExplainJson Line { get; } = new(JsonText.Options(indented: false));
}
