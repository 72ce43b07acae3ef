using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>Requests through interfaces of Refit: <c>[Post("/v1/chat/completions")]</c> on the method that is called, and the host where
/// the implementation is made.</summary>
internal sealed class RefitRequests
{
    private const string Made = "RestService";
    private const string Registered = "AddRefitClient";

    private static readonly ConditionalWeakTable<Compilation, RefitRequests> PerCompilation = new();

    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _hosts = new(StringComparer.Ordinal);
    private readonly List<(string Name, InvocationExpressionSyntax Call)> _places;
    private readonly MemberFlow _flow;

    private RefitRequests(Compilation compilation)
    {
        _flow = MemberFlow.Of(compilation);
        _places =
        [
            .. compilation.SyntaxTrees
                .Where(static tree => tree.GetText().ToString() is var text && (text.Contains(Made) || text.Contains(Registered)))
                .SelectMany(static tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
                .Select(static call => (Name: NameOf(call), Call: call)).Where(static place => place.Name.Length > 0),
        ];
    }

    /// <summary>True for a call of a method that posts.</summary>
    public static bool IsPost(IInvocationOperation call)
        => call.TargetMethod is { ContainingType.TypeKind: TypeKind.Interface } method && PathOf(method) is not null;

    /// <summary>The texts that the address of a POST may be; null for any other call.</summary>
    public static IReadOnlyList<string>? TextsOf(Compilation compilation, IInvocationOperation call, CancellationToken cancellationToken)
    {
        if (call.TargetMethod is not { ContainingType: { TypeKind: TypeKind.Interface } type } method || PathOf(method) is not { } path)
            return null;
        var hosts = PerCompilation.GetValue(compilation, static key => new RefitRequests(key)).HostsOf(type.Name, cancellationToken);
        return hosts.Count == 0 ? [path] : [.. hosts.Select(host => AddressSet.Join(host, path))];
    }

    private static string? PathOf(IMethodSymbol method)
        => method.GetAttributes().FirstOrDefault(static data => data.AttributeClass?.IsIn("Refit", "PostAttribute") == true) is
            {
                ConstructorArguments: [{ Value: string path }, ..],
            }
            ? path
            : null;

    private IReadOnlyList<string> HostsOf(string name, CancellationToken cancellationToken)
        => _hosts.GetOrAdd(name, key =>
        [
            .. _places.Where(place => place.Name == key).SelectMany(place => ValuesAt(place.Call))
                .Select(value => _flow.OperationOf(value, cancellationToken)).OfType<IOperation>()
                .SelectMany(value => AddressTexts.TextsOf(value, cancellationToken))
                .Where(static text => !LlmEndpoints.BeginsOpen(text)).Distinct(),
        ]);

    // RestService.For<IApi>(address), RestService.For<IApi>(client), AddRefitClient<IApi>().ConfigureHttpClient(...)
    private IEnumerable<ExpressionSyntax> ValuesAt(InvocationExpressionSyntax call)
    {
        var isMade = call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "For" };
        if (isMade && call.ArgumentList.Arguments is [{ Expression: var first }, ..]
            && _flow.OperationOf(first, CancellationToken.None)?.Type is { SpecialType: SpecialType.System_String })
            return [first];
        SyntaxNode around = isMade
            ? call.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? call.SyntaxTree.GetRoot()
            : call.FirstAncestorOrSelf<StatementSyntax>() ?? (SyntaxNode)call;
        return BaseAddresses.Settings(around).Select(static setting => setting.Value);
    }

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax
    {
        Name: GenericNameSyntax { Identifier.ValueText: "For" or Registered, TypeArgumentList.Arguments: [var type] },
    }
        ? type.ToString().Split('.').Last()
        : "";
}
