using System.Text.Json.Serialization;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Reports;

/// <summary>The JSON documents of <c>tokens report</c>.</summary>
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>One document over several lines, for people and programs.</summary>
    public static ReportJson Indented { get; } = new(JsonText.Options(indented: true));
}
