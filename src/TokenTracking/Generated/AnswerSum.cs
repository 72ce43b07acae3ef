namespace TokenTracking.Generated;

/// <summary>Adds up the whole answers of one call. Each is priced on its own, at its own model.</summary>
/// <param name="completeness">What was said of the completeness before the first answer; null for nothing.</param>
internal sealed class AnswerSum(UsageCompleteness? completeness)
{
    // Beyond it, answers of one model are added to each other: a stream may have any number of them.
    private const int MostParts = 64;

    private readonly List<UsagePart> _parts = [];
    private TokenUsage _closed;
    private TokenUsage _current;
    private IReadOnlyList<UsageUnit>? _closedUnits;
    private IReadOnlyList<UsageUnit>? _currentUnits;
    private decimal? _closedCost = 0;
    private decimal? _currentCost;
    private string? _id;
    private string? _model;
    private int _answers;
    private bool _hasUnknown;
    private bool _hasEnded;
    private UsageCompleteness? _stated = completeness;

    /// <summary>The counts of all answers.</summary>
    public TokenUsage Total => Sum(in _closed, in _current);

    /// <summary>The counts of each answer, with its model; null if there is only one.</summary>
    public IReadOnlyList<UsagePart>? Parts => _parts.Count > 1 ? _parts : null;

    /// <summary>What all answers used besides tokens; null if nothing is stated.</summary>
    public IReadOnlyList<UsageUnit>? Units => UnitSum.Of(_closedUnits, _currentUnits);

    /// <summary>The cost of all answers; null if one of them does not state its cost.</summary>
    public decimal? ReportedCost => Sum(_closedCost, _currentCost);

    /// <summary>How far the counts can be trusted: the least of what the answers say, and partial if some of them state counts and others
    /// do not. Null if nothing is said.</summary>
    public UsageCompleteness? Completeness
        => (_hasUnknown || _current.IsUnknown) && !Total.IsUnknown ? UsageCompleteness.Partial : _stated;

    /// <summary>What comes next is another answer, unless it names the response of this one.</summary>
    public void End() => _hasEnded = true;

    public void Take(in ResponseFacts answer, UsageCompleteness? completeness, bool isSameIfUnnamed)
    {
        if (completeness is { } said && (_stated is not { } before || said > before))
            _stated = said;
        var isSame = _answers > 0 && (answer.ResponseId is null || _id is null ? isSameIfUnnamed && !_hasEnded : answer.ResponseId == _id);
        if (!isSame)
            Open();
        _hasEnded = false;
        _id = answer.ResponseId ?? _id;
        _model = answer.Model ?? _model;
        _currentUnits = answer.Units ?? _currentUnits;
        _currentCost = answer.ReportedCost ?? _currentCost;
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
        if (_answers++ > 0)
            _closedCost = Sum(_closedCost, _currentCost);
        _closed = Sum(in _closed, in _current);
        _closedUnits = Units;
        if (_parts.Count >= MostParts)
            Merge();
        (_current, _id, _model) = (default, null, null);
        (_currentUnits, _currentCost) = (null, null);
    }

    private void Merge()
    {
        var last = _parts[^1];
        if (_parts.FindIndex(part => part.Model == last.Model) is var first && first == _parts.Count - 1)
            return;
        _parts[first] = _parts[first] with { Usage = Sum(_parts[first].Usage, last.Usage) };
        _parts.RemoveAt(_parts.Count - 1);
    }

    // An amount that no call can cost is in no sum, and cannot overflow one.
    private static decimal? Sum(decimal? one, decimal? other)
        => one is { } left && other is { } right && UsageRecord.IsCost(left) && UsageRecord.IsCost(right) ? left + right : null;

    private static TokenUsage Sum(in TokenUsage left, in TokenUsage right)
        => left.IsUnknown ? right : right.IsUnknown ? left : left + right;
}
