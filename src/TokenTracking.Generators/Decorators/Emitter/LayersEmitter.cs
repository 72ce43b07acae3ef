using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Parser;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Prints what an assembly says when it is loaded, if it has other layers that record calls than decorators.</summary>
internal static class LayersEmitter
{
    public const string HintName = "TrackedAiLayers.g.cs";

    public static string Emit()
    {
        var writer = new SourceWriter();
        GeneratedFile.Begin(writer, [], []);
        writer.Line($"[assembly: global::System.Reflection.AssemblyMetadata(\"{ReferencedLayers.Key}\", \"true\")]")
            .Line()
            .Open("namespace " + WellKnown.GeneratedNamespace)
            .Line("/// <summary>This assembly, or one that it references, uses TokenTrackingHandler or records calls by hand. "
                + "Decorators have")
            .Line("/// to know that before the first call, since such a layer may come to exist within it.</summary>");
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
