using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>A count in a sum, and the term that contains it.</summary>
internal sealed record Summand(IOperation Term, UsagePath Count)
{
    /// <summary>The same in a sum: what the sum itself reads is always in it.</summary>
    public Summand In(IOperation sum) => Count.Place is { } place && place.SyntaxTree == sum.Syntax.SyntaxTree
        && sum.Syntax.Span.Contains(place.Span) ? this with { Count = Count with { Place = null } } : this;
}

/// <summary>A count that a sum contains, and another term with a part of it.</summary>
internal sealed record Doubled(UsagePath Total, Summand Part);

/// <summary>Finds the counts that a sum contains twice: once by themselves, and once inside a total.</summary>
internal static class DoubleCount
{
    // A surcharge on the input price, or a discount from it, does not count anything twice.
    private static readonly string[] Differences = [
        "Discount", "Saving", "Saved", "Rebate", "Delta", "Diff", "Surcharge", "Extra", "Premium", "Markup", "Adjust"];

    // Of more terms, all counts are compared at once.
    private const int FewTerms = 4;

    /// <summary>The counts of the terms of a sum, without those of objects that only one term has counts of: a part that is counted twice
    /// is in another term than its total.</summary>
    public static IEnumerable<Summand> SummandsOf(IReadOnlyList<(IOperation Term, Counts Counts)> terms)
    {
        var all = terms.SelectMany(static term => term.Counts.Paths.Select(count => new Summand(term.Term, count)));
        if (terms.Count > FewTerms)
            return all;
        var shared = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < terms.Count; i++)
        {
            for (var j = i + 1; j < terms.Count; j++)
                shared.UnionWith(terms[i].Counts.HoldersShared(terms[j].Counts));
        }

        return shared.Count == 0 ? [] : all.Where(summand => shared.Contains(summand.Count.Holder));
    }

    /// <summary>Every part that is added to its total, each once, in the order of the sum.</summary>
    public static IReadOnlyList<Doubled> Find(IReadOnlyList<Summand> summands)
    {
        if (summands.Count < 2)
            return [];
        var byHolder = summands.ToLookup(static summand => summand.Count.Holder, StringComparer.Ordinal);
        var found = new List<Doubled>();
        var known = new HashSet<(IOperation, SyntaxNode?, string)>();
        foreach (var part in summands)
        {
            var total = byHolder[part.Count.Holder].FirstOrDefault(total => total.Term != part.Term && total.Count.Path != part.Count.Path
                && UsageParts.Contains(total.Count.HolderType, total.Count.Path, part.Count.Path)
                && MeetAt(total.Count.Place, part.Count.Place) && IsWhole(part.Count));
            if (total is not null && known.Add((part.Term, part.Count.Place, Name(part.Count.Path))))
                found.Add(new Doubled(total.Count, part));
        }

        return found;
    }

    /// <summary>The message for the sum: each total with its parts.</summary>
    public static string Message(IReadOnlyList<Doubled> doubled)
    {
        var clauses = doubled.GroupBy(static each => (each.Total.Holder, each.Total.Path)).Select(static total
            => $"'{total.Key.Path}' of '{total.First().Total.HolderType.Name}' already includes "
                + Listed([.. total.Select(static each => $"'{each.Part.Count.Path}'").Distinct()]));
        return $"{Listed([.. clauses])}; the sum counts {(doubled.Count > 1 ? "them" : "it")} twice";
    }

    private static string Listed(IReadOnlyList<string> words) => words.Count < 2
        ? string.Concat(words)
        : string.Join(", ", words.Take(words.Count - 1)) + " and " + words[words.Count - 1];

    private static string Name(string path) => path.Substring(path.LastIndexOf('.') + 1);

    // Only one of two branches is executed: what one of them adds is not added by the other.
    private static bool MeetAt(SyntaxNode? one, SyntaxNode? other)
        => one is null || other is null || one.SyntaxTree != other.SyntaxTree
            || Branch(one) is not { } first || Branch(other) is not { } second
            || first.Span.Contains(second.Span) || second.Span.Contains(first.Span);

    private static SyntaxNode? Branch(SyntaxNode node)
        => node.Ancestors().TakeWhile(static ancestor => ancestor is not MemberDeclarationSyntax)
            .FirstOrDefault(static ancestor => (ancestor.Parent is IfStatementSyntax choice && ancestor != choice.Condition)
                || ancestor.Parent is ElseClauseSyntax or SwitchExpressionArmSyntax or ConditionalExpressionSyntax
                || ancestor is SwitchSectionSyntax);

    // input * price + written * surcharge: correct if the surcharge is the difference between the prices of a write and of fresh input.
    private static bool IsWhole(UsagePath part)
    {
        if (part.Weight is not { } weight)
            return true;
        var factor = UsagePath.Bare(weight);
        var made = factor is ILocalReferenceOperation local
            && BodyFlow.Of(local).Reaching(local, local.Local, CancellationToken.None).Definitions is [{ Into: null, Part: null } only]
                ? UsagePath.Bare(only.Value)
                : factor;
        return !(UsageParts.IsCacheWrite(part.Path) && made.Syntax is LiteralExpressionSyntax) && IsPrice(factor) && IsPrice(made);
    }

    private static bool IsPrice(IOperation factor)
        => !factor.DescendantsAndSelf().Any(static inner => inner is IBinaryOperation { OperatorKind: BinaryOperatorKind.Subtract }
            or IUnaryOperation { OperatorKind: UnaryOperatorKind.Minus })
            && !factor.Syntax.DescendantNodesAndSelf().OfType<SimpleNameSyntax>()
                .Any(static name => Differences.Any(
                    word => name.Identifier.ValueText.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0));
}
