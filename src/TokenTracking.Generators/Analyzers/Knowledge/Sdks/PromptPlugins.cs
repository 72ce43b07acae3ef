using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TokenTracking.Generators.Analyzers.Knowledge.Sdks;

/// <summary>
/// The plugins of Semantic Kernel that a compilation imports: from folders of prompts (<c>ImportPluginFromPromptDirectory</c>), from
/// functions, or from types and objects of the program.
/// </summary>
internal sealed class PromptPlugins
{
    private static readonly ConditionalWeakTable<Compilation, PromptPlugins> PerCompilation = new();

    private readonly HashSet<string> _ofFunctions = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _ofTypes = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _known = new(StringComparer.Ordinal);
    private readonly Compilation _compilation;
    private readonly bool _hasFolders;
    private readonly bool _hasPrompts;

    private PromptPlugins(Compilation compilation)
    {
        _compilation = compilation;
        foreach (var call in compilation.SyntaxTrees
            .Where(static tree => tree.GetText().ToString() is var text && (text.Contains("FromPrompt") || text.Contains("Plugin")))
            .SelectMany(static tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()))
        {
            if (call.Expression is not MemberAccessExpressionSyntax { Name: var name })
                continue;
            var method = name.Identifier.ValueText;
            _hasPrompts |= method.Contains("FromPrompt");
            _hasFolders |= method.Contains("FromPromptDirectory");
            if (method.EndsWith("FromFunctions", StringComparison.Ordinal))
                AddNames(_ofFunctions, call);
            if (!method.EndsWith("FromType", StringComparison.Ordinal) && !method.EndsWith("FromObject", StringComparison.Ordinal))
                continue;
            if (name is GenericNameSyntax { TypeArgumentList.Arguments: [var type, ..] })
                _ofTypes.Add(type.ToString().Split('.').Last());
            AddNames(_ofTypes, call);
        }
    }

    /// <summary>The plugins of a compilation.</summary>
    public static PromptPlugins Of(Compilation compilation) => PerCompilation.GetValue(compilation, static key => new PromptPlugins(key));

    /// <summary>True if a plugin of this name may hold prompts: it was made from functions, or folders of prompts are imported and the
    /// name is not that of a type in the program.</summary>
    public bool MayHold(string plugin)
        => (_hasFolders || (_hasPrompts && _ofFunctions.Contains(plugin))) && !_ofTypes.Contains(plugin)
            && !_known.GetOrAdd(plugin, key => _compilation.ContainsSymbolsWithName(key, SymbolFilter.Type));

    private static void AddNames(HashSet<string> names, InvocationExpressionSyntax call)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is LiteralExpressionSyntax literal)
                names.Add(literal.Token.ValueText);
        }
    }
}
