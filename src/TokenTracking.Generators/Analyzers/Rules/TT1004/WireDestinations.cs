using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Requests;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT1004;

/// <summary>The destination of a request body that may be created in one place and sent in another: the nearest code that names an endpoint
/// determines it.</summary>
internal static class WireDestinations
{
    private const string OpenAI = "chat/completions";
    private const int MostCallers = 2;

    // Services with the same format that send usage without being asked, or with another format that uses the same names.
    private static readonly string[] Others = ["v1/messages", "anthropic", "claude-", "api/chat", "ollama", "11434", "cohere", "v2/chat"];

    // OpenAI's format, with usage in the last chunk regardless of the request.
    private static readonly string[] Unasked = ["openrouter.ai", "api.mistral.ai", "api.groq.com", "api.perplexity.ai"];

    // Names that only appear in code for OpenAI's endpoint, or for a compatible one.
    private static readonly string[] Same = [OpenAI, "stream_options", "include_usage"];

    /// <summary>True for a body that goes to OpenAI's endpoint, as far as the code shows it.</summary>
    public static bool IsChatCompletions(TrackingSymbols symbols, IOperation body, CancellationToken cancellationToken)
        => Named(symbols, body, MostCallers, cancellationToken) ?? (WireRequests.NamesOpenAIsModel(body) || Surroundings(body));

    // According to the body of the containing method, or to those of its callers; null if none of them names an endpoint.
    private static bool? Named(TrackingSymbols symbols, IOperation at, int callers, CancellationToken cancellationToken)
    {
        var root = OperationWalk.Root(at);
        var texts = root.Descendants().SelectMany(operation => (operation switch
        {
            ILiteralOperation or IFieldReferenceOperation when operation.ConstantValue is { HasValue: true, Value: string constant }
                => [constant],
            _ when HttpRequests.AddressOf(symbols, operation) is { } address => AddressTexts.TextsOf(address, cancellationToken),
            _ => (IEnumerable<string>)[],
        }).Select(text => (Text: text, operation.Syntax.Span))).ToList();

        // If there is one branch for each provider, the branch that contains the body takes precedence.
        foreach (var around in at.Syntax.Ancestors().Where(static node => node is SwitchSectionSyntax or BlockSyntax)
            .Select(static node => node.Span).Append(root.Syntax.Span))
        {
            var near = texts.Where(one => around.Contains(one.Span)).ToList();
            if (near.Exists(static one => Unasked.Any(host => one.Text.Contains(host))))
                return false;
            if (near.Exists(static one => one.Text.Contains(OpenAI)))
                return true;
            if (near.Exists(static one => Others.Any(other => one.Text.Contains(other))))
                return false;
        }

        if (callers == 0 || EnclosingUses.Of(at, cancellationToken) is not { Uses: { Count: > 0 } uses })
            return null;
        var named = uses.Select(use => Named(symbols, use, callers - 1, cancellationToken)).ToList();
        return named.Contains(true) ? true : named.Contains(false) ? false : null;
    }

    private static bool Surroundings(IOperation body)
    {
        var around = (body.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? body.Syntax.SyntaxTree.GetRoot()).ToString();
        return Same.Any(word => Has(around, word)) && !Others.Concat(Unasked).Any(word => Has(around, word));
    }

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
