using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Prints what an assembly says when it is loaded, if it has other layers that record calls than decorators.</summary>
internal static class LayersEmitter
{
    public const string HintName = "TrackedAiLayers.g.cs";

    public static string Emit()
    {
        var writer = new SourceWriter();
        GeneratedFile.Begin(writer, [], []);
        writer.Open("namespace " + WellKnown.GeneratedNamespace)
            .Line("/// <summary>This assembly uses TokenTrackingHandler or records calls by hand. Decorators have to know that "
                + "before the first")
            .Line("/// call, since such a layer may come to exist within it.</summary>");
        GeneratedFile.Attributes(writer);
        writer.Line("internal static class TrackedAiLayers")
            .Open()
            .Line("[global::System.Runtime.CompilerServices.ModuleInitializer]")
            .Line($"internal static void Ask() => {Runtime.TrackedCall}.Ask();")
            .Close()
            .Close();
        return writer.ToString();
    }
}
