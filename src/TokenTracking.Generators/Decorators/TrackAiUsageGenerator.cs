using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Emitter;
using TokenTracking.Generators.Decorators.Model;
using TokenTracking.Generators.Decorators.Parser;

namespace TokenTracking.Generators.Decorators;

/// <summary>
/// Emits a tracking decorator for every interface that carries <c>[TrackAiUsage]</c>, that an <c>[assembly: TrackAiUsage(typeof(X))]</c>
/// names, or that a referenced assembly tracks; and the assembly's <c>TrackAiProviders()</c>.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class TrackAiUsageGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        var attributed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                WellKnown.TrackAiUsageAttribute,
                static (node, _) => node is InterfaceDeclarationSyntax,
                static (attributeContext, cancellationToken) => TrackedInterfaces.ParseAttributed(attributeContext, cancellationToken))
            .Where(static model => model is not null)
            .Select(static (model, _) => model!)
            .WithTrackingName(StepNames.Attributed);

        var named = context.CompilationProvider
            .Select(static (compilation, cancellationToken) => TrackedInterfaces.ParseNamed(compilation, cancellationToken))
            .SelectMany(static (models, _) => models)
            .WithTrackingName(StepNames.Named);

        var project = context.CompilationProvider
            .Select(static (compilation, cancellationToken) => new ProjectModel(
                !compilation.GetTypesByMetadataName("Microsoft.Extensions.DependencyInjection.IServiceCollection").IsEmpty,
                ((CSharpCompilation)compilation).LanguageVersion >= LanguageVersion.CSharp9,
                ReferencedLayers.AreIn(compilation, cancellationToken)))
            .WithTrackingName(StepNames.Project);

        var registrations = attributed.Select(static (model, _) => RegistrationModel.Of(model)).Collect()
            .Combine(named.Select(static (model, _) => RegistrationModel.Of(model)).Collect())
            .Select(static (both, _) => Order(both.Left, both.Right))
            .WithTrackingName(StepNames.Registrations);

        var hasOtherLayers = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => OtherLayers.IsCandidate(node), OtherLayers.IsLayer)
            .Where(static isLayer => isLayer)
            .Collect()
            .Select(static (layers, _) => !layers.IsEmpty)
            .WithTrackingName(StepNames.OtherLayers);

        // Two files of one name would cost the project all of them.
        var clashes = attributed.Select(static (model, _) => model.HintName).Collect()
            .Combine(named.Select(static (model, _) => model.HintName).Collect())
            .Select(static (both, _) => both.Left.Concat(both.Right).GroupBy(static name => name, StringComparer.OrdinalIgnoreCase)
                .Where(static same => same.Count() > 1).SelectMany(static same => same).Distinct(StringComparer.Ordinal)
                .OrderBy(static name => name, StringComparer.Ordinal).ToEquatableArray())
            .WithTrackingName(StepNames.Clashes);

        var isOn = context.AnalyzerConfigOptionsProvider.Select(static (options, _) => IsOn(options.GlobalOptions));
        var settings = isOn.Combine(clashes);
        context.RegisterSourceOutput(attributed.Combine(settings), static (output, both) => Emit(output, both.Left, both.Right));
        context.RegisterSourceOutput(named.Combine(settings), static (output, both) => Emit(output, both.Left, both.Right));
        context.RegisterSourceOutput(hasOtherLayers.Combine(project).Combine(isOn), static (output, all) =>
        {
            var ((hasLayers, project), isOn) = all;
            if (isOn && (hasLayers || project.ReferencesLayers) && project.HasCSharp9)
                Add(output, LayersEmitter.HintName, LayersEmitter.Emit());
        });
        context.RegisterSourceOutput(registrations.Combine(project).Combine(isOn), static (output, all) =>
        {
            var ((interfaces, project), isOn) = all;
            if (isOn && interfaces.Count > 0)
                Add(output, RegistrationsEmitter.HintName, RegistrationsEmitter.Emit(interfaces, project));
        });
    }

    // <TokenTrackingGenerator>false</TokenTrackingGenerator>: the project has no decorators.
    private static bool IsOn(AnalyzerConfigOptions options)
        => !options.TryGetValue("build_property.TokenTrackingGenerator", out var value)
            || !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase);

    private static EquatableArray<RegistrationModel> Order(
        ImmutableArray<RegistrationModel> attributed, ImmutableArray<RegistrationModel> named)
        => attributed.Concat(named).OrderBy(static registration => registration.TypeOf, StringComparer.Ordinal).ToEquatableArray();

    private static void Emit(
        SourceProductionContext output, InterfaceModel model, (bool IsOn, EquatableArray<string> Clashes) settings)
    {
        output.CancellationToken.ThrowIfCancellationRequested();
        if (!settings.IsOn || DecoratorEmitter.TryEmit(model, out _) is not { } source)
            return;
        var isClash = settings.Clashes.Contains(model.HintName, StringComparer.Ordinal);
        Add(output, isClash ? $"{StableHash.Of(model.Interface)}.{model.HintName}" : model.HintName, source);
    }

    private static void Add(SourceProductionContext output, string hintName, string source)
        => output.AddSource(hintName, SourceText.From(source, Encoding.UTF8));
}
