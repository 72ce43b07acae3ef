using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>An interface and the services that it returns: their decorators are nested in its own, and know each other by name.</summary>
internal static class ServiceFamily
{
    public static readonly IReadOnlyDictionary<INamedTypeSymbol, string> None =
        new Dictionary<INamedTypeSymbol, string>(SymbolEqualityComparer.Default);

    public static ParsedInterface Parse(
        INamedTypeSymbol root, TrackingRequest request, Compilation compilation, CancellationToken cancellationToken)
    {
        var parser = new InterfaceParser(root, request, compilation, cancellationToken);
        if (!parser.Check())
            return parser.Refused();
        if (parser.HasStatics)
            return Checked(parser, request, parser.Build(None));

        var childRequest = request with { IsAttributed = false, IsListed = false };
        var children = ChildServices.In(compilation).Of(root)
            .Select(child => new InterfaceParser(child, RequestFor(child, childRequest), compilation, cancellationToken))
            .Where(static child => child.Check() && !child.HasStatics)
            .ToArray();
        if (children.Length == 0 && !ChildServices.ReturnsItself(root))
            return Checked(parser, request, parser.Build(None));

        var family = NameDecorators(parser, children);
        var built = children.Select(child => (child.Type, Parsed: child.Build(family))).ToArray();
        var models = built.Select(child => child.Parsed.Model! with { Decorator = family[child.Type] }).ToArray();
        var whole = parser.Build(family);
        return Checked(parser, request, whole with
        {
            Findings = [.. whole.Findings, .. built.SelectMany(static child => child.Parsed.Findings)],
            // A member that several of them inherit does in the type itself what the type's own attribute says.
            Roles = built.Aggregate(ParsedInterface.NoRoles, static (roles, child) => roles.SetItems(child.Parsed.Roles))
                .SetItems(whole.Roles),
            Model = whole.Model! with
            {
                Children = models.ToEquatableArray(),
                DisabledWarnings = Union(models.Prepend(whole.Model).Select(static model => model.DisabledWarnings)),
                ExternAliases = Union(models.Prepend(whole.Model).Select(static model => model.ExternAliases)),
            },
        });
    }

    // An interface that carries the attribute says of itself that its tasks are calls.
    private static ParsedInterface Checked(InterfaceParser parser, TrackingRequest request, ParsedInterface parsed)
        => request.IsAttributed || parsed.HasCalls ? parsed : parser.RefusedWithoutCalls();

    private static TrackingRequest RequestFor(INamedTypeSymbol child, TrackingRequest inherited)
        => child.FindOwnAttribute(TrackedInterfaces.Attribute) is { } own
            ? TrackingRequest.From(own, isAttributed: true, isListed: false)
            : inherited;

    private static Dictionary<INamedTypeSymbol, string> NameDecorators(InterfaceParser root, InterfaceParser[] children)
    {
        var parameters = root.TypeParameters.ToArray();
        var names = new UniqueNames(parameters.Append(root.Names.Decorator));
        var family = new Dictionary<INamedTypeSymbol, string>(SymbolEqualityComparer.Default)
        {
            [root.Type] = root.Names.Decorator + (parameters.Length == 0 ? "" : $"<{string.Join(", ", parameters)}>"),
        };
        foreach (var child in children)
            family.Add(child.Type, names.Take(child.Names.Decorator));
        return family;
    }

    private static EquatableArray<string> Union(IEnumerable<EquatableArray<string>> lists)
        => lists.SelectMany(static list => list).Distinct(StringComparer.Ordinal).OrderBy(static text => text, StringComparer.Ordinal)
            .ToEquatableArray();
}
