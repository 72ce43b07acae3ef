using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Requests;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;

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

    private static readonly ConditionalWeakTable<IOperation, IReadOnlyList<NamedAddress>> PerBody = new();

    /// <summary>True for a body that goes to OpenAI's endpoint, as far as the code shows it: the body of the method around it, or else of
    /// those that call it.</summary>
    public static bool IsChatCompletions(TrackingSymbols symbols, IOperation body, CancellationToken cancellationToken)
    {
        var isNamed = false;
        var seen = new HashSet<IOperation>();
        var open = new Queue<(IOperation At, int Callers)>();
        open.Enqueue((body, MostCallers));
        while (open.Count > 0)
        {
            var (at, callers) = open.Dequeue();
            if (!seen.Add(at))
                continue;
            if (Named(symbols, at, cancellationToken) is { } isOpenAIs)
            {
                if (isOpenAIs)
                    return true;
                isNamed = true;
            }
            else if (callers > 0 && EnclosingUses.Of(at, cancellationToken) is var (_, uses))
            {
                foreach (var use in uses)
                    open.Enqueue((use, callers - 1));
            }
        }

        return !isNamed && (WireRequests.NamesOpenAIsModel(body) || Surroundings(body));
    }

    // If each provider has a branch, the branch of the request takes precedence. Null if no endpoint is named.
    private static bool? Named(TrackingSymbols symbols, IOperation at, CancellationToken cancellationToken)
    {
        var root = OperationWalk.Root(at);
        var addresses = PerBody.GetValue(root, key => AddressesIn(symbols, key, cancellationToken));
        foreach (var around in at.Syntax.Ancestors().Where(static node => node is SwitchSectionSyntax or BlockSyntax)
            .Select(static node => node.Span).Append(root.Syntax.Span))
        {
            var near = addresses.Where(one => around.Contains(one.Place.Syntax.Span)).ToList();
            if (near.Exists(static one => Unasked.Any(host => Has(one.Text, host))))
                return false;
            var same = near.FindAll(static one => one.Text.Contains(OpenAI));
            if (same.Count > 0)
                return same.Exists(static one => LlmEndpoints.NamesHost(one.Text)) || !IsSentUnasked(same, cancellationToken);
            if (near.Exists(static one => Others.Any(other => one.Text.Contains(other))))
                return false;
        }

        return null;
    }

    // "chat/completions" under a base address that a constructor, a property or a registration sets.
    private static bool IsSentUnasked(List<NamedAddress> paths, CancellationToken cancellationToken)
    {
        var hosts = paths.SelectMany(path => BaseAddresses.Of(path.Place, cancellationToken)).Distinct().ToList();
        if (hosts.Count > 0)
            return hosts.TrueForAll(static host => Unasked.Any(one => Has(host, one)));
        var type = TypeSource.Around(paths[0].Place.Syntax);
        return Unasked.Any(type.Has) && !type.Has("openai.com") && !type.Has("openai.azure.com");
    }

    private static List<NamedAddress> AddressesIn(TrackingSymbols symbols, IOperation root, CancellationToken cancellationToken)
        =>
        [
            .. root.DescendantsAndSelf().SelectMany(operation => (operation switch
            {
                ILiteralOperation or IFieldReferenceOperation when operation.ConstantValue is { HasValue: true, Value: string constant }
                    => [constant],
                _ when HttpRequests.AddressOf(symbols, operation) is { } address => AddressTexts.TextsOf(address, cancellationToken),
                _ => (IEnumerable<string>)[],
            }).Select(text => new NamedAddress(text, operation))),
        ];

    private static bool Surroundings(IOperation body)
    {
        var around = TypeSource.Around(body.Syntax);
        return Same.Any(around.Has) && !Others.Concat(Unasked).Any(around.Has);
    }

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;

    private sealed record NamedAddress(string Text, IOperation Place);
}
