using System.Xml;
using System.Xml.Linq;
using TokenTracking.Cli.Builds;

namespace TokenTracking.Cli.Audit;

/// <summary>A target of the code base that fails: it installs packages of npm, calls a script, requires a tool. The compiler may be able to
/// do without it.</summary>
/// <param name="Project">The project that was built.</param>
/// <param name="Name">The target.</param>
/// <param name="Reason">The error.</param>
internal sealed record FailedTarget(string Project, string Name, string Reason)
{
    /// <summary>The targets whose tasks failed and that the code base declares itself.</summary>
    /// <param name="lines">What the build printed.</param>
    /// <param name="folder">The folder of the code base.</param>
    /// <returns>The targets, in the order of the errors.</returns>
    public static IEnumerable<FailedTarget> Of(IEnumerable<string> lines, string folder)
        => from error in BuildErrors.Placed(lines)
           where IsOwn(error.File, error.Project, folder)
           let target = TargetAt(error.File, error.Line)
           where target is not null
           select new FailedTarget(error.Project, target, error.Reason);

    // The targets of the SDK and of packages are left as they are.
    private static bool IsOwn(string file, string project, string folder)
        => Path.IsPathFullyQualified(file)
            && (Path.GetExtension(file).EndsWith("proj", StringComparison.OrdinalIgnoreCase)
                || Path.GetExtension(file).ToUpperInvariant() is ".TARGETS" or ".PROPS")
            && (IsBelow(file, folder) || IsBelow(file, Path.GetDirectoryName(project)!));

    private static bool IsBelow(string file, string folder)
        => file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static string? TargetAt(string file, int line)
    {
        try
        {
            return XDocument.Load(file, LoadOptions.SetLineInfo).Descendants()
                .Where(element => ((IXmlLineInfo)element).LineNumber == line)
                .Select(static element => element.AncestorsAndSelf().FirstOrDefault(static each => each.Name.LocalName == "Target"))
                .FirstOrDefault(static target => target is not null)?.Attribute("Name")?.Value;
        }
        catch (Exception failure) when (failure is XmlException or IOException or UnauthorizedAccessException)
        {
            // The build has named the file and what is wrong with it.
            return null;
        }
    }
}
