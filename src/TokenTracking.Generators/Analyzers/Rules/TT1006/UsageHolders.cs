using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>Names for the objects that hold usage: two places with the same name read the same object.</summary>
internal static class UsageHolders
{
    private const string This = "this.";

    /// <summary>The name of the object that a value is: a variable with what it holds there, a member of this object, or the text of any
    /// other expression.</summary>
    public static string Of(FlowValue value)
    {
        var names = "";
        var operation = UsagePath.Bare(value.Operation);
        while (operation is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false },
            Instance: { } instance and not IInstanceReferenceOperation } member)
        {
            names = "." + member.Member.Name + names;
            operation = UsagePath.Bare(instance);
        }

        var call = value.Call is { Site.Syntax: var site } ? "#" + Position(site) : "";
        return operation switch
        {
            ILocalReferenceOperation local => local.Local.Name + "@" + Held(local) + call + names,
            IParameterReferenceOperation parameter => OfParameter(parameter) + names,
            IInstanceReferenceOperation => This + names,
            IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } } member
                => This + member.Member.ContainingType?.Name + "." + member.Member.Name + names,
            _ => operation.Syntax + "@" + Position(OperationWalk.Root(operation).Syntax) + call + names,
        };
    }

    /// <summary>True for a member of this object, and for what its primary constructor was given.</summary>
    public static bool IsLasting(string holder) => holder.StartsWith(This, StringComparison.Ordinal);

    private static string OfParameter(IParameterReferenceOperation reference)
    {
        var parameter = reference.Parameter;
        if (CallSteps.HandedToLambda(new FlowValue(reference), reference) is [{ Operation: var list, Part: var part }])
            return UsagePath.Bare(list).Syntax + "@" + Position(OperationWalk.Root(list).Syntax) + UsagePaths.NamesOf(part);
        var declared = parameter.DeclaringSyntaxReferences is [{ } own] ? own.GetSyntax() : null;
        var name = parameter.Name + "@" + (declared is null ? "" : Position(declared));
        return declared?.Parent?.Parent is TypeDeclarationSyntax
            ? This + name
            : name + string.Concat(BodyFlow.Of(reference).Reaching(reference, parameter, CancellationToken.None)
                .Definitions.Select(static definition => "," + Position(definition.Place)));
    }

    // What is written to the variable before it is read here.
    private static string Held(ILocalReferenceOperation local)
        => string.Join(",", BodyFlow.Of(local).Reaching(local, local.Local, CancellationToken.None)
            .Definitions.Select(static definition => Position(definition.Place)));

    /// <summary>The name of a place in the sources.</summary>
    public static string Position(SyntaxNode node)
        => node.SyntaxTree.FilePath + ":" + node.SpanStart.ToString(CultureInfo.InvariantCulture);
}
