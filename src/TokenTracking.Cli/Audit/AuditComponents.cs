namespace TokenTracking.Cli.Audit;

/// <summary>Makes the rows of the table: the types that call, and those that use them.</summary>
internal sealed class AuditComponents(CodeGraph graph, IReadOnlyList<ModelRow> models, Func<CodePlace, string> fileOf)
{
    /// <summary>The rows, what matters most first.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="testTypes">The types of test projects.</param>
    /// <returns>A row for each type.</returns>
    public IReadOnlyList<AuditComponent> Of(IReadOnlyList<AuditedCall> calls, IReadOnlySet<string> testTypes)
    {
        var direct = calls.GroupBy(static call => call.Component, StringComparer.Ordinal)
            .Select(group => OfCalls(group.Key, [.. group], testTypes.Contains(group.Key))).ToList();
        var states = calls.ToLookup(static call => call.Component, static call => call.State, StringComparer.Ordinal);
        var names = direct.Select(static row => row.Key).ToHashSet(StringComparer.Ordinal);
        var users = graph.Uses.Where(use => !names.Contains(use.Link.From)).GroupBy(static use => use.Link.From, StringComparer.Ordinal)
            .Select(group => OfUses(group.Key, [.. group], states));
        return
        [
            .. direct.Concat(users).OrderBy(static row => Priority.OrderOf(row.Priority)).ThenByDescending(static row => row.IsDirect)
                .ThenBy(static row => row.File, StringComparer.Ordinal).ThenBy(static row => row.Line),
        ];
    }

    private AuditComponent OfCalls(string type, IReadOnlyList<AuditedCall> calls, bool isTest)
    {
        var first = calls.FirstOrDefault(static call => call.State == CallState.Untracked) ?? calls[0];
        return new AuditComponent
        {
            Component = TypeName.Short(type),
            Key = type,
            File = fileOf(first.Place),
            Line = first.Place.Line,
            Calls = string.Join(", ", [.. calls.Select(Vendor.Of).Distinct(StringComparer.Ordinal), .. Through(type)]),
            IsDirect = true,
            Sites = calls.Count,
            TrackedSites = calls.Count(static call => call.State == CallState.Tracked),
            Tracked = StateOf(calls.Select(static call => call.State)),
            Lost = [.. LostBy(calls)],
            Priority = Priority.OfCalls(calls, graph.IsUsed(type), isTest),
            IsTest = isTest,
        };
    }

    private AuditComponent OfUses(
        string type, IReadOnlyList<(CodeLink Link, IReadOnlySet<string> Origins)> uses, ILookup<string, CallState> states)
    {
        var first = uses.Select(static use => use.Link.First).OrderBy(static place => place.File, StringComparer.Ordinal)
            .ThenBy(static place => place.Line).First();
        var origins = uses.SelectMany(static use => use.Origins).Distinct(StringComparer.Ordinal).ToList();
        var tracked = StateOf(origins.SelectMany(origin => states[origin]));
        var created = graph.Carriers.SelectMany(graph.CreationsOf).Where(link => link.From == type && link.Kind == "creates")
            .Select(static link => link.First).OrderBy(static place => place.Line).FirstOrDefault();
        var place = created ?? first;
        var sites = uses.Sum(static use => use.Link.Count);
        var isLost = tracked is "no" or "partly" or "assumed";
        return new AuditComponent
        {
            Component = TypeName.Short(type),
            Key = type,
            File = fileOf(place),
            Line = place.Line,
            Calls = "through " + string.Join(", ", uses.Select(static use => TypeName.Short(use.Link.To)).Distinct(StringComparer.Ordinal)),
            IsDirect = false,
            Sites = sites,
            TrackedSites = tracked == "yes" ? sites : 0,
            Tracked = tracked,
            Lost = !isLost ? []
                : created is null ? [$"its calls are not recorded: {Names(origins)}"]
                : [$"creates an untracked provider: {Names(origins)}"],
            Priority = isLost ? Priority.OfUse(created is not null, uses.Any(static use => use.Link.IsInLoop)) : null,
            CreatedAt = created is null ? null : $"{fileOf(created)}:{created.Line}",
        };
    }

    private IEnumerable<string> LostBy(IReadOnlyList<AuditedCall> calls)
    {
        var untracked = calls.Where(static call => call.State == CallState.Untracked).ToList();
        if (untracked.Exists(static call => call.Usage == "discarded"))
            yield return "usage of the response is discarded";
        if (untracked.Exists(static call => call.Usage == "read"))
            yield return "usage is read, not recorded";
        if (untracked.Exists(static call => call.Usage == "unknown"))
            yield return "calls are not recorded";
        if (untracked.Exists(static call => call.IsWithoutUsage))
            yield return "streamed without usage";
        if (calls.Any(static call => call.State == CallState.Assumed))
            yield return "tracked only if what is passed in is";
        var unpriced = models.Where(model => model.IsUnpriced && model.Components.Contains(calls[0].Component))
            .Select(static model => model.Model).ToList();
        if (unpriced.Count > 0)
            yield return $"no price for {string.Join(", ", unpriced)}";
    }

    // What it calls itself, and what it reaches through other types.
    private IEnumerable<string> Through(string type)
    {
        var others = graph.Uses.Where(use => use.Link.From == type).Select(static use => TypeName.Short(use.Link.To))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return others.Count == 0 ? [] : ["through " + string.Join(", ", others)];
    }

    private static string StateOf(IEnumerable<CallState> states)
    {
        var all = states.Distinct().ToList();
        if (all.Contains(CallState.Untracked))
            return all.Contains(CallState.Tracked) ? "partly" : "no";
        return all.Contains(CallState.Assumed) ? "assumed" : all.Contains(CallState.Tracked) ? "yes" : "declined";
    }

    private static string Names(IEnumerable<string> types) => string.Join(", ", types.Select(TypeName.Short).Order(StringComparer.Ordinal));
}
