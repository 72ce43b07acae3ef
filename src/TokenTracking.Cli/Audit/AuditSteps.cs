namespace TokenTracking.Cli.Audit;

/// <summary>The first three steps: what saves most is first, and each names its place.</summary>
internal sealed class AuditSteps(
    IReadOnlyList<AuditComponent> components, CodeGraph graph, IReadOnlyList<AuditedProject> projects, IReadOnlyList<ModelRow> models,
    Func<CodePlace, string> fileOf)
{
    private const int Most = 3;
    private const int MostNames = 5;

    /// <summary>The steps.</summary>
    /// <returns>At most three; none if the code base calls no LLM.</returns>
    public IReadOnlyList<string> First()
    {
        var lost = components.Where(static row => row is { IsDirect: true, Tracked: not ("yes" or "declined"), IsTest: false }).ToList();
        if (components.Count == 0)
            return [];
        IEnumerable<string?> steps =
        [
            OfRequests(lost), OfContracts(), OfCreations(), OfSdks(lost), OfStreams(lost), OfModels(), OfAssumed(lost),
            "Keep it so: run 'tokens coverage --min' in continuous integration, and set TokenTrackingStrict to true so that an untracked "
                + "call does not compile.",
        ];
        var first = steps.OfType<string>().Take(Most).ToList();
        if (Package(lost) is { } package)
            first[0] = package + char.ToLowerInvariant(first[0][0]) + first[0][1..];
        return first;
    }

    private static string? OfRequests(IEnumerable<AuditComponent> lost)
    {
        var rows = lost.Where(static row => row.Calls.Contains("(HTTP)", StringComparison.Ordinal)).ToList();
        return rows.Count == 0
            ? null
            : $"Put TokenTrackingHandler under the HttpClient of {List(rows)}: it reads the usage from each response, "
                + "also if the code reads the text alone.";
    }

    // One interface for several providers: its generated decorator records them all.
    private string? OfContracts()
    {
        var contract = components
            .Where(static row => row.IsDirect && row.Tracked != "yes")
            .SelectMany(row => (graph.Find(row.Key)?.Bases ?? []).Where(graph.Carriers.Contains).Select(name => (Name: name, Row: row)))
            .GroupBy(static entry => entry.Name, StringComparer.Ordinal).OrderByDescending(static group => group.Count())
            .ThenBy(static group => group.Key, StringComparer.Ordinal).FirstOrDefault();
        if (contract is null || graph.Find(contract.Key) is not { } declared)
            return null;
        var providers = string.Join(", ", contract.Select(static entry => entry.Row.Component).Distinct());
        return $"Add [TrackAiUsage] to {TypeName.Short(contract.Key)} ({Place(declared.Place)}), and return the usage from its members: "
            + $"the generated decorator records the calls of {providers}.";
    }

    private string? OfCreations()
    {
        var created = components.Where(static row => row.CreatedAt is not null && row.Tracked != "yes")
            .Select(static row => row.CreatedAt!)
            .Concat(projects.SelectMany(static project => project.UntrackedCreations).Select(Place))
            .Distinct(StringComparer.Ordinal).ToList();
        return created.Count == 0
            ? null
            : $"Create the provider with tracking (WithTokenTracking, or a registration with TrackAiProviders) at {Some(created)}.";
    }

    private static string? OfSdks(IEnumerable<AuditComponent> lost)
    {
        var rows = lost.Where(static row => row.Calls.Contains("(SDK)", StringComparison.Ordinal)).ToList();
        return rows.Count == 0 ? null : $"Track the SDK's client that {List(rows)} uses: the page of TT2001 has a way for each SDK.";
    }

    private static string? OfStreams(IEnumerable<AuditComponent> lost)
    {
        var rows = lost.Where(static row => row.Lost.Contains("streamed without usage")).ToList();
        return rows.Count == 0 ? null : $"Ask for usage in streams (stream_options.include_usage) in {List(rows)}.";
    }

    private string? OfModels()
        => models.FirstOrDefault(static model => model.IsUnpriced) is { } model
            ? $"Check the name of model '{model.Model}' ({model.Places[0]}), or add its price to a price file: {model.Note}."
            : null;

    private static string? OfAssumed(IEnumerable<AuditComponent> lost)
    {
        var rows = lost.Where(static row => row.Tracked == "assumed").ToList();
        return rows.Count == 0 ? null : $"Check what is passed to {List(rows)}: its calls are recorded only if that is tracked.";
    }

    // What every other step needs.
    private string? Package(List<AuditComponent> lost)
    {
        if (projects.Any(static project => project.References.Contains("TokenTracking")))
            return null;
        var names = lost.Select(static row => row.Project).ToHashSet(StringComparer.Ordinal);
        var files = projects.Where(project => names.Contains(project.Assembly))
            .Select(project => project.Path is { } path ? fileOf(new CodePlace(path, 0)) : project.Assembly)
            .Distinct(StringComparer.Ordinal).ToList();
        return files.Count == 0 ? null : $"Add the package TokenTracking to {Some(files)}, and ";
    }

    private static string List(IReadOnlyCollection<AuditComponent> rows)
        => Some([.. rows.Select(static row => $"{row.Component} ({PlaceText.Of(row.File, row.Line)})")]);

    private static string Some(List<string> names)
        => string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");

    private string Place(CodePlace place) => PlaceText.Of(fileOf(place), place.Line);
}
