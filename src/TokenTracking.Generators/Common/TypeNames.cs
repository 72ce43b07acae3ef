using System.Text;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Common;

/// <summary>Types as one generated class writes them: fully qualified, with nullability where the declaration had any.</summary>
/// <remarks><para><c>dynamic</c> is written as <c>object</c>, the same type to the runtime: a dynamic argument would make every forward a
/// call through the runtime binder.</para>
/// <para>A method's type parameter with the name of one of the class is renamed, which an explicit implementation may.</para></remarks>
internal sealed class TypeNames
{
    private const string Renamed = "_Method";

    private static readonly SymbolDisplayFormat Annotated = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Unbound = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGenericsOptions(SymbolDisplayGenericsOptions.None)
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private readonly HashSet<string> _classTypeParameters = new(StringComparer.Ordinal);
    private readonly Dictionary<ITypeParameterSymbol, string> _hidden = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IAssemblySymbol, string>? _aliases;
    private readonly SortedSet<string> _usedAliases = new(StringComparer.Ordinal);

    /// <summary>Outside of any generated class.</summary>
    public TypeNames()
    {
    }

    /// <summary>Inside a generated class.</summary>
    /// <param name="classTypeParameters">Its type parameters: those of the types around the interface, outermost first, then its
    /// own.</param>
    /// <param name="compilation">The compilation, whose references may have aliases.</param>
    public TypeNames(IEnumerable<ITypeParameterSymbol> classTypeParameters, Compilation compilation)
    {
        // A type may hide a parameter of the type around it. The class has both.
        foreach (var parameter in classTypeParameters.Reverse())
        {
            var name = parameter.Name;
            while (!_classTypeParameters.Add(name))
                name += "_Outer";
            if (name != parameter.Name)
                _hidden.Add(parameter, name);
        }

        foreach (var reference in compilation.References)
        {
            if (reference.Properties.Aliases is { IsEmpty: false } aliases && !aliases.Contains("global")
                && compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly)
            {
                _aliases ??= new Dictionary<IAssemblySymbol, string>(SymbolEqualityComparer.Default);
                _aliases[assembly] = aliases[0];
            }
        }
    }

    /// <summary>The extern aliases that the names so far need.</summary>
    public IEnumerable<string> UsedAliases => _usedAliases;

    /// <summary>The name without type arguments and without <c>global::</c>.</summary>
    public static string Bare(ITypeSymbol type) => type.ToDisplayString(Unbound);

    public string Of(ITypeSymbol type)
    {
        var parts = type.ToDisplayParts(Annotated);
        var text = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            text.Append(parts[i] switch
            {
                { Kind: SymbolDisplayPartKind.Keyword, Symbol: IDynamicTypeSymbol } => "object",
                { Symbol: ITypeParameterSymbol parameter } => Of(parameter),
                { Kind: SymbolDisplayPartKind.Keyword } part when _aliases is not null && part.ToString() == "global"
                    => Root(parts.Skip(i)),
                var part => part.ToString(),
            });
        }

        return text.ToString();
    }

    /// <summary>A type parameter of a method or of the class.</summary>
    public string Of(ITypeParameterSymbol parameter)
        => parameter.DeclaringMethod is not null && _classTypeParameters.Contains(parameter.Name)
            ? parameter.Name + Renamed
            : _hidden.TryGetValue(parameter, out var hidden) ? hidden
            : Identifiers.Escape(parameter.Name);

    /// <summary>Without a question mark at its end: for a receiver, a cast, a base.</summary>
    public string NotNull(ITypeSymbol type)
        => Of(type.IsValueType ? type : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));

    /// <summary>For <c>typeof</c>: generic types unbound.</summary>
    public string ForTypeOf(INamedTypeSymbol type) => NotNull(type.IsGenericType ? type.ConstructUnboundGenericType() : type);

    private string Root(IEnumerable<SymbolDisplayPart> rest)
    {
        var assembly = rest.Select(static part => part.Symbol).OfType<INamedTypeSymbol>().FirstOrDefault()?.ContainingAssembly;
        if (assembly is null || !_aliases!.TryGetValue(assembly, out var alias))
            return "global";
        _usedAliases.Add(alias);
        return alias;
    }
}
