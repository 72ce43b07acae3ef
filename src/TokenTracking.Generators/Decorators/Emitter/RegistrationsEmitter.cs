using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Prints the assembly's list of tracked interfaces and its <c>TrackAiProviders()</c>.</summary>
internal static class RegistrationsEmitter
{
    public const string HintName = "TokenTracking.TrackAiProviders.g.cs";

    private const string FromKey = "global::Microsoft.Extensions.DependencyInjection.FromKeyedServices";
    private const string Services = "global::Microsoft.Extensions.DependencyInjection.IServiceCollection";

    public static string Emit(EquatableArray<RegistrationModel> registrations, ProjectModel project)
    {
        var writer = new SourceWriter();
        GeneratedFile.Begin(
            writer,
            Distinct(registrations.SelectMany(static registration => registration.DisabledWarnings)),
            Distinct(registrations.SelectMany(static registration => registration.ExternAliases)));
        foreach (var registration in registrations)
        {
            if (registration.IsListed)
                writer.Line($"[assembly: {Runtime.TrackedAiInterface}(typeof({registration.TypeOf}))]");
        }

        writer.Line().Open("namespace TokenTracking");
        GeneratedFile.Attributes(writer);
        writer.Open("internal static partial class TrackedAiExtensions").Close().Close();
        if (project.HasContainer)
            WriteContainer(writer, registrations, project);
        return writer.ToString();
    }

    private static IEnumerable<string> Distinct(IEnumerable<string> names)
        => names.Distinct(StringComparer.Ordinal).OrderBy(static name => name, StringComparer.Ordinal);

    private static void WriteContainer(SourceWriter writer, EquatableArray<RegistrationModel> registrations, ProjectModel project)
    {
        writer.Line().Open("namespace Microsoft.Extensions.DependencyInjection");
        GeneratedFile.Attributes(writer);
        writer.Open("internal static class TrackAiProvidersExtensions")
            .Line("/// <summary>Tracks every registration of a tracked interface made so far, of any kind, lifetime and key.</summary>")
            .Open($"internal static {Services} TrackAiProviders(this {Services} services)");
        foreach (var registration in registrations)
        {
            if (registration is { IsContainable: true, TypeParameters.Count: 0 })
                Write(writer, registration, project);
        }

        var generic = registrations
            .Where(static registration => registration is { IsContainable: true, TypeParameters.Count: > 0 }).ToArray();
        for (var index = 0; index < generic.Length; index++)
            WriteGeneric(writer, generic[index], index);
        writer.Line("return services;").Close();
        for (var index = 0; index < generic.Length; index++)
            WriteOpen(writer, generic[index], index);
        writer.Close().Close();
    }

    private static void Write(SourceWriter writer, RegistrationModel registration, ProjectModel project)
    {
        var lambda = project.HasCSharp9 ? "static (inner, tracker)" : "(inner, tracker)";
        var owner = registration.IsDisposable ? ", disposesInner: false" : "";
        var made = $"new {registration.Decorator}(({registration.Interface})inner, tracker{owner})";
        writer.Line(Runtime.Registrations + ".Decorate(")
            .Deeper("services,")
            .Deeper($"typeof({registration.TypeOf}),")
            .Deeper($"{lambda} => {made}{End(registration)}");
        if (registration.Pipeline is { } pipeline)
            writer.Deeper($"{pipeline}.TryTrack);");
    }

    private static void WriteGeneric(SourceWriter writer, RegistrationModel registration, int index)
    {
        var holes = $"<{new string(',', registration.TypeParameters.Count - 1)}>";
        writer.Line($"{Runtime.Registrations}.DecorateGeneric(")
            .Deeper("services,")
            .Deeper($"typeof({registration.TypeOf}),")
            .Deeper($"typeof({registration.Decorator}{holes}),")
            .Deeper($"typeof(Open{index}{holes}),")
            .Deeper($"isDisposable: {(registration.IsDisposable ? "true" : "false")}{End(registration)}");
        if (registration.Pipeline is not null)
            writer.Deeper($"typeof(Pipeline{index}{holes}));");
    }

    // The pipeline is the last argument.
    private static string End(RegistrationModel registration) => registration.Pipeline is null ? ");" : ",";

    /// <summary>The decorator as a container makes it, for types that nobody knows before they are asked for.</summary>
    private static void WriteOpen(SourceWriter writer, RegistrationModel registration, int index)
    {
        var list = Signature.TypeParameters(registration.TypeParameters);
        writer.Line().Line($"private sealed class Open{index}{list} : {registration.Decorator}{list}");
        foreach (var constraint in Signature.Constraints(registration.TypeParameters))
            writer.Deeper(constraint);

        writer.Open()
            .Line($"public Open{index}(")
            .Deeper($"[{FromKey}({Runtime.Registrations}.Undecorated)] {registration.Interface} inner,")
            .Deeper(Runtime.ITokenTracker + " tracker)")
            .Deeper($": base(inner, tracker{(registration.IsDisposable ? ", disposesInner: false" : "")})")
            .Open().Close().Close();
        if (registration.Pipeline is not null)
            WritePipeline(writer, registration, list, index);
    }

    /// <summary>The pipeline of a builder, for type arguments that nobody knows before the registrations are looked at.</summary>
    private static void WritePipeline(SourceWriter writer, RegistrationModel registration, string list, int index)
    {
        writer.Line().Line($"private sealed class Pipeline{index}{list} : {Runtime.TrackedPipeline}");
        foreach (var constraint in Signature.Constraints(registration.TypeParameters))
            writer.Deeper(constraint);
        writer.Open()
            .Line("public override bool TryTrack(global::System.Func<global::System.IServiceProvider, object> factory)")
            .Deeper($"=> {registration.Pipeline}.TryTrack{list}(factory);")
            .Close();
    }
}
