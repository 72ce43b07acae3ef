using System.Text;
using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>Prints a path of properties.</summary>
internal static class PathPrinter
{
    /// <summary>The path from a local that is not null.</summary>
    public static string Print(string local, ValuePath path)
    {
        var text = new StringBuilder(local);
        var canBeNull = false;
        foreach (var step in path.Steps)
        {
            text.Append(canBeNull ? "?." : ".").Append(Identifiers.Escape(step.Name));
            canBeNull |= step.CanBeNull;
        }

        return text.ToString();
    }
}
