using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Binding;

namespace TokenTracking.Generators.Analyzers.Rules.TT1006;

/// <summary>The readings of a count: with the holder directly before the last property, one before that, and so on, and the same for what
/// the holder was given.</summary>
internal static class UsagePaths
{
    private const int MostAliases = 8;

    /// <summary>Every reading of a chain of properties.</summary>
    public static IReadOnlyList<UsagePath> Of(FlowValue value)
    {
        var found = new List<UsagePath>();
        var current = new FlowValue(UsagePath.Bare(value.Operation), null, value.Call);
        if (value.Part is { Kind: AccessKind.Element } element)
        {
            AddWithin(found, UsageHolders.Of(current) + NamesOf(Access.Element()), TypeOf(element.Rest), PathOf(element.Rest));
        }
        else if (PathOf(value.Part) is { } path)
        {
            for (var aliases = 0; aliases < MostAliases; aliases++)
            {
                AddWithin(found, UsageHolders.Of(current), current.Operation.Type, path);
                current = AddChain(found, current, ref path);
                if (path.Length == 0 || Alias(current, ref path) is not { } next)
                    break;

                // A parameter that one call gives is that argument, and not the same as for another call.
                if (next.Call != current.Call)
                    found.Clear();
                current = next;
            }
        }

        return [.. found.Select(reading => reading with { Place = value.Operation.Syntax })];
    }

    /// <summary>The names of a way through members and elements, up to a member.</summary>
    public static string NamesBefore(Access? part, ISymbol? member)
    {
        var names = "";
        for (; part is not null && (part.Rest is not null || member is null); part = part.Rest)
            names += part.Kind == AccessKind.Element ? "*" : "." + part.Symbol?.Name;
        return names;
    }

    /// <summary>The names of a way through members and elements.</summary>
    public static string NamesOf(Access? part) => NamesBefore(part, null);

    private static string? PathOf(Access? part)
    {
        var names = new List<string>();
        for (; part is not null; part = part.Rest)
        {
            if (part is not { Kind: AccessKind.Member, Symbol: { } member })
                return null;
            names.Add(member.Name);
        }

        return string.Join(".", names);
    }

    private static ITypeSymbol? TypeOf(Access? part) => part?.Symbol?.ContainingType;

    // r is { Usage.InputTokens: { } input }: of r, and of its usage.
    private static void AddWithin(List<UsagePath> found, string holder, ITypeSymbol? type, string? path)
    {
        while (path is { Length: > 0 } && type is not null)
        {
            found.Add(new UsagePath(holder, Members.Underlying(type), path));
            var end = path.IndexOf('.');
            if (end < 0)
                return;
            var name = path.Substring(0, end);
            type = Members.FindProperty(Members.Underlying(type), name)?.Type;
            holder += "." + name;
            path = path.Substring(end + 1);
        }
    }

    private static FlowValue AddChain(List<UsagePath> found, FlowValue current, ref string path)
    {
        while (current.Operation
            is IPropertyReferenceOperation { Property.IsIndexer: false, Instance: { Type: { } type } instance } property
            && instance is not IInstanceReferenceOperation { IsImplicit: true })
        {
            path = path.Length == 0 ? property.Property.Name : property.Property.Name + "." + path;
            current = current.With(UsagePath.Bare(instance));
            found.Add(new UsagePath(UsageHolders.Of(current), current.Operation.Type ?? type, path));
        }

        return current;
    }

    // var details = usage.InputTokenDetails: what the variable was given leads on to the holder.
    private static FlowValue? Alias(FlowValue root, ref string path)
    {
        switch (root.Operation)
        {
            case ILocalReferenceOperation local when BodyFlow.Of(local).Reaching(local, local.Local, CancellationToken.None)
                is { Definitions: [{ Into: null } only] } && PathOf(only.Part) is { } way:
                var given = UsagePath.Bare(only.Value);
                if (way.Length == 0 && given is not (IPropertyReferenceOperation or ILocalReferenceOperation
                    or IParameterReferenceOperation or IFieldReferenceOperation))
                    return null;
                path = way.Length == 0 ? path : way + "." + path;
                return root.With(given);
            case IParameterReferenceOperation parameter
                when VariableSteps.OfParameterAlone(root, parameter, CancellationToken.None)
                    is [{ IsGiven: false, Part: null } argument]:
                return argument.With(UsagePath.Bare(argument.Operation));
            default:
                return null;
        }
    }
}
