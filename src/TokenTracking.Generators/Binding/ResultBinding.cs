using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Extractors;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Binding;

/// <summary>Finds how a result, or an item of a stream, carries usage: on itself, in an envelope, in a union, in a derived type.</summary>
internal sealed class ResultBinding(Members members, ResultDetails details, TypeNames types, Compilation compilation)
{
    // A start event holds a message that holds usage: nothing real lies deeper.
    private const int Deepest = 3;

    private static readonly Members Silent = new(static _ => { });

    private readonly UsageCounts _counts = new(members);
    private readonly UsageExtractors _extractors = UsageExtractors.In(compilation);
    private UniqueNames _locals = new([]);

    /// <summary>As <see cref="Bind"/>, for who only wants to know whether a type carries usage.</summary>
    /// <param name="type">The result or item.</param>
    /// <param name="compilation">Where the user's own words count: <c>[UsageShape]</c> and <c>[UsageExtractor]</c>.</param>
    /// <returns>As <see cref="Bind"/>.</returns>
    public static ReadScope? TryBind(ITypeSymbol type, Compilation compilation)
        => new ResultBinding(Silent, new ResultDetails(Silent), new TypeNames(), compilation).Bind(type);

    /// <summary>The members that a type's usage is read from, the user's own method among them where that reads it.</summary>
    /// <param name="type">The result or item.</param>
    /// <param name="compilation">As of <see cref="TryBind(ITypeSymbol, Compilation)"/>.</param>
    /// <returns>Null where the type carries no usage that can be told.</returns>
    public static IReadOnlyCollection<ISymbol>? FindUsage(ITypeSymbol type, Compilation compilation)
    {
        var read = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var binding = new ResultBinding(new Members(member => read.Add(member)), new ResultDetails(Silent), new TypeNames(), compilation);
        return binding.Bind(type) is null ? null : read;
    }

    /// <summary>The body of the reading method.</summary>
    /// <param name="type">The result or item.</param>
    /// <returns>What to read; null where the type carries no usage that can be told.</returns>
    public ReadScope? Bind(ITypeSymbol type)
    {
        _locals = new UniqueNames(["result", "reading"]);
        return TryBind("result", Members.Underlying(type), 0, isItem: false);
    }

    private ReadScope? TryBind(string expression, ITypeSymbol type, int depth, bool isItem)
    {
        if (depth > Deepest)
            return null;
        var local = _locals.Take("value");
        if (_extractors.For(type) is { } extractor)
            return Extracted(expression, local, type, extractor, isItem);
        if (UsageShapes.IsLookAlike(type))
            return null;
        if (UsageCounts.IsTokenUsage(type) || UsageShapes.IsOwnResult(type))
            return Value(expression, local, [$"reading.{Verb(isItem)}({local});"], []);
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return Each(expression, local, array.ElementType, depth);
        if (type is not INamedTypeSymbol named || type.SpecialType != SpecialType.None || type.TypeKind is TypeKind.Delegate or TypeKind.Enum)
            return null;
        if (named.IsTupleType)
            return Tuple(expression, local, named, depth);
        if (FindUsage(local, named, isItem) is { } usage)
            return Value(expression, local, [.. usage.Statements, .. details.Read(local, named)], usage.Children);
        return Inside(expression, local, named, depth, isItem);
    }

    /// <summary>What the user's own method reads. What the type's names say besides the counts is read first, so that the user's word wins.</summary>
    private ReadScope Extracted(string expression, string local, ITypeSymbol type, UsageExtractor extractor, bool isItem)
    {
        members.Note(extractor.Method);
        var call = $"{types.NotNull(extractor.Method.ContainingType)}.{Identifiers.Escape(extractor.Method.Name)}({local}";
        var told = details.Read(local, type);
        if (extractor.FillsReading)
            return Value(expression, local, [.. told, $"{call}, ref reading);"], []);
        if (extractor.Method.ReturnType is { OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T })
            return Value(expression, local, [.. told, $"reading.{Verb(isItem)}({call}));"], []);
        var usage = _locals.Take("usage");
        return Value(expression, local, [.. told], [Value($"{call})", usage, [$"reading.{Verb(isItem)}({usage});"], [])]);
    }

    /// <summary>What carries no usage itself, but holds or may be something that does.</summary>
    private ReadScope? Inside(string expression, string local, INamedTypeSymbol type, int depth, bool isItem)
    {
        if (UsageShapes.Contents(type) is { } contents && Members.FindProperty(type, contents) is { } list
            && ElementOf(list.Type) is { } content && Each($"{local}.{contents}", _locals.Take("list"), content, depth) is { } each)
        {
            return Value(expression, local, [.. details.Read(local, type)], [each]);
        }

        if (ElementOf(type) is { } element)
            return Each(expression, local, element, depth);
        foreach (var name in UsageShapes.Holders(type))
        {
            if (Members.FindProperty(type, name) is { } property
                && TryBind($"{local}.{Identifiers.Escape(name)}", Members.Underlying(property.Type), depth + 1, isItem) is { } held)
            {
                return Value(expression, local, [], [held]);
            }
        }

        var cases = Cases(local, type, depth, isItem);
        return cases.IsEmpty ? null : Value(expression, local, [], cases);
    }

    /// <summary>The types that a value may turn out to be: the cases of a union, or the derived types that its author declares beside it.</summary>
    private ImmutableArray<ReadScope> Cases(string local, INamedTypeSymbol type, int depth, bool isItem)
    {
        var value = Members.FindProperty(type, "Value") is { Type.SpecialType: SpecialType.System_Object } union ? $"{local}.{union.Name}" : local;
        var candidates = value == local
            ? UsageShapes.Derived(type)
            : type.InstanceConstructors.Where(static constructor => !constructor.Parameters.IsEmpty)
                .Select(static constructor => constructor.Parameters[0].Type).OfType<INamedTypeSymbol>()
                .Where(candidate => candidate.TypeKind == TypeKind.Class && !SymbolEqualityComparer.Default.Equals(candidate, type));
        var cases = ImmutableArray.CreateBuilder<ReadScope>();
        foreach (var candidate in candidates.Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
        {
            if (TryBind(value, candidate, depth + 1, isItem) is { Kind: ReadScopeKind.Value } bound)
                cases.Add(bound with { Kind = ReadScopeKind.Case, Type = types.NotNull(candidate) });
        }

        return cases.ToImmutable();
    }

    private ReadScope? Each(string expression, string local, ITypeSymbol element, int depth)
    {
        var item = _locals.Take("item");
        return TryBind(item, Members.Underlying(element), depth + 1, isItem: true) is { } body
            ? Value(expression, local, [], [new ReadScope(ReadScopeKind.Each, local, item, null, EquatableArray<string>.Empty, Of(body))])
            : null;
    }

    private ReadScope? Tuple(string expression, string local, INamedTypeSymbol tuple, int depth)
    {
        foreach (var element in tuple.TupleElements)
        {
            if (TryBind($"{local}.{Identifiers.Escape(element.Name)}", Members.Underlying(element.Type), depth + 1, isItem: false) is { } body)
                return Value(expression, local, [], [body]);
        }

        return null;
    }

    private (ImmutableArray<string> Statements, ImmutableArray<ReadScope> Children)? FindUsage(string local, INamedTypeSymbol type, bool isItem)
    {
        var verb = Verb(isItem || UsageShapes.IsAdditive(type));
        if (UsageShapeWord.Of(type, compilation.Assembly) is { } word)
            return _counts.TryRead(local, type, word) is { } told ? ([$"reading.{verb}({told});"], []) : null;
        if (FindOwnUsage(type) is { } own)
        {
            members.Note(own);
            var read = $"{local}.{Identifiers.Escape(own.Name)}";
            if (own.Type.IsValueType && !Members.CanBeNull(own.Type))
                return ([$"reading.{verb}({read}{Completeness(local, type, verb)});"], []);
            var usage = _locals.Take("usage");
            return ([], [Value(read, usage, [$"reading.{verb}({usage}{Completeness(local, type, verb)});"], [])]);
        }

        foreach (var name in UsageShapes.Carriers(type))
        {
            if (Members.FindProperty(type, name) is { } property && ReadCarrier($"{local}.{name}", property, verb) is { } read)
                return ([], [read]);
        }

        return _counts.TryRead(local, type, needsBoth: true) is { } carried ? ([$"reading.{verb}({carried});"], []) : null;
    }

    private ReadScope? ReadCarrier(string expression, IPropertySymbol property, string verb)
    {
        var type = Members.Underlying(property.Type);
        var usage = _locals.Take("usage");
        if (_counts.TryRead(usage, type, needsBoth: false) is { } counts)
        {
            members.Note(property);
            var tier = details.FindText(usage, type, ["ServiceTier"]);
            return Value(expression, usage, tier is null ? [$"reading.{verb}({counts});"] : [$"reading.{verb}({counts});", $"reading.ServiceTier = {tier};"], []);
        }

        // A usage that is one of several kinds (tokens, or seconds of audio).
        var cases = UsageShapes.Derived(type).Select(derived => (Type: derived, Counts: _counts.TryRead(usage, derived, needsBoth: false)))
            .Where(static derived => derived.Counts is not null)
            .Select(derived => new ReadScope(
                ReadScopeKind.Case, expression, usage, types.NotNull(derived.Type),
                ImmutableArray.Create($"reading.{verb}({derived.Counts});").ToEquatableArray(), EquatableArray<ReadScope>.Empty))
            .FirstOrDefault();
        return cases;
    }

    private static string Verb(bool isAdded) => isAdded ? "Add" : "Replace";

    private static ITypeSymbol? ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return array.ElementType;
        foreach (var candidate in type.AllInterfaces.Insert(0, (type as INamedTypeSymbol)!))
        {
            // What is there already, and can be read again: never a lazy sequence, which would be run twice.
            if (candidate is not null && (candidate.IsIn("System.Collections.Generic", "IReadOnlyCollection", 1)
                || candidate.IsIn("System.Collections.Generic", "IReadOnlyList", 1) || candidate.IsIn("System.Collections.Generic", "ICollection", 1)
                || candidate.IsIn("System.Collections.Generic", "IList", 1)))
            {
                return candidate.TypeArguments[0];
            }
        }

        return null;
    }

    private static IPropertySymbol? FindOwnUsage(ITypeSymbol type)
    {
        IPropertySymbol? found = null;
        foreach (var property in Members.Properties(type).Where(static property => UsageCounts.IsTokenUsage(property.Type)))
        {
            if (property.Name is "Usage" or "TokenUsage")
                return property;
            found ??= property;
        }

        return found;
    }

    private static string Completeness(string local, ITypeSymbol type, string verb)
        => verb == "Replace" && Members.FindProperty(type, "Completeness") is { } property && property.Type.IsIn("TokenTracking", "UsageCompleteness")
            ? $", {local}.Completeness"
            : "";

    private static EquatableArray<ReadScope> Of(params ReadScope[] scopes) => scopes.ToEquatableArray();

    private static ReadScope Value(string expression, string local, ImmutableArray<string> statements, ImmutableArray<ReadScope> children)
        => new(ReadScopeKind.Value, expression, local, null, statements.ToEquatableArray(), children.ToEquatableArray());
}
