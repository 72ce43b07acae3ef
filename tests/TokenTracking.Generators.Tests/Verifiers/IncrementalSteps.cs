using System.Reflection;
using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Decorators;

namespace TokenTracking.Generators.Tests.Verifiers;

/// <summary>What a good incremental generator keeps to: values in its models, and work only where something changed.</summary>
internal static class IncrementalSteps
{
    private static readonly Type[] Forbidden =
        [typeof(ISymbol), typeof(SyntaxNode), typeof(SyntaxTree), typeof(SyntaxToken), typeof(Compilation), typeof(Location),
            typeof(AttributeData), typeof(SemanticModel)];

    /// <summary>Every output of every named step, and every file, is taken from the cache.</summary>
    public static void AssertAllCached(GeneratorDriverRunResult result)
    {
        foreach (var (step, runs) in NamedSteps(result))
        {
            foreach (var (_, reason) in runs.SelectMany(static run => run.Outputs))
                Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{step} was {reason}");
        }

        foreach (var (_, runs) in result.Results.Single().TrackedOutputSteps)
        {
            foreach (var (_, reason) in runs.SelectMany(static run => run.Outputs))
                Assert.Equal(IncrementalStepRunReason.Cached, reason);
        }
    }

    /// <summary>The reasons of one step's outputs.</summary>
    public static IReadOnlyList<IncrementalStepRunReason> ReasonsOf(GeneratorDriverRunResult result, string step)
        => [.. result.Results.Single().TrackedSteps.GetValueOrDefault(step, [])
            .SelectMany(static run => run.Outputs)
            .Select(static output => output.Reason)];

    /// <summary>No value of a named step leads to anything of the compiler's, along any field.</summary>
    public static void AssertHoldNoCompilation(GeneratorDriverRunResult result)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        foreach (var (step, runs) in NamedSteps(result))
        {
            foreach (var (value, _) in runs.SelectMany(static run => run.Outputs))
                Walk(value, step, seen);
        }
    }

    private static IEnumerable<(string Name, IReadOnlyList<IncrementalGeneratorRunStep> Runs)> NamedSteps(GeneratorDriverRunResult result)
        => result.Results.Single().TrackedSteps
            .Where(static step => StepNames.All.Contains(step.Key))
            .Select(static step => (step.Key, (IReadOnlyList<IncrementalGeneratorRunStep>)step.Value));

    private static void Walk(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum)
            return;
        var type = value.GetType();
        Assert.False(Array.Exists(Forbidden, forbidden => forbidden.IsAssignableFrom(type)), $"{path} holds a {type}");
        if (!type.IsValueType && !seen.Add(value))
            return;
        if (value is Array items)
        {
            foreach (var item in items)
                Walk(item, path + "[]", seen);
        }

        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (!field.FieldType.IsPointer)
                    Walk(field.GetValue(value), $"{path}.{field.Name}", seen);
            }
        }
    }
}
