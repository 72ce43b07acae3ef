namespace TokenTracking.Generated;

/// <summary>Several answers in one result or stream.</summary>
public partial struct UsageReading
{
    /// <summary>Takes a whole answer that comes on top of those before. One that names the response of the answer before it is the same
    /// answer, further on.</summary>
    /// <param name="answer">What the answer said.</param>
    public void Add(in UsageReading answer) => Take(in answer, isSameIfUnnamed: false);

    /// <summary>As <see cref="Add(in UsageReading)"/>, for an answer that is the one before it unless it names another response.</summary>
    /// <param name="answer">What the answer said.</param>
    public void AddChoice(in UsageReading answer) => Take(in answer, isSameIfUnnamed: true);

    /// <summary>Takes the same counts in more detail, such as an SDK states them that an adapter was made for.</summary>
    /// <param name="usage">The counts. If their totals differ from those before, they are another call's and change nothing.</param>
    public void Refine(in TokenUsage usage)
    {
        if (usage.InputTokens == Usage.InputTokens && usage.OutputTokens == Usage.OutputTokens)
            Replace(in usage);
    }

    /// <summary>What comes next is another answer, unless it names the response of the one before it.</summary>
    internal readonly void EndAnswer() => _answers?.End();

    private void Take(in UsageReading answer, bool isSameIfUnnamed)
    {
        _answers ??= new AnswerSum(Completeness);
        _answers.Take(in answer.Facts, answer.Completeness, isSameIfUnnamed);
        ref var facts = ref Gathered;
        facts.Update(in answer.Facts);
        if (_answers.Parts is { } parts)
            facts.Parts = parts;
        facts.Usage = _answers.Total;
        facts.Units = _answers.Units;
        facts.ReportedCost = _answers.ReportedCost;
        AddOutputCharacters(answer.OutputCharacters);
        Ending ??= answer.Ending;
        TakeState(in answer);
        // Judged again with each part: an answer of a stream states its counts last.
        _hasCompleteness = _answers.Completeness is not null;
        facts.Completeness = _answers.Completeness.GetValueOrDefault();
    }
}
