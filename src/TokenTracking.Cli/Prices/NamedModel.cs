namespace TokenTracking.Cli.Prices;

/// <summary>A model as a person names it: <c>gpt-4o</c>, or with its provider before it, as near names are printed:
/// <c>openai/gpt-4o</c>.</summary>
/// <param name="Provider">The provider; null if none was specified.</param>
/// <param name="Model">The model.</param>
/// <param name="Note">How the name was taken apart; null if it was not.</param>
internal sealed record NamedModel(string? Provider, string? Model, string? Note)
{
    /// <summary>Takes a provider off a name, where the name as it stands has no price and what is before its first slash is a
    /// provider.</summary>
    /// <param name="book">The prices.</param>
    /// <param name="provider">The provider; null if none was specified.</param>
    /// <param name="model">The name.</param>
    /// <returns>The same if there is nothing to take off, or where the rest has no price either.</returns>
    public static NamedModel Of(PriceBook book, string? provider, string? model)
    {
        var slash = model?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash <= 0 || book.Find(provider, model) is not null)
            return new NamedModel(provider, model, null);
        var (before, rest) = (model![..slash], model[(slash + 1)..]);
        if (book.Find(before, rest) is not { } found || (provider is { Length: > 0 } && !IsSame(book, before, provider)))
            return new NamedModel(provider, model, null);
        var others = provider is { Length: > 0 } ? [] : book.Providers.Where(name => book.Find(name, model) is { Model: not "*" }).ToList();
        return new NamedModel(before, rest, $"'{model}' is interpreted as model '{rest}' of {found.Provider}."
            + (others.Count == 0
                ? ""
                : $" It is also the full name of a model of {string.Join(", ", others)}. To select one, use --provider."));
    }

    // "bedrock" and "aws.bedrock" are one provider where they find the same models.
    private static bool IsSame(PriceBook book, string one, string other)
        => book.ModelsOf(one).FirstOrDefault() is { } model && ReferenceEquals(model, book.ModelsOf(other).FirstOrDefault());
}
