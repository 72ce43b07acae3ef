namespace TokenTracking.Generated;

/// <summary>Adds up the whole answers of one call. Each is priced on its own, at its own model.</summary>
internal sealed class AnswerSum
{
    // Beyond it, answers of one model are added to each other: a stream may have any number of them.
    private const int MostParts = 64;

    private readonly List<UsagePart> _parts = [];
    private TokenUsage _closed;
    private TokenUsage _current;
    private string? _id;
    private string? _model;
    private int _answers;
    private bool _hasUnknown;

    /// <summary>The counts of all answers.</summary>
    public TokenUsage Total => Sum(in _closed, in _current);

    /// <summary>The counts of each answer, with its model; null if there is only one.</summary>
    public IReadOnlyList<UsagePart>? Parts => _parts.Count > 1 ? _parts : null;

    /// <summary>True if some of the answers state counts and others do not; otherwise, false.</summary>
    public bool IsPartial => (_hasUnknown || _current.IsUnknown) && !Total.IsUnknown;

    public void Take(in ResponseFacts answer, bool isSameIfUnnamed)
    {
        var isSame = _answers > 0 && (answer.ResponseId is null || _id is null ? isSameIfUnnamed : answer.ResponseId == _id);
        if (!isSame)
            Open();
        _id = answer.ResponseId ?? _id;
        _model = answer.Model ?? _model;
        if (answer.Usage.IsUnknown)
            return;
        var isNew = _current.IsUnknown;
        _current = isNew ? answer.Usage : _current.UpdatedBy(answer.Usage);
        var part = new UsagePart(Kind: null, _model, _current);
        if (isNew)
            _parts.Add(part);
        else
            _parts[^1] = part;
    }

    private void Open()
    {
        _hasUnknown |= _answers > 0 && _current.IsUnknown;
        _answers++;
        _closed = Sum(in _closed, in _current);
        if (_parts.Count >= MostParts)
            Merge();
        (_current, _id, _model) = (default, null, null);
    }

    private void Merge()
    {
        var last = _parts[^1];
        if (_parts.FindIndex(part => part.Model == last.Model) is var first && first == _parts.Count - 1)
            return;
        _parts[first] = _parts[first] with { Usage = Sum(_parts[first].Usage, last.Usage) };
        _parts.RemoveAt(_parts.Count - 1);
    }

    private static TokenUsage Sum(in TokenUsage left, in TokenUsage right)
        => left.IsUnknown ? right : right.IsUnknown ? left : left + right;
}
