using System.CommandLine;
using System.CommandLine.Parsing;

namespace TokenTracking.Cli.Options;

/// <summary><c>--by</c>: what a report is broken down by.</summary>
internal static class GroupByOption
{
    private static readonly UsageDimension[] Dimensions =
    [
        UsageDimension.Project, UsageDimension.Operation, UsageDimension.Model, UsageDimension.Provider, UsageDimension.Agent,
        UsageDimension.Task, UsageDimension.Day, UsageDimension.Month,
    ];

    private static readonly string Names = string.Join(", ", Dimensions.Select(static dimension => dimension.Name));

    /// <summary>The option of one command.</summary>
    /// <returns>The option.</returns>
    public static Option<IReadOnlyList<UsageDimension>> Create() => new("--by")
    {
        Description = $"The dimensions to group by, outermost first, separated by commas: {Names}.",
        HelpName = "a,b",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = static _ => [],
        CustomParser = Parse,
    };

    private static List<UsageDimension> Parse(ArgumentResult result)
    {
        var found = new List<UsageDimension>();
        foreach (var name in result.Tokens.SelectMany(static token => token.Value.Split(',')).Select(static name => name.Trim()))
        {
            var index = Array.FindIndex(Dimensions, dimension => string.Equals(dimension.Name, name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                result.AddError($"--by '{name}' is not a dimension. Specify any of: {Names}.");
            else if (found.Contains(Dimensions[index]))
                result.AddError($"--by contains '{name}' more than once. Specify each dimension once.");
            else
                found.Add(Dimensions[index]);
        }

        return found;
    }
}
