using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Settings;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>The calls that make a provider tracked.</summary>
internal static class Wrapping
{
    public const string WithTokenTracking = nameof(WithTokenTracking);
    public const string UseTracker = nameof(UseTracker);

    /// <summary>True for the generated extension method, the factory, and the call that passes a tracker to an object which tracks its own
    /// calls.</summary>
    public static bool IsWrapper(TrackingSymbols symbols, IMethodSymbol method)
        => method.Name == WithTokenTracking
            || symbols.Settings.Tracks(method)
            || symbols.LlmFactory.Is(method.ContainingType)
            || (method.Name == UseTracker && symbols.TrackingTarget.Includes(method.ContainingType));

    /// <summary>True for <c>LlmFactory.Create(trackTokens: false)</c>.</summary>
    public static bool IsUntrackedFactory(IInvocationOperation call)
        => call.Arguments.Any(static argument => argument.Parameter?.Name == "trackTokens"
            && argument.Value.ConstantValue is { HasValue: true } constant && constant.Value is not true);

    /// <summary>True for a call inside the lambda that the tracker runs.</summary>
    public static bool IsTrackedByHand(TrackingSymbols symbols, IOperation call)
    {
        for (var current = call.Parent; current is not null; current = current.Parent)
        {
            if (current is IAnonymousFunctionOperation lambda
                && OperationWalk.TakingCall(lambda) is { TargetMethod: { } method } && Tracks(symbols, method))
                return true;
            if (current is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { } taking } }
                && call is IMethodReferenceOperation && Tracks(symbols, taking))
                return true;
        }

        return false;
    }

    private static bool Tracks(TrackingSymbols symbols, IMethodSymbol method)
        => TrackerMethods.Runs(symbols, method) || symbols.Settings.Tracks(method);

    /// <summary>True for a method or constructor of this compilation whose body wraps that parameter, in any form: a user-defined factory
    /// method.</summary>
    public static bool WrapsParameter(IMethodSymbol? method, IParameterSymbol parameter, CancellationToken cancellationToken)
        => method is not null && Bodies(method, cancellationToken).Any(body => Wraps(body, parameter.Name, cancellationToken));

    /// <summary>True for a method of this compilation whose body calls <c>UseTracker</c> on that parameter.</summary>
    public static bool GivesTrackerTo(IMethodSymbol method, IParameterSymbol parameter, CancellationToken cancellationToken)
        => Bodies(method, cancellationToken).Any(body => body.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call
            => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: UseTracker } access
                && IsNamed(access.Expression, parameter.Name)));

    /// <summary>True for an extension member (C# 14) of this compilation whose body wraps its receiver.</summary>
    public static bool WrapsReceiver(IMethodSymbol method, CancellationToken cancellationToken)
        => Bodies(method, cancellationToken).Any(body
            => body.Parent?.ChildNodes().OfType<ParameterListSyntax>()
                .FirstOrDefault() is { Parameters: [{ Identifier.ValueText: { Length: > 0 } receiver }] }
                && body.Parent is not MemberDeclarationSyntax { RawKind: (int)SyntaxKind.ClassDeclaration
                    or (int)SyntaxKind.StructDeclaration or (int)SyntaxKind.RecordDeclaration or (int)SyntaxKind.RecordStructDeclaration }
                && Wraps(body, receiver, cancellationToken));

    private static IEnumerable<SyntaxNode> Bodies(IMethodSymbol method, CancellationToken cancellationToken)
        => (method.ReducedFrom ?? method)
            .OriginalDefinition.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellationToken));

    private static bool Wraps(SyntaxNode body, string name, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var node in body.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
                && ((access.Name.Identifier.ValueText == UseTracker && IsNamed(access.Expression, name))
                    || (access.Name.Identifier.ValueText == WithTokenTracking && (IsNamed(access.Expression, name)
                    || call.ArgumentList.Arguments.Any(argument => IsNamed(argument.Expression, name))))
                    || (IsNamed(access.Expression, name) && access.Name.Identifier.ValueText != OwnName(body)
                    && WrapsFurtherOn(body, access.Name.Identifier.ValueText, cancellationToken))
                    || (access.Expression is IdentifierNameSyntax { Identifier.ValueText: "LlmFactory" }
                    && call.ArgumentList.DescendantNodes().Any(inner => IsNamed(inner, name)))))
                return true;
        }

        return false;
    }

    // An overload in the same type, which wraps its receiver.
    private static bool WrapsFurtherOn(SyntaxNode body, string method, CancellationToken cancellationToken)
        => body.Parent is TypeDeclarationSyntax type && type.Members.OfType<MethodDeclarationSyntax>()
            .Any(other => other.Identifier.ValueText == method
            && other.ParameterList.Parameters is [{ Identifier.ValueText: { } receiver }, ..] && other != body
                && other.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
                .Any(access => access.Name.Identifier.ValueText == WithTokenTracking && IsNamed(access.Expression, receiver)));

    private static string? OwnName(SyntaxNode body) => (body as MethodDeclarationSyntax)?.Identifier.ValueText;

    private static bool IsNamed(SyntaxNode expression, string name)
        => expression is IdentifierNameSyntax identifier && identifier.Identifier.ValueText == name;
}
