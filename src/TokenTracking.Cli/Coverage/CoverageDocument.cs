using TokenTracking.Cli.Builds;
using TokenTracking.Cli.Text;

namespace TokenTracking.Cli.Coverage;

/// <summary>How much of a code base is tracked, as JSON.</summary>
internal sealed record CoverageDocument : CoverageCounts
{
    private CoverageDocument(IReadOnlyCollection<CompilationFigures> compilations) : base(compilations)
    {
    }

    /// <summary>What the caller asks for at the least, in percent; null for nothing.</summary>
    public decimal? Minimum { get; private init; }

    /// <summary>False if the figure is below the minimum. Without a figure nothing is below it.</summary>
    public bool Passed => Minimum is not { } minimum || 100m * Tracked >= minimum * (Tracked + Untracked);

    /// <summary>A row per project and framework.</summary>
    public required IReadOnlyList<CoverageProject> Projects { get; init; }

    /// <summary>The places that are not recorded.</summary>
    public required IReadOnlyList<CoveragePlace> UntrackedSites { get; init; }

    /// <summary>The places on a tracked interface that no visible code wraps.</summary>
    public required IReadOnlyList<CoveragePlace> AssumedSites { get; init; }

    /// <summary>The places that are left out on purpose.</summary>
    public required IReadOnlyList<CoveragePlace> DeclinedSites { get; init; }

    /// <summary>The projects that do not build and are not part of the figures.</summary>
    public required IReadOnlyList<ProjectFailure> NotBuilt { get; init; }

    /// <summary>Sums what the compiler said.</summary>
    /// <param name="figures">The figures of each compilation, and what does not build.</param>
    /// <param name="minimum">What the caller asks for; null for nothing.</param>
    /// <param name="folder">The folder that files below it are named from.</param>
    /// <returns>The document.</returns>
    public static CoverageDocument Of(CoverageFigures figures, decimal? minimum, string folder)
    {
        var compilations = figures.Compilations;
        return new CoverageDocument(compilations)
        {
            Minimum = JsonText.Exact(minimum),
            Projects = [.. compilations.Select(static compilation => new CoverageProject(compilation))],
            UntrackedSites = Places(compilations, static compilation => compilation.Untracked, folder),
            AssumedSites = Places(compilations, static compilation => compilation.Assumed, folder),
            DeclinedSites = Places(compilations, static compilation => compilation.Declined, folder),
            NotBuilt = [.. figures.NotBuilt.Select(each => each with { Project = Relative(each.Project, folder) })],
        };
    }

    private static IReadOnlyList<CoveragePlace> Places(
        IEnumerable<CompilationFigures> compilations, Func<CompilationFigures, IReadOnlyList<CallPlace>> places, string folder)
        => [.. compilations.SelectMany(compilation => places(compilation).Select(place => new CoveragePlace(
            compilation.Assembly, compilation.Framework, Relative(place.File, folder), place.Line, place.Call, place.Reason)))];

    // Short where it can be: a file below the folder that the command runs in.
    private static string Relative(string file, string folder)
    {
        if (!Path.IsPathFullyQualified(file))
            return file;
        var relative = Path.GetRelativePath(folder, file);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathFullyQualified(relative)
            ? file
            : relative.Replace('\\', '/');
    }
}

/// <summary>Call sites by what is known of them.</summary>
internal abstract record CoverageCounts
{
    /// <summary>Sums compilations.</summary>
    /// <param name="compilations">The compilations.</param>
    protected CoverageCounts(IReadOnlyCollection<CompilationFigures> compilations)
    {
        Tracked = compilations.Sum(static compilation => (long)compilation.Tracked);
        Assumed = compilations.Sum(static compilation => (long)compilation.Assumed.Count);
        Declined = compilations.Sum(static compilation => (long)compilation.Declined.Count);
        Untracked = compilations.Sum(static compilation => (long)compilation.Untracked.Count);
    }

    /// <summary>Tracked of tracked and untracked, in percent, cut behind the second digit so that 100 means all; null if there is
    /// neither.</summary>
    public decimal? Percentage
        => Tracked + Untracked == 0 ? null : JsonText.Exact(decimal.Truncate(10_000m * Tracked / (Tracked + Untracked)) / 100m);

    public long Sites => Tracked + Assumed + Declined + Untracked;

    public long Tracked { get; }

    public long Assumed { get; }

    public long Declined { get; }

    public long Untracked { get; }
}

/// <summary>One compilation.</summary>
internal sealed record CoverageProject : CoverageCounts
{
    /// <summary>The row of a compilation.</summary>
    /// <param name="compilation">The compilation.</param>
    public CoverageProject(CompilationFigures compilation) : base([compilation])
        => (Project, Framework) = (compilation.Assembly, compilation.Framework);

    public string Project { get; }

    public string? Framework { get; }
}

/// <summary>A place.</summary>
internal sealed record CoveragePlace(string Project, string? Framework, string File, int Line, string? Call, string? Reason);
