using System.Globalization;
using System.Security;

namespace TokenTracking.Cli.Audit;

/// <summary>Targets without which projects are built once more: each is declared again, without tasks, behind the project.</summary>
/// <param name="folder">The folder for the files that declare them.</param>
internal sealed class LeftOutTargets(string folder)
{
    private const string Special = "%$@';()*?";

    private readonly List<FailedTarget> _targets = [];

    /// <summary>The file that the audit's targets import, if there is one.</summary>
    public string File => Path.Combine(folder, "without.targets");

    /// <summary>Leaves out more targets.</summary>
    /// <param name="failed">The targets that failed.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <returns>True if one of them was not left out before.</returns>
    public async Task<bool> AddAsync(IEnumerable<FailedTarget> failed, CancellationToken cancellationToken)
    {
        var known = _targets.Count;
        foreach (var target in failed)
        {
            if (!_targets.Exists(each => each.Project == target.Project && each.Name == target.Name))
                _targets.Add(target);
        }

        if (_targets.Count == known)
            return false;
        // The import has the condition: a target that is declared again replaces the first one, even if its own condition is false.
        var imports = new List<string>();
        for (var index = 0; index < _targets.Count; index++)
        {
            var single = string.Create(CultureInfo.InvariantCulture, $"without.{index}.targets");
            await WriteAsync(single, $"  <Target Name=\"{SecurityElement.Escape(_targets[index].Name)}\" />\n", cancellationToken);
            var condition = $"'$(MSBuildProjectFullPath)' == '{Literal(_targets[index].Project)}'";
            imports.Add($"  <Import Project=\"{single}\" Condition=\"{condition}\" />\n");
        }

        await WriteAsync(Path.GetFileName(File), string.Concat(imports), cancellationToken);
        return true;
    }

    /// <summary>What is said about the targets.</summary>
    /// <param name="root">The folder of the code base.</param>
    /// <returns>A sentence for each.</returns>
    public IEnumerable<string> Notes(string root) => _targets.Select(target
        => $"Built without the target {target.Name} of {PlaceText.Relative(target.Project, root)}, which failed: {target.Reason}");

    private Task WriteAsync(string name, string content, CancellationToken cancellationToken)
        => System.IO.File.WriteAllTextAsync(Path.Combine(folder, name), $"<Project>\n{content}</Project>\n", cancellationToken);

    // A text in a condition, with the characters escaped that mean something there.
    private static string Literal(string text)
    {
        var escaped = string.Concat(text.Select(static each => Special.Contains(each)
            ? string.Create(CultureInfo.InvariantCulture, $"%{(int)each:X2}")
            : each.ToString()));
        return SecurityElement.Escape(escaped);
    }
}
