using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Clients;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>
/// The base addresses that a client may have: set in the type that sends the request, or in the registration of that type's client.
/// </summary>
internal static class BaseAddresses
{
    private static readonly ConditionalWeakTable<SyntaxNode, IReadOnlyList<BaseAddress>> PerType = new();

    /// <summary>The texts that the base address of the client of a request may be; none if the code does not show it.</summary>
    public static IReadOnlyList<string> Of(IOperation request, CancellationToken cancellationToken)
    {
        if (request.SemanticModel is not { Compilation: var compilation })
            return [];
        var type = request.Syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        var settings = PerType.GetValue(type ?? request.Syntax.SyntaxTree.GetRoot(cancellationToken), Settings);
        if (settings.Count == 0 && type is not null)
            settings = ClientRegistrations.Of(compilation).SettingsFor(type);
        var members = MemberFlow.Of(compilation);
        var known = settings.Select(setting => (setting.Owner, Value: members.OperationOf(setting.Value, cancellationToken)))
            .Where(static setting => setting.Value is not (null or { Type.Name: "RestClientOptions" })).ToList();
        if (known.Count > 0 && UntrackedClients.ClientOf(request)?.Syntax is { } client
            && known.Where(setting => setting.Owner == BaseAddress.NameOf(client)).ToList() is [_, ..] own)
            known = own;
        return
        [
            .. known.SelectMany(setting => AddressTexts.TextsOf(setting.Value!, cancellationToken))
                .Where(static text => !LlmEndpoints.BeginsOpen(text)).Distinct(),
        ];
    }

    /// <summary>Every base address that a source gives to a client.</summary>
    public static IReadOnlyList<BaseAddress> Settings(SyntaxNode around)
        => [.. around.DescendantNodes().Select(BaseAddress.Of).OfType<BaseAddress>()];
}
