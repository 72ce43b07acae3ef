using System.Text.Json.Serialization;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Audit;

/// <summary>The JSON documents of <c>tokens audit</c>.</summary>
[JsonSerializable(typeof(AuditDocument))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    /// <summary>One document over several lines, for people and programs.</summary>
    public static AuditJson Indented { get; } = new(JsonText.Options(indented: true));
}
