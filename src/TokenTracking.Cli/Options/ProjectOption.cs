using System.CommandLine;

namespace TokenTracking.Cli.Options;

/// <summary><c>--project</c>: the calls of one project alone.</summary>
internal static class ProjectOption
{
    /// <summary>A query for the calls of a project.</summary>
    /// <param name="query">The query.</param>
    /// <param name="project">The value of <c>--project</c>; null if it is not specified.</param>
    /// <returns>The query for the project alone, or the same one if no project is given.</returns>
    public static UsageQuery Restrict(UsageQuery query, string? project)
        => project is null ? query : query.Only(UsageDimension.Project, project);

    /// <summary>The option of one command.</summary>
    /// <returns>The option.</returns>
    public static Option<string?> Create()
    {
        var option = new Option<string?>("--project")
        {
            Description = "Only the calls of this project (its exact name).",
            HelpName = "name",
        };

        // An empty name is most often a shell variable that is not set; a report over nothing would look like a project without calls.
        option.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: "" }])
                result.AddError("--project requires a name. Omit the option for the calls of all projects.");
        });
        return option;
    }
}
