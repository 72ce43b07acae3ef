using System.Text.Json.Serialization;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Input;

/// <summary>The JSON answer to a line that cannot be answered.</summary>
[JsonSerializable(typeof(LineError))]
internal sealed partial class InputJson : JsonSerializerContext
{
    /// <summary>One document a line.</summary>
    public static InputJson Line { get; } = new(JsonText.Options(indented: false));
}
