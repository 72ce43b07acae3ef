using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.Generators.Analyzers.Rules.TT2001;
using TokenTracking.Generators.Binding;

namespace TokenTracking.CodeFixes.TT2001;

/// <summary>TT2001: tracks the type that the call is made on, once for the assembly. TT1001 then reports each place where an object of that
/// type is created.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UntrackedSdkCallCodeFixProvider)), Shared]
public sealed class UntrackedSdkCallCodeFixProvider : CodeFixProvider
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string TrackTypeKey = "TT2001.TrackType";

    private const string Title = "Track the type in this assembly: [assembly: TrackAiUsage(typeof(...))]";

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

    /// <summary>The types that could be tracked, the preferred first: the interfaces of the receiver, then its class.</summary>
    private static async Task<IReadOnlyList<INamedTypeSymbol>> CandidatesAsync(
        Document document, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        var target = await FixTarget.FindAsync(document, diagnostic, cancellationToken).ConfigureAwait(false);
        var callee = target?.Node is InvocationExpressionSyntax call ? call.Expression : target?.Node;
        if (callee is not MemberAccessExpressionSyntax { Expression: { } receiver }
            || target!.SymbolOf(callee) is not IMethodSymbol method
            || target.TypeOf(receiver) is not INamedTypeSymbol type)
            return [];
        if (type.TypeKind == TypeKind.Interface)
            return [type.OriginalDefinition];

        // The interface that the method belongs to, implements or extends.
        var extended = (method.ReducedFrom ?? method) is { IsExtensionMethod: true, Parameters: [{ } first, ..] }
            ? first.Type as INamedTypeSymbol
            : null;
        var faces = type.AllInterfaces.Where(face => SymbolEqualityComparer.Default.Equals(face, extended)
            || face.GetMembers(method.Name)
            .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), method)));
        return [.. faces.Select(static face => face.OriginalDefinition), type.OriginalDefinition];
    }

    /// <summary>The attribute applies to the whole assembly: each type is named once, in the document with its first finding.</summary>
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
                    // Added to the document as the fixes of earlier findings have changed it.
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
