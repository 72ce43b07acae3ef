using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Clients;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Tests;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>Requests that code sends directly: with HttpClient, WebClient, HttpWebRequest, UnityWebRequest, RestSharp, Flurl or Refit, or
/// through a method of another project.</summary>
internal static class HttpRequests
{
    // More than one rule asks for each call.
    private static readonly ConditionalWeakTable<TrackingSymbols, ConcurrentDictionary<IOperation, LlmRequestSite?>> Known = new();

    /// <summary>
    /// The request to an LLM that this call or message sends, as far as the code shows it; null for any other operation.
    /// </summary>
    public static LlmRequestSite? Find(TrackingSymbols symbols, IOperation operation, CancellationToken cancellationToken)
    {
        // Nearly all operations of a program end here, by the names of what they call.
        if (!MaySend(symbols, operation))
            return null;
        var known = Known.GetValue(symbols, static _ => new());
        return known.TryGetValue(operation, out var found) ? found
            : known[operation] = FindNew(symbols, operation, cancellationToken);
    }

    private static LlmRequestSite? FindNew(TrackingSymbols symbols, IOperation operation, CancellationToken cancellationToken)
    {
        LlmRequestSite? At(IReadOnlyList<string> texts)
            => Endpoint(symbols, texts, operation, operation.Syntax, cancellationToken) is { } endpoint ? new(endpoint, operation) : null;
        if ((AddressOf(symbols, operation) ?? ForeignHelpers.AddressOf(symbols.Compilation, operation)) is { } address)
            return At(AddressTexts.TextsOf(address, cancellationToken));
        if (operation is not IInvocationOperation call)
            return At([""]);
        return (FlurlRequests.TextsOf(call, cancellationToken)
            ?? RefitRequests.TextsOf(symbols.Compilation, call, cancellationToken)) is { } texts
            ? At(texts)
            : RequestHelpers.Find(symbols, call, cancellationToken);
    }

    private static bool MaySend(TrackingSymbols symbols, IOperation operation) => operation switch
    {
        IInvocationOperation call => AddressOf(symbols, operation) is not null || FlurlRequests.IsPost(call) || RefitRequests.IsPost(call)
            || HelperBody.IsGivenAddress(symbols, call) || ForeignHelpers.AddressOf(symbols.Compilation, call) is not null,
        IObjectCreationOperation creation => AddressOf(symbols, operation) is not null
            || IsPostWithoutAddress(symbols, creation) || RestSharpRequests.IsPostWithoutAddress(creation),
        _ => false,
    };

    /// <summary>The first of these texts that is the address of an LLM, alone or under the base address of the client.</summary>
    public static string? Endpoint(
        TrackingSymbols symbols, IReadOnlyList<string> texts, IOperation request, SyntaxNode site, CancellationToken cancellationToken)
    {
        var hosts = symbols.Settings.Hosts;
        bool IsBeside(string word) => TypeSource.Around(request.Syntax).Has(word) || TypeSource.Around(site).Has(word);
        if (texts.FirstOrDefault(text => LlmEndpoints.Has(text, hosts, IsBeside)) is { } endpoint)
        {
            // baseUrl ?? "https://...": of the possible texts, one with a host is preferred.
            return LlmEndpoints.NamesHost(endpoint)
                ? endpoint
                : texts.FirstOrDefault(text => LlmEndpoints.NamesHost(text) && LlmEndpoints.Has(text, hosts, IsBeside))
                    ?? WithBase(endpoint, request, cancellationToken);
        }

        var relative = texts
            .Where(static text => !LlmEndpoints.NamesHost(text) && !LlmEndpoints.BeginsOpen(text) && LlmEndpoints.MayEnd(text)).ToList();
        if (relative.Count == 0)
            return null;
        var above = BaseAddresses.Of(request, cancellationToken);
        return above.Count == 0 && !symbols.IsTestProject
            ? relative.FirstOrDefault(text => NamedProviders.Has(text, site))
            : relative.SelectMany(text => above.Select(root => AddressSet.Join(root, text)))
                .FirstOrDefault(text => LlmEndpoints.Has(text, hosts, static _ => false));
    }

    // A path that only LLM services have is an endpoint alone; with the one base address of its client, readers see whose it is.
    private static string WithBase(string endpoint, IOperation request, CancellationToken cancellationToken)
        => !LlmEndpoints.NamesHost(endpoint) && !LlmEndpoints.BeginsOpen(endpoint)
            && BaseAddresses.Of(request, cancellationToken) is [{ } root] && LlmEndpoints.NamesHost(root)
            ? AddressSet.Join(root, endpoint)
            : endpoint;

    /// <summary>
    /// The address of a call of a client that posts, or of a request that may be a POST; null for any other operation.
    /// </summary>
    public static IOperation? AddressOf(TrackingSymbols symbols, IOperation request) => request switch
    {
        IInvocationOperation call => AddressOf(symbols, call) ?? RestSharpRequests.AddressOf(call) ?? WebRequests.AddressOf(call),
        IObjectCreationOperation creation => AddressOf(symbols, creation) ?? RestSharpRequests.AddressOf(creation)
            ?? WebRequests.AddressOf(creation),
        _ => null,
    };

    /// <summary>True if nothing is sent: in the setup of a mock, and in a test whose client is a mock or was created with a handler that
    /// the test declares.</summary>
    public static bool IsAnsweredByADouble(TrackingSymbols symbols, LlmRequestSite site)
        => UntrackedClients.ClientOf(site.Request) is var client
            && (MockedCalls.Is(symbols, site.Request, client) || (symbols.IsTestProject && HttpClientHandlers.IsADouble(symbols, client)));

    private static IOperation? AddressOf(TrackingSymbols symbols, IInvocationOperation call)
    {
        if (!symbols.HttpClient.Exists || !call.TargetMethod.Name.StartsWith("Post", StringComparison.Ordinal))
            return null;
        if (call.Instance?.Type is { } type && symbols.HttpClient.IsBaseOf(type))
            return Argument(call, 0);
        return call.TargetMethod is
            {
                IsExtensionMethod: true, Parameters: [_, { Type: { SpecialType: SpecialType.System_String } or { Name: "Uri" } }, ..],
            }
            && Argument(call, 0)?.Type is { } first && symbols.HttpClient.IsBaseOf(first)
            ? Argument(call, 1)
            : null;
    }

    private static IOperation? Argument(IInvocationOperation call, int ordinal)
        => call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == ordinal)?.Value;

    private static IOperation? AddressOf(TrackingSymbols symbols, IObjectCreationOperation creation)
    {
        if (!IsMessage(symbols, creation) || IsNotPost(Verb(creation)))
            return null;
        if (creation.Arguments.Length > 1)
            return creation.Arguments[1].Value;
        return Initialized(creation, "RequestUri") ?? AssignedLater(creation, "RequestUri");
    }

    // new HttpRequestMessage { Method = HttpMethod.Post }: the base address of the client is the whole address.
    private static bool IsPostWithoutAddress(TrackingSymbols symbols, IObjectCreationOperation creation)
        => IsMessage(symbols, creation) && creation.Parent is IVariableInitializerOperation or IArgumentOperation
            && Verb(creation) is IPropertyReferenceOperation { Property.Name: "Post" };

    private static bool IsMessage(TrackingSymbols symbols, IObjectCreationOperation creation)
        => symbols.HttpRequestMessage.Is(creation.Type);

    private static IOperation? Verb(IObjectCreationOperation creation)
        => creation.Arguments is [{ Value: var verb }, ..] ? verb : Initialized(creation, "Method") ?? AssignedLater(creation, "Method");

    private static bool IsNotPost(IOperation? verb) => verb is IPropertyReferenceOperation { Property.Name: not "Post" };

    // var request = new HttpRequestMessage(); request.RequestUri = ...
    private static IOperation? AssignedLater(IObjectCreationOperation creation, string property)
        => creation.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }
            ? BodyFlow.Of(creation).DefinitionsOf(local).FirstOrDefault(definition => definition.Part is null
                && definition.Into is { Kind: AccessKind.Member, Symbol.Name: var name, Rest: null } && name == property)?.Value
            : null;

    private static IOperation? Initialized(IObjectCreationOperation creation, string property)
        => creation.Initializer?.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(assignment => assignment.Target is IPropertyReferenceOperation { Property.Name: var name } && name == property)
            ?.Value;
}
