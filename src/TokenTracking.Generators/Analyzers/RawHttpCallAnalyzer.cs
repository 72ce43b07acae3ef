using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Sdks;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Diagnostics;

namespace TokenTracking.Generators.Analyzers;

/// <summary>TT2002: a request to a known LLM endpoint that is made with HttpClient itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawHttpCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.RawHttpCall];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TrackingSymbols.For(start.Compilation) is not { } symbols
                || start.Compilation.GetBestTypeByMetadataName("System.Net.Http.HttpClient") is not { } client
                || start.Compilation.GetBestTypeByMetadataName("System.Net.Http.HttpRequestMessage") is not { } request)
                return;
            start.RegisterOperationAction(operation => AnalyzeCall(operation, symbols, client), OperationKind.Invocation);
            start.RegisterOperationAction(operation => AnalyzeRequest(operation, symbols, request), OperationKind.ObjectCreation);
        });
    }

    private static void AnalyzeCall(OperationAnalysisContext context, TrackingSymbols symbols, INamedTypeSymbol client)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!call.TargetMethod.Name.StartsWith("Post", StringComparison.Ordinal))
            return;
        var isInstance = call.Instance?.Type is { } type && Derives(type, client);
        var isExtension = call is { TargetMethod.IsExtensionMethod: true, Arguments: [{ Value.Type: { } first }, ..] } && Derives(first, client);
        if (isInstance || isExtension)
            Judge(context, symbols, call.Arguments.Skip(isExtension ? 1 : 0).FirstOrDefault()?.Value);
    }

    private static void AnalyzeRequest(OperationAnalysisContext context, TrackingSymbols symbols, INamedTypeSymbol request)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (!SymbolEqualityComparer.Default.Equals(creation.Type, request)
            || (creation.Arguments is [{ Value: IPropertyReferenceOperation { Property.Name: not "Post" } }, ..]))
            return;
        var address = creation.Arguments.Length > 1
            ? creation.Arguments[1].Value
            : creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
                .FirstOrDefault(static assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: "RequestUri" })?.Value;
        Judge(context, symbols, address);
    }

    private static void Judge(OperationAnalysisContext context, TrackingSymbols symbols, IOperation? address)
    {
        if (address is null
            || LlmEndpoints.Find(address, () => Surroundings(context.Operation.Syntax)) is not { } endpoint
            || !GeneratedSites.CanReport(in context, context.Operation.Syntax.GetLocation())
            || SdkTracking.IsAnsweredFor(symbols, context.Operation, context.ContainingSymbol, context.CancellationToken))
            return;
        context.ReportDiagnostic(Diagnostic.Create(Rules.RawHttpCall, context.Operation.Syntax.GetLocation(), endpoint));
    }

    private static string Surroundings(SyntaxNode node)
        => (node.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? node.SyntaxTree.GetRoot()).ToString();

    private static bool Derives(ITypeSymbol type, INamedTypeSymbol from)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, from))
                return true;
        }

        return false;
    }
}
