using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;
using TokenTracking.CodeFixes.Fixing;
using TokenTracking.CodeFixes.TT2001;
using TokenTracking.Generators.Analyzers.Rules.TT2002;

namespace TokenTracking.CodeFixes.TT2002;

/// <summary>TT2002: adds <c>TokenTrackingHandler</c> to the client that sends the request, if the document shows how the client is
/// created.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RawHttpCallCodeFixProvider)), Shared]
public sealed class RawHttpCallCodeFixProvider() : DocumentCodeFixProvider(
    RawHttpCallRule.Id,
    Fix.On<ExpressionSyntax>(AddHandlerKey, "Add TokenTrackingHandler to the client", ClientHandler.Edits))
{
    /// <summary>The equivalence key of the fix.</summary>
    public const string AddHandlerKey = "TT2002.AddHandler";
}
