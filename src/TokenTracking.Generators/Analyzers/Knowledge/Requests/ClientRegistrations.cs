using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>
/// The registrations of clients in a compilation that set a base address: <c>services.AddHttpClient&lt;Client&gt;(http => ...)</c>.
/// </summary>
internal sealed class ClientRegistrations
{
    private const string Method = "AddHttpClient";

    private static readonly ConditionalWeakTable<Compilation, ClientRegistrations> PerCompilation = new();

    private readonly List<(InvocationExpressionSyntax Call, IReadOnlyList<BaseAddress> Settings)> _registrations;
    private readonly ConcurrentDictionary<SyntaxNode, IReadOnlyList<BaseAddress>> _perType = new();

    private ClientRegistrations(Compilation compilation)
        => _registrations =
        [
            .. compilation.SyntaxTrees
                .Where(static tree => tree.GetText().ToString() is var text && text.Contains(Method) && text.Contains("BaseAddress"))
                .SelectMany(static tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
                .Where(static call => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Method })
                .Select(static call => (Call: call, Settings: BaseAddresses.Settings(Whole(call))))
                .Where(static registration => registration.Settings.Count > 0),
        ];

    public static ClientRegistrations Of(Compilation compilation)
        => PerCompilation.GetValue(compilation, static key => new ClientRegistrations(key));

    /// <summary>The base addresses of the registrations of a type's client.</summary>
    public IReadOnlyList<BaseAddress> SettingsFor(TypeDeclarationSyntax type)
        => _perType.GetOrAdd(type, _ =>
        [
            .. _registrations.Where(registration => IsFor(registration.Call, type))
                .SelectMany(static registration => registration.Settings),
        ]);

    // With the calls that follow it: AddHttpClient<Client>().ConfigureHttpClient(http => http.BaseAddress = ...)
    private static SyntaxNode Whole(InvocationExpressionSyntax registration)
    {
        SyntaxNode whole = registration;
        while (whole.Parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax)
            whole = whole.Parent;
        return whole;
    }

    // AddHttpClient<Client>(...), AddHttpClient<IClient, Client>(...), and AddHttpClient("name", ...) if the type asks for that name.
    private static bool IsFor(InvocationExpressionSyntax registration, TypeDeclarationSyntax type)
    {
        if (registration.Expression is MemberAccessExpressionSyntax
            {
                Name: GenericNameSyntax { TypeArgumentList.Arguments: [.., var client] },
            })
            return client.ToString().Split('.').Last() == type.Identifier.ValueText;
        return registration.ArgumentList.Arguments is [{ } name, ..] && name.Expression is not AnonymousFunctionExpressionSyntax
            && type.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => call is
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CreateClient" },
                ArgumentList.Arguments: [{ } asked, ..],
            } && LastPart(asked.Expression) == LastPart(name.Expression));
    }

    private static string LastPart(ExpressionSyntax expression)
        => expression is LiteralExpressionSyntax ? expression.ToString() : BaseAddress.NameOf(expression) ?? expression.ToString();
}
