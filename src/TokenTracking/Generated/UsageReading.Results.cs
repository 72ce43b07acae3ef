namespace TokenTracking.Generated;

// Our own results are read in place: a property returns a copy, and the counts are the largest part of a result.
public partial struct UsageReading
{
    /// <summary>Takes all that a result states; its counts replace those before.</summary>
    /// <param name="result">The result.</param>
    public void Replace(LlmResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Replace(result, result.Text);
    }

    /// <summary>Takes all that a result states; its counts come on top of those before.</summary>
    /// <param name="result">The result.</param>
    public void Add(LlmResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Add(result, result.Text);
    }

    /// <summary>Takes all that an update states; its counts replace those before.</summary>
    /// <param name="update">The update.</param>
    public void Replace(LlmStreamUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        Replace(update, update.Text);
    }

    /// <summary>Takes all that an update states; its counts come on top of those before.</summary>
    /// <param name="update">The update.</param>
    public void Add(LlmStreamUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        Add(update, update.Text);
    }

    private void Replace(LlmResponse response, string? text)
    {
        Replace(in response.FactsInPlace);
        AddOutputCharacters(text?.Length);
    }

    private void Add(LlmResponse response, string? text)
    {
        Add(in response.FactsInPlace.UsageInPlace);
        _facts.Update(in response.FactsInPlace);
        AddOutputCharacters(text?.Length);
    }

    private void Replace(in ResponseFacts facts)
    {
        Replace(in facts.UsageInPlace, facts.Completeness);
        _facts.Update(in facts);
    }
}
