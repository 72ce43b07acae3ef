using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Prints the assembly's list of tracked interfaces and its <c>TrackAiProviders()</c>.</summary>
internal static class RegistrationsEmitter
{
    public const string HintName = "TokenTracking.TrackAiProviders.g.cs";

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
                writer.Line($"[assembly: global::TokenTracking.TrackedAiInterface(typeof({registration.TypeOf}))]");
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
            .Line("/// <summary>Tracks every registration of a tracked interface made so far, whatever its kind, lifetime or key.</summary>")
            .Open($"internal static {Services} TrackAiProviders(this {Services} services)");
        foreach (var registration in registrations)
        {
            if (registration is { IsContainable: true, Arity: 0 })
                Write(writer, registration, project);
        }

        writer.Line("return services;").Close().Close().Close();
    }

    private static void Write(SourceWriter writer, RegistrationModel registration, ProjectModel project)
    {
        var lambda = project.HasStaticLambdas ? "static (inner, tracker)" : "(inner, tracker)";
        var owner = registration.IsDisposable ? ", disposesInner: false" : "";
        writer.Line("global::TokenTracking.DependencyInjection.TrackedRegistrations.Decorate(")
            .Deeper("services,")
            .Deeper($"typeof({registration.TypeOf}),")
            .Deeper($"{lambda} => new {registration.Decorator}(({registration.Interface})inner, tracker{owner}));");
    }
}
