using System.Text.Json.Serialization;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Recost;

/// <summary>The JSON documents of <c>tokens recost</c>.</summary>
[JsonSerializable(typeof(RecostDocument))]
internal sealed partial class RecostJson : JsonSerializerContext
{
    /// <summary>One document over several lines, for people and programs.</summary>
    public static RecostJson Indented { get; } = new(JsonText.Options(indented: true));
}
