using Microsoft.CodeAnalysis;

namespace TokenTracking.CodeFixes.Fixing;

/// <summary>A finding and the code it stands on.</summary>
/// <param name="Diagnostic">The finding.</param>
/// <param name="Node">The syntax that it is reported on.</param>
/// <param name="Model">The document's meaning before the fix.</param>
internal sealed record FixTarget(Diagnostic Diagnostic, SyntaxNode Node, SemanticModel Model);
