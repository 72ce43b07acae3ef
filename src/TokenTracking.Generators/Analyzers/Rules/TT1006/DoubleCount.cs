using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>A count in a sum, and the term that contains it.</summary>
internal sealed record Summand(IOperation Term, UsagePath Count);

/// <summary>Finds a count that a sum contains twice: once by itself, and once inside a total.</summary>
internal static class DoubleCount
{
    private static readonly ConditionalWeakTable<IOperation, IReadOnlyList<Summand>> Known = new();

    // A surcharge on the input price, or a discount from it, does not count anything twice.
    private static readonly string[] Differences = [
        "Discount", "Saving", "Saved", "Rebate", "Delta", "Diff", "Surcharge", "Extra", "Premium", "Markup", "Adjust"];

    /// <summary>The counts of each term of a sum.</summary>
    public static IReadOnlyList<Summand> Counts(IOperation sum) => Known.GetValue(sum, static key => [.. Find(key)]);

    private static IEnumerable<Summand> Find(IOperation sum)
        => SummedCounts.Terms(sum).SelectMany(static term => SummedCounts.Of(term).Select(count => new Summand(term, count)));

    /// <summary>The message for the sum, and the redundant term; null if each count is in it once.</summary>
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

    // Only one of two branches is executed: what one of them adds is not added by the other.
    private static bool MeetAt(SyntaxNode? one, SyntaxNode? other)
        => one is null || other is null || one.SyntaxTree != other.SyntaxTree
            || Branch(one) is not { } first || Branch(other) is not { } second
            || first.Span.Contains(second.Span) || second.Span.Contains(first.Span);

    private static SyntaxNode? Branch(SyntaxNode node)
        => node.Ancestors().TakeWhile(static ancestor => ancestor is not MemberDeclarationSyntax)
            .FirstOrDefault(static ancestor => ancestor.Parent is IfStatementSyntax
                or ElseClauseSyntax or SwitchExpressionArmSyntax or ConditionalExpressionSyntax || ancestor is SwitchSectionSyntax);

    // input * price + written * surcharge: correct if the surcharge is the difference between the prices of a write and of fresh input.
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
