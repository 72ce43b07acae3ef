using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace TokenTracking.Generators.Analyzers.Rules.TT4002;

/// <summary>Which members of a solution's own types call, construct and register which others: the way from a provider to what uses
/// it.</summary>
internal sealed class TypeLinks
{
    /// <summary>What it has to be shown.</summary>
    public static readonly ImmutableArray<OperationKind> Kinds =
        [OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.MethodReference];

    private static readonly SymbolDisplayFormat Qualified = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private readonly ConcurrentDictionary<TypeLink, LinkPlaces> _links = new();
    private readonly ConcurrentDictionary<string, (string Bases, Location Location)> _types = new(StringComparer.Ordinal);
    private readonly HashSet<ISymbol> _own = new(SymbolEqualityComparer.Default);

    public TypeLinks(Compilation compilation)
    {
        _own.Add(compilation.Assembly);
        foreach (var reference in compilation.References)
        {
            if (reference is PortableExecutableReference { FilePath: { } path } && !IsOfAPackage(path)
                && compilation.GetAssemblyOrModuleSymbol(reference) is IAssemblySymbol assembly)
                _own.Add(assembly);
        }
    }

    /// <summary>The links, each with its places.</summary>
    public IEnumerable<KeyValuePair<TypeLink, LinkPlaces>> Links => _links;

    /// <summary>The types of the compilation with the types of the solution that they implement and derive from.</summary>
    public IEnumerable<KeyValuePair<string, (string Bases, Location Location)>> Types => _types;

    /// <summary>A type's name with its namespace and its assembly, without type arguments: <c>Acme.Chat@App</c>. Many programs have a
    /// <c>Program</c>.</summary>
    public static string NameOf(ITypeSymbol? type)
        => type is null ? "" : $"{type.OriginalDefinition.ToDisplayString(Qualified)}@{type.ContainingAssembly?.Name}";

    /// <summary>A member's name: of the property for its accessors, without the interface that it implements.</summary>
    public static string MemberName(ISymbol member)
    {
        var name = member is IMethodSymbol { AssociatedSymbol: { } property } ? property.Name : member.Name;
        return name.StartsWith(".", StringComparison.Ordinal) ? name : name.Substring(name.LastIndexOf('.') + 1);
    }

    /// <summary>True for an operation that a loop of its body repeats; otherwise, false.</summary>
    public static bool IsInLoop(IOperation operation)
    {
        for (var current = operation.Parent; current is not null; current = current.Parent)
        {
            if (current is ILoopOperation)
                return true;
        }

        return false;
    }

    /// <summary>Notes what an operation calls or constructs.</summary>
    public void Read(OperationAnalysisContext context)
    {
        switch (context.Operation)
        {
            case IInvocationOperation call:
                Add(context, call.TargetMethod.ReducedFrom ?? call.TargetMethod, TypeLinkKind.Calls);
                ReadRegistration(context, call);
                break;
            case IMethodReferenceOperation reference:
                Add(context, reference.Method, TypeLinkKind.Calls);
                break;
            case IObjectCreationOperation { Constructor: { } constructor }:
                Add(context, constructor, TypeLinkKind.Creates);
                break;
        }
    }

    /// <summary>Notes what a type of the compilation implements.</summary>
    public void ReadType(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var bases = type.AllInterfaces.AsEnumerable<INamedTypeSymbol>();
        for (var current = type.BaseType; current is not null; current = current.BaseType)
            bases = bases.Append(current);
        if (type.Locations.FirstOrDefault(static location => location.IsInSource) is { } place)
            _types[NameOf(type)] = (string.Join("|", bases.Where(IsOwn).Select(NameOf)), place);
    }

    // services.AddSingleton<IChat, ClaudeChat>(): the container constructs it.
    private void ReadRegistration(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (call.TargetMethod.TypeArguments.Length == 0 || !call.TargetMethod.Name.StartsWith("Add", StringComparison.Ordinal)
            || call.TargetMethod.ContainingNamespace?.ToDisplayString() != "Microsoft.Extensions.DependencyInjection")
            return;
        foreach (var type in call.TargetMethod.TypeArguments)
        {
            if (type is INamedTypeSymbol { TypeKind: TypeKind.Class } implementation && IsOwn(implementation))
                Add(context, implementation, ".ctor", TypeLinkKind.Registers);
        }
    }

    private void Add(OperationAnalysisContext context, IMethodSymbol method, TypeLinkKind kind)
    {
        if (method.ContainingType is { } type && method.MethodKind != MethodKind.LocalFunction && IsOwn(type))
            Add(context, type, MemberName(method), kind);
    }

    private void Add(OperationAnalysisContext context, INamedTypeSymbol to, string member, TypeLinkKind kind)
    {
        if (context.ContainingSymbol is var containing && (containing as INamedTypeSymbol ?? containing.ContainingType) is not { } from)
            return;
        var link = new TypeLink(NameOf(from), MemberName(containing), kind, NameOf(to), member);
        var location = context.Operation.Syntax.GetLocation();
        var place = new LinkPlaces(location, 1, IsInLoop(context.Operation));
        _links.AddOrUpdate(
            link, place,
            (_, known) => new LinkPlaces(
                IsBefore(location, known.First) ? location : known.First, known.Count + 1, known.AreInLoop || place.AreInLoop));
    }

    private bool IsOwn(INamedTypeSymbol type) => type.ContainingAssembly is { } assembly && _own.Contains(assembly);

    private static bool IsBefore(Location one, Location other)
        => string.CompareOrdinal(one.SourceTree?.FilePath, other.SourceTree?.FilePath) is var order
            && (order < 0 || (order == 0 && one.SourceSpan.Start < other.SourceSpan.Start));

    // …/openai/2.1.0/lib/net8.0/OpenAI.dll, …/packs/Microsoft.NETCore.App.Ref/8.0.1/ref/net8.0/System.Linq.dll
    private static bool IsOfAPackage(string path)
        => Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(path) ?? "") ?? "") is "lib" or "ref" or "build" or "Facades";
}
