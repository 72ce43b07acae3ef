using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TokenTracking.Generators.Analyzers.Knowledge.Providers;
using TokenTracking.Generators.Analyzers.Knowledge.Registrations;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Wrappings;

/// <summary>Finds the calls that wrap by their names.</summary>
internal static class WrappingCalls
{
    public const string Create = nameof(Create);

    private const string Factory = "LlmFactory";

    private static readonly string[] Telling = [
        Wrapping.WithTokenTracking, ServiceRegistration.TrackAiProviders, Factory, Wrapping.UseTracker];

    // A walk over every node of a program costs a hundred times what a search of its text does; an edit searches one file again.
    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> Searched = new();

    /// <summary>True for a file whose text has one of the names.</summary>
    public static bool MayBeIn(SyntaxTree tree, CancellationToken cancellationToken)
    {
        if (!Searched.TryGetValue(tree, out var has))
        {
            var text = tree.GetText(cancellationToken).ToString();
            has = Searched.GetValue(tree, _ => new StrongBox<bool>(Telling.Any(name => text.IndexOf(name, StringComparison.Ordinal) >= 0)));
        }

        return has.Value;
    }

    /// <summary>True for a call that may wrap, by its name.</summary>
    public static bool IsOne(InvocationExpressionSyntax call) => NameOf(call) switch
    {
        Wrapping.WithTokenTracking or ServiceRegistration.TrackAiProviders or Wrapping.UseTracker => true,
        Create => call.Expression is MemberAccessExpressionSyntax { Expression: SimpleNameSyntax or MemberAccessExpressionSyntax } access
            && access.Expression.ToString().EndsWith(Factory, StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>The name of the method that is called on something; null for other calls.</summary>
    public static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
