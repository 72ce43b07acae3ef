using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Extractors;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Binding;

/// <summary>Finds how a result, or an item of a stream, carries usage: on itself, in an envelope, in a union, in a derived type.</summary>
internal sealed partial class ResultBinding(Members members, ResultDetails details, TypeNames types, Compilation compilation)
{
    // A start event holds a message that holds usage: nothing real lies deeper.
    private const int Deepest = 3;

    private readonly UsageCounts _counts = new(members);
    private readonly UsageExtractors _extractors = UsageExtractors.In(compilation);

    /// <summary>As <see cref="Bind"/>, for callers that only want to know whether a type carries usage.</summary>
    /// <param name="type">The result or item.</param>
    /// <param name="compilation">The compilation whose <c>[UsageShape]</c> and <c>[UsageExtractor]</c> count.</param>
    /// <returns>As <see cref="Bind"/>.</returns>
    public static ReadScope? TryBind(ITypeSymbol type, Compilation compilation)
        => new ResultBinding(Members.Silent, new ResultDetails(Members.Silent), new TypeNames(), compilation).Bind(type);

    /// <summary>The members that a type's usage is read from, the user's own method among them if it reads the type.</summary>
    /// <param name="type">The result or item.</param>
    /// <param name="compilation">As of <see cref="TryBind(ITypeSymbol, Compilation)"/>.</param>
    /// <returns>Null if the type carries no usage that can be recognized.</returns>
    public static IReadOnlyCollection<ISymbol>? FindUsage(ITypeSymbol type, Compilation compilation)
    {
        var read = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var members = new Members(member => read.Add(member));
        var binding = new ResultBinding(members, new ResultDetails(Members.Silent), new TypeNames(), compilation);
        return binding.Bind(type) is null ? null : read;
    }

    /// <summary>What the reading method reads.</summary>
    /// <param name="type">The result or item.</param>
    /// <returns>What to read; null if the type carries no usage that can be recognized.</returns>
    public ReadScope? Bind(ITypeSymbol type) => TryBind(ValuePath.Whole, Members.Underlying(type), 0, isItem: false);

    /// <summary>What the reading method reads of the response that a result keeps; null if it keeps none.</summary>
    public ReadScope? BindBody(ITypeSymbol type) => RawResponses.Of(type, members);

    /// <summary>The usage that a result states, and what the response that it keeps states besides.</summary>
    public ReadScope? BindWithBody(ITypeSymbol type)
        => Bind(type) is not { } body ? null
            : !RawResponses.MayStateMore(body) || BindBody(type) is not { } response ? body
            : ReadScope.Value(ValuePath.Whole, [], body, response);

    /// <summary>What the reading method reads of a stream's items.</summary>
    /// <param name="type">The item.</param>
    /// <param name="isOneAnswer">True if items that do not name their response are parts of one answer; otherwise, false.</param>
    /// <returns>As <see cref="Bind"/>.</returns>
    public ReadScope? BindItem(ITypeSymbol type, bool isOneAnswer)
        => Bind(type) is not { } body ? null
            : UsageShapes.IsChoice(Members.Underlying(type)) ? ReadScope.Of(ReadScopeKind.Choice, ValuePath.Whole, null, body)
            : _extractors.For(Members.Underlying(type)) is not null || !UsageShapes.IsWhole(Members.Underlying(type)) ? body
            : ReadScope.Of(
                isOneAnswer && !UsageShapes.IsAnswerAlone(Members.Underlying(type)) ? ReadScopeKind.Choice : ReadScopeKind.Answer,
                ValuePath.Whole, null, body);

    private ReadScope? TryBind(ValuePath path, ITypeSymbol type, int depth, bool isItem)
    {
        if (depth > Deepest)
            return null;
        if (_extractors.For(type) is { } extractor)
            return Extracted(path, type, extractor, isItem);
        if (UsageShapes.IsLookAlike(type))
            return null;
        if (type.IsTokenUsage() || UsageShapes.IsOwnResult(type))
            return ReadScope.Value(path, [new UsageRead(UsageModel.Ready(ValuePath.Whole), isItem)]);
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return Each(path, array.ElementType, depth);
        if (type is not INamedTypeSymbol named || type.SpecialType != SpecialType.None
            || type.TypeKind is TypeKind.Delegate or TypeKind.Enum)
        {
            return null;
        }

        if (named.IsTupleType)
            return Tuple(path, named, depth);
        if (FindUsage(named, isItem) is { } usage)
            return ReadScope.Value(path, [.. usage.Reads, .. details.Find(named)], [.. ModelOfItems(named), .. usage.Children]);
        return Inside(path, named, depth, isItem);
    }

    /// <summary>The model, if a list with usage has it in its items alone (embeddings).</summary>
    private IEnumerable<ReadScope> ModelOfItems(INamedTypeSymbol type)
    {
        if (details.HasModel(type) || ElementOf(type) is not { } element || Members.FindProperty(type, "Count") is null
            || !type.GetMembers().OfType<IPropertySymbol>().Any(static property => property.IsIndexer
                && property.Parameters is [{ Type.SpecialType: SpecialType.System_Int32 }])
            || details.FindModel(element is ITypeParameterSymbol { ConstraintTypes: [var constraint, ..] } ? constraint : element)
                is not { } model)
        {
            yield break;
        }

        yield return ReadScope.Of(ReadScopeKind.First, ValuePath.Whole, null) with
        {
            Reads = new Read[] { model }.ToEquatableArray(),
        };
    }

    /// <summary>What the user's own method reads. What the type's names say besides the counts is read first, so that the method's facts
    /// take precedence.</summary>
    private ReadScope Extracted(ValuePath path, ITypeSymbol type, UsageExtractor extractor, bool isItem)
    {
        members.Note(extractor.Method);
        var call = new ExtractorRead(types.NotNull(extractor.Method.ContainingType), extractor.Method.Name, extractor.Kind, isItem);
        return ReadScope.Value(path, [.. details.Find(type), call]);
    }

    /// <summary>What carries no usage itself, but holds or may be something that does.</summary>
    private ReadScope? Inside(ValuePath path, INamedTypeSymbol type, int depth, bool isItem)
    {
        if (UsageShapes.Contents(type) is { } contents && Members.FindProperty(type, contents) is { } list
            && ElementOf(list.Type) is { } content && Parts(ValuePath.Of(Members.StepTo(list)), content, depth) is { } each)
        {
            members.Note(list);
            return ReadScope.Value(path, details.Find(type), each);
        }

        if (FromDictionary(path, type) is { } entry)
            return entry;
        if (ElementOf(type) is { } element)
            return Each(path, element, depth);
        foreach (var name in UsageShapes.Holders(type))
        {
            if (Members.FindProperty(type, name) is { } property && TryBind(property, depth, isItem) is { } held)
            {
                members.Note(property);
                return ReadScope.Value(path, [], held);
            }
        }

        var cases = Cases(type, depth, isItem);
        return cases.Length == 0 ? Several(path, type, depth) : ReadScope.Value(path, [], cases);
    }

    /// <summary>Whole answers in the properties of a type that carries no usage itself. They are added up.</summary>
    private ReadScope? Several(ValuePath path, INamedTypeSymbol type, int depth)
    {
        if (depth > 0 || UsageShapes.IsForeign(type, compilation))
            return null;
        var answers = ImmutableArray.CreateBuilder<ReadScope>();
        foreach (var property in Members.Properties(type))
        {
            if (TryBind(property, depth, isItem: false) is not { } answer)
                continue;
            members.Note(property);
            answers.Add(ReadScope.Of(ReadScopeKind.Answer, ValuePath.Whole, null, answer));
        }

        return answers.Count == 0 ? null : ReadScope.Value(path, [], [.. answers]);
    }

    private ReadScope? TryBind(IPropertySymbol property, int depth, bool isItem)
        => TryBind(ValuePath.Of(Members.StepTo(property)), Members.Underlying(property.Type), depth + 1, isItem);

    /// <summary>The types that a value may be: the cases of a union, or the derived types that its author declares along with it.</summary>
    private ReadScope[] Cases(INamedTypeSymbol type, int depth, bool isItem)
    {
        var union = Members.FindProperty(type, "Value") is { Type.SpecialType: SpecialType.System_Object } value ? value : null;
        var candidates = union is null
            ? UsageShapes.Derived(type)
            : type.InstanceConstructors.Where(static constructor => !constructor.Parameters.IsEmpty)
                .Select(static constructor => constructor.Parameters[0].Type).OfType<INamedTypeSymbol>()
                .Where(candidate => candidate.TypeKind == TypeKind.Class && !SymbolEqualityComparer.Default.Equals(candidate, type));
        var path = union is null ? ValuePath.Whole : ValuePath.Of(Members.StepTo(union));
        var cases = ImmutableArray.CreateBuilder<ReadScope>();
        foreach (var candidate in candidates.Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            if (TryBind(path, candidate, depth + 1, isItem) is { Kind: ReadScopeKind.Value } bound)
                cases.Add(bound with { Kind = ReadScopeKind.Case, Type = types.NotNull(candidate) });
        }

        return [.. cases];
    }

    /// <summary>The parts of one answer.</summary>
    private ReadScope? Parts(ValuePath path, ITypeSymbol element, int depth)
        => TryBind(ValuePath.Whole, Members.Underlying(element), depth + 1, isItem: true) is { } item
            ? ReadScope.Value(path, [], ReadScope.Of(ReadScopeKind.Each, ValuePath.Whole, null, item))
            : null;

    /// <summary>Several answers. Those of Semantic Kernel are choices of one response, which each of them states the usage of.</summary>
    private ReadScope? Each(ValuePath path, ITypeSymbol element, int depth)
    {
        var type = Members.Underlying(element);
        if (TryBind(ValuePath.Whole, type, depth + 1, isItem: false) is not { } item)
            return null;
        var kind = UsageShapes.IsChoice(type) ? ReadScopeKind.Choice : ReadScopeKind.Answer;
        return ReadScope.Value(
            path, [], ReadScope.Of(ReadScopeKind.Each, ValuePath.Whole, null, ReadScope.Of(kind, ValuePath.Whole, null, item)));
    }

    private ReadScope? Tuple(ValuePath path, INamedTypeSymbol tuple, int depth)
    {
        var found = ImmutableArray.CreateBuilder<ReadScope>();
        foreach (var element in tuple.TupleElements)
        {
            var step = ValuePath.Of(new PathStep(element.Name, Members.CanBeNull(element.Type)));
            if (TryBind(step, Members.Underlying(element.Type), depth + 1, isItem: false) is { } body)
                found.Add(body);
        }

        return found.Count switch
        {
            0 => null,
            1 => ReadScope.Value(path, [], found[0]),
            _ => ReadScope.Value(
                path, [], [.. found.Select(static answer => ReadScope.Of(ReadScopeKind.Answer, ValuePath.Whole, null, answer))]),
        };
    }

    /// <summary>What a collection holds; null for what is none, and for a sequence that would be run twice.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return array.ElementType;
        if (type is not INamedTypeSymbol named)
            return null;
        // What is there already, and can be read again: never a lazy sequence, which would be run twice.
        return type.AllInterfaces.Insert(0, named).FirstOrDefault(static candidate =>
            candidate.IsIn("System.Collections.Generic", "IReadOnlyCollection", 1)
            || candidate.IsIn("System.Collections.Generic", "IReadOnlyList", 1)
            || candidate.IsIn("System.Collections.Generic", "ICollection", 1)
            || candidate.IsIn("System.Collections.Generic", "IList", 1))?.TypeArguments[0];
    }
}
