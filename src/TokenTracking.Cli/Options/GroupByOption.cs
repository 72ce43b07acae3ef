using System.CommandLine;
using System.CommandLine.Parsing;

namespace TokenTracking.Cli.Options;

/// <summary><c>--by</c>: what a report is broken down by.</summary>
internal static class GroupByOption
{
    private static readonly UsageDimension[] Dimensions = Enum.GetValues<UsageDimension>();
    private static readonly string Names = string.Join(", ", Dimensions.Select(NameOf));

    /// <summary>The option of one command.</summary>
    /// <returns>The option.</returns>
    public static Option<IReadOnlyList<UsageDimension>> Create() => new("--by")
    {
        Description = $"What to break it down by, outermost first, separated by commas: {Names}.",
        HelpName = "a,b",
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = static _ => [],
        CustomParser = Parse,
    };

    /// <summary>The name of a dimension on the command line and in JSON.</summary>
    /// <param name="dimension">The dimension.</param>
    /// <returns>Its name.</returns>
    public static string NameOf(UsageDimension dimension) => dimension switch
    {
        UsageDimension.Project => "project",
        UsageDimension.Operation => "operation",
        UsageDimension.Model => "model",
        UsageDimension.Provider => "provider",
        UsageDimension.Agent => "agent",
        UsageDimension.Task => "task",
        UsageDimension.Day => "day",
        UsageDimension.Month => "month",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Not a dimension of a report."),
    };

    private static List<UsageDimension> Parse(ArgumentResult result)
    {
        var found = new List<UsageDimension>();
        foreach (var name in result.Tokens.SelectMany(static token => token.Value.Split(',')).Select(static name => name.Trim()))
        {
            var index = Array.FindIndex(Dimensions, dimension => string.Equals(NameOf(dimension), name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                result.AddError($"--by '{name}' is not known. It takes any of: {Names}.");
            else if (found.Contains(Dimensions[index]))
                result.AddError($"--by names '{name}' twice. Once is enough.");
            else
                found.Add(Dimensions[index]);
        }

        return found;
    }
}
