using System.Text.Json.Serialization;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Prices;

/// <summary>The JSON documents of <c>tokens prices</c>.</summary>
[JsonSerializable(typeof(PricesDocument))]
[JsonSerializable(typeof(CostAnswer))]
[JsonSerializable(typeof(ChangesDocument))]
[JsonSerializable(typeof(FindingsDocument))]
internal sealed partial class PricesJson : JsonSerializerContext
{
    /// <summary>One document over several lines, for people and programs.</summary>
    public static PricesJson Indented { get; } = new(JsonText.Options(indented: true));

    /// <summary>One document a line.</summary>
    public static PricesJson Line { get; } = new(JsonText.Options(indented: false));
}
