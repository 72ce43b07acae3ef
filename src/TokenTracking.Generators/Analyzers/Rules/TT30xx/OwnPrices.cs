using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Rules.TT30xx;

/// <summary>The price files among the additional files of the project (<c>*prices*.json</c>): a model in one of them has a price.</summary>
internal sealed class OwnPrices(ImmutableArray<AdditionalText> files)
{
    private readonly ImmutableArray<AdditionalText> _files = files.RemoveAll(static file
        => Path.GetFileName(file.Path).IndexOf("prices", StringComparison.OrdinalIgnoreCase) < 0
            || !file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase));

    public bool Contains(string model, CancellationToken cancellationToken)
        => !_files.IsEmpty && _files.Any(file
            => file.GetText(cancellationToken)?.ToString().IndexOf('"' + model + '"', StringComparison.OrdinalIgnoreCase) >= 0);
}
