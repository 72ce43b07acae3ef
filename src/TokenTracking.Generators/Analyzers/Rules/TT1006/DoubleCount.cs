using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>A count in a sum, and the term that brings it.</summary>
internal sealed record Summand(IOperation Term, UsagePath Count);

/// <summary>Finds a count that a sum contains twice: once by itself, once inside of a total.</summary>
internal static class DoubleCount
{
    private static readonly ConditionalWeakTable<IOperation, IReadOnlyList<Summand>> Known = new();

    // What is paid on top of the input's price, or less than it, counts nothing twice.
    private static readonly string[] Differences = [
        "Discount", "Saving", "Saved", "Rebate", "Delta", "Diff", "Surcharge", "Extra", "Premium", "Markup", "Adjust"];

    /// <summary>The counts of each term of a sum.</summary>
    public static IReadOnlyList<Summand> Counts(IOperation sum) => Known.GetValue(sum, static key => [.. Find(key)]);

    private static IEnumerable<Summand> Find(IOperation sum)
        => SummedCounts.Terms(sum).SelectMany(static term => SummedCounts.Of(term).Select(count => new Summand(term, count)));

    /// <summary>What the rule says of the sum, and the term that is too much; null if each count is in it once.</summary>
    public static (string Message, Summand Part)? Find(IReadOnlyList<Summand> counts)
    {
        if (counts.Count < 2)
            return null;
        var byHolder = counts.ToLookup(static count => count.Count.Holder, StringComparer.Ordinal);
        foreach (var total in counts)
        {
            foreach (var part in byHolder[total.Count.Holder])
            {
                if (total.Term != part.Term && total.Count.Path != part.Count.Path
                    && UsageParts.Contains(total.Count.HolderType, total.Count.Path, part.Count.Path)
                    && MeetAt(total.Count.Place, part.Count.Place) && IsWhole(part.Count))
                    return (Message(total.Count, part.Count), part);
            }
        }

        return null;
    }

    private static string Message(UsagePath total, UsagePath part)
        => $"'{total.Path}' of '{total.HolderType.Name}' already includes '{part.Path}'; the sum counts it twice";

    // Of two branches only one is taken: what one gathers, the other does not.
    private static bool MeetAt(SyntaxNode? one, SyntaxNode? other)
        => one is null || other is null || one.SyntaxTree != other.SyntaxTree
            || Branch(one) is not { } first || Branch(other) is not { } second
            || first.Span.Contains(second.Span) || second.Span.Contains(first.Span);

    private static SyntaxNode? Branch(SyntaxNode node)
        => node.Ancestors().TakeWhile(static ancestor => ancestor is not MemberDeclarationSyntax)
            .FirstOrDefault(static ancestor => ancestor.Parent is IfStatementSyntax
                or ElseClauseSyntax or SwitchExpressionArmSyntax or ConditionalExpressionSyntax || ancestor is SwitchSectionSyntax);

    // input * price + written * surcharge: right, where the surcharge is what a write costs more than fresh input.
    private static bool IsWhole(UsagePath part)
    {
        if (part.Weight is not { } weight)
            return true;
        var factor = UsagePath.Bare(weight);
        if (factor is ILocalReferenceOperation local && SummedLocals.Of(local) is [{ } made])
            return IsWhole(part with { Weight = made.Value is ILocalReferenceOperation ? null : made.Value }) && IsPrice(factor);
        return !(UsageParts.IsCacheWrite(part.Path) && factor.Syntax is LiteralExpressionSyntax) && IsPrice(factor);
    }

    private static bool IsPrice(IOperation factor)
        => !factor.DescendantsAndSelf().Any(static inner => inner is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract }
            or IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus })
            && !factor.Syntax.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
                .Any(static name => Differences.Any(
                    word => name.Identifier.ValueText.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));
}
