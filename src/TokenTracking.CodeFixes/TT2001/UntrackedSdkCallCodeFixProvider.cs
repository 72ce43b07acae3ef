using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Binding;

namespace TokenTracking.CodeFixes.TT2001;

/// <summary>TT2001: tracks the type that the call is made on, once for the assembly. TT1001 then leads to each place where one is
/// made.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UntrackedSdkCallCodeFixProvider)), Shared]
public sealed class UntrackedSdkCallCodeFixProvider : CodeFixProvider
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string TrackTypeKey = "TT2001.TrackType";

    private const string Title = "Track it in this assembly: [assembly: TrackAiUsage(typeof(...))]";

    private static readonly FixAllProvider FixAll = new OncePerProject();

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [UntrackedSdkCallRule.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAll;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (await FixAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is { } changed)
                context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(changed), TrackTypeKey), diagnostic);
        }
    }

    private static async Task<Document?> FixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        foreach (var type in await CandidatesAsync(document, diagnostic, cancellationToken).ConfigureAwait(false))
        {
            if (await AssemblyTracking.AddAsync(document, type, cancellationToken).ConfigureAwait(false) is { } changed)
                return changed;
        }

        return null;
    }

    /// <summary>What could be tracked, the best first: an interface of the receiver's, then the class itself.</summary>
    private static async Task<IReadOnlyList<INamedTypeSymbol>> CandidatesAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = (await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false))!;
        var node = root!.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        var callee = node is InvocationExpressionSyntax call ? call.Expression : node;
        if (callee is not MemberAccessExpressionSyntax { Expression: { } receiver }
            || model.GetSymbolInfo(callee, cancellationToken).Symbol is not IMethodSymbol method
            || model.GetTypeInfo(receiver, cancellationToken).Type is not INamedTypeSymbol type)
            return [];
        if (type.TypeKind == TypeKind.Interface)
            return [type.OriginalDefinition];

        // The interface that the method belongs to or implements; an extension method's is what it extends.
        var extended = (method.ReducedFrom ?? method) is { IsExtensionMethod: true, Parameters: [{ } first, ..] }
            ? first.Type as INamedTypeSymbol
            : null;
        var faces = type.AllInterfaces.Where(face => SymbolEqualityComparer.Default.Equals(face, extended)
            || face.GetMembers(method.Name)
            .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method)));
        return [.. faces.Select(static face => face.OriginalDefinition), type.OriginalDefinition];
    }

    /// <summary>The attribute speaks for the whole assembly: each type is named once, in the document of its first finding.</summary>
    private sealed class OncePerProject : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes()
            => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

        public override async Task<CodeAction?> GetFixAsync(FixAllContext context)
        {
            var solution = context.Solution;
            foreach (var project in context.Scope == FixAllScope.Solution ? solution.Projects : [context.Project])
            {
                var diagnostics = context.Scope == FixAllScope.Document
                    ? await context.GetDocumentDiagnosticsAsync(context.Document!).ConfigureAwait(false)
                    : await context.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
                solution = await FixAsync(solution, project, diagnostics, context.CancellationToken).ConfigureAwait(false);
            }

            return CodeAction.Create(Title, _ => Task.FromResult(solution), TrackTypeKey);
        }

        private static async Task<Solution> FixAsync(
            Solution solution, Project project, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
        {
            var done = new HashSet<string>(StringComparer.Ordinal);
            foreach (var diagnostic in diagnostics
                .OrderBy(static diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static diagnostic => diagnostic.Location.SourceSpan.Start))
            {
                if (project.GetDocument(diagnostic.Location.SourceTree) is not { } document)
                    continue;
                var candidates = await CandidatesAsync(document, diagnostic, cancellationToken).ConfigureAwait(false);
                if (candidates.Any(type => done.Contains(Key(type))))
                    continue;
                foreach (var type in candidates)
                {
                    // Added to what earlier findings have left of the document.
                    if (await AssemblyTracking.AddAsync(solution.GetDocument(document.Id)!, type, cancellationToken)
                        .ConfigureAwait(false) is not { } changed)
                        continue;
                    solution = changed.Project.Solution;
                    done.Add(Key(type));
                    break;
                }
            }

            return solution;
        }

        private static string Key(INamedTypeSymbol type) => DocumentationCommentId.CreateDeclarationId(type) ?? type.ToDisplayString();
    }
}
