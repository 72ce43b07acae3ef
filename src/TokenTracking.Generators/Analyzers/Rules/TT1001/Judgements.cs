using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Analyzers.Flow;

namespace TokenTracking.Generators.Analyzers.Rules.TT1001;

/// <summary>Results that depend on the results of other places.</summary>
internal static class Judgements
{
    /// <summary>A result that does not depend on other places.</summary>
    public static Reading<Judgement> Is(ConstructionFate fate) => Reading<Judgement>.Is(new Judgement(fate));

    /// <summary>The result for the value of an operation.</summary>
    public static Reading<Judgement> At(IOperation place) => Reading<Judgement>.OneOf(new FlowValue(place));

    /// <summary>
    /// The worst of several places. One wrapper is enough if the untracked provider is otherwise only returned (<c>track ?
    /// p.WithTokenTracking(t) : p</c> is intentional). A wrapper does not compensate for a call on the untracked provider elsewhere, or for
    /// storing it.
    /// </summary>
    public static Reading<Judgement> AtAll(IEnumerable<IOperation> places)
        => Reading<Judgement>.OneOf([.. places.Select(static place => new FlowValue(place))]);

    /// <summary>The worst of several results.</summary>
    public static Reading<Judgement> Worst(IReadOnlyList<Reading<Judgement>> parts) => Made(parts, Worst);

    /// <summary>Escapes unless it is tracked or never read.</summary>
    public static Reading<Judgement> OrEscapes(Reading<Judgement> judged)
        => Made([judged], static fates => fates[0] is ConstructionFate.Returned ? ConstructionFate.Escapes : fates[0]);

    /// <summary>A result that is combined from others.</summary>
    /// <param name="parts">The other results.</param>
    /// <param name="compose">Combines them, in their order.</param>
    public static Reading<Judgement> Made(
        IReadOnlyList<Reading<Judgement>> parts, Func<IReadOnlyList<ConstructionFate>, ConstructionFate> compose)
        => Reading<Judgement>.MadeOf([.. parts.SelectMany(static part => part.Values)], answers =>
        {
            var fates = new List<ConstructionFate>(parts.Count);
            var isLate = false;
            var next = 0;
            foreach (var part in parts)
            {
                var own = answers.Skip(next).Take(part.Values.Count).ToList();
                next += own.Count;
                var judged = part.Kind switch
                {
                    ReadingKind.Value => part.Value,
                    ReadingKind.MadeOf => part.Composer!(own),
                    _ => own.Aggregate(default(Judgement), Worse),
                };
                fates.Add(judged.Fate);
                isLate |= judged.IsRegisteredTooLate;
            }

            return new Judgement(compose(fates), isLate);
        });

    /// <summary>The worse of two.</summary>
    public static Judgement Worse(Judgement one, Judgement other)
        => new(one.Fate > other.Fate ? one.Fate : other.Fate, one.IsRegisteredTooLate || other.IsRegisteredTooLate);

    private static ConstructionFate Worst(IReadOnlyList<ConstructionFate> fates)
        => fates.Count == 0 ? ConstructionFate.Unused : fates.Max();
}
