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
        if (_isGathered || _whole is not null)
            Replace(in response.FactsInPlace);
        else
            _whole = response;
        AddOutputCharacters(text?.Length);
    }

    private void Gather()
    {
        if (_isGathered)
            return;
        _isGathered = true;
        if (_whole is null)
            return;
        var whole = _whole;
        _whole = null;
        Replace(in whole.FactsInPlace);
    }

    private void Add(LlmResponse response, string? text)
    {
        Add(in response.FactsInPlace.UsageInPlace);
        ref var facts = ref Gathered;
        var units = UnitSum.Of(facts.Units, response.FactsInPlace.Units);
        facts.Update(in response.FactsInPlace);
        facts.Units = units;
        AddOutputCharacters(text?.Length);
    }

    private void Replace(in ResponseFacts facts)
    {
        Replace(in facts.UsageInPlace, facts.Completeness);
        Gathered.Update(in facts);
    }
}
