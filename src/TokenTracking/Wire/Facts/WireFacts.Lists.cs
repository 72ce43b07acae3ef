using TokenTracking.Wire.Paths;

namespace TokenTracking.Wire.Facts;

/// <summary>Lists inside usage objects: counts by lifetime or modality, and the steps of a call.</summary>
internal sealed partial class WireFacts
{
    /// <summary>The most steps of one call that are told apart; what comes after them is added to the last.</summary>
    public const int MaxParts = 256;

    private readonly byte[] _entryKey = new byte[32];
    private int _entryKeyLength;
    private long _entryCount;
    private bool _entryCounts;

    private PartFact[] _parts = new PartFact[4];
    private PartFact _part;
    private bool _partOpen;

    /// <summary>The steps of the call, where the provider gives them.</summary>
    public ReadOnlySpan<PartFact> Parts => _parts.AsSpan(0, PartCount);

    public int PartCount { get; private set; }

    public bool TooManyParts { get; private set; }

    private void ResetLists()
    {
        ResetParts();
        _partOpen = false;
        TooManyParts = false;
    }

    private void ResetParts()
    {
        Array.Clear(_parts, 0, PartCount);
        PartCount = 0;
    }

    private void BeginEntry(PathNode node)
    {
        _entryKeyLength = 0;
        _entryCounts = node.CountsItself;
        _entryCount = 1;
    }

    private void SetEntry(PathLeaf leaf, ReadOnlySpan<byte> word)
    {
        if ((leaf & PathLeaf.ListKey) != PathLeaf.None && word.Length <= _entryKey.Length)
        {
            word.CopyTo(_entryKey);
            _entryKeyLength = word.Length;
        }

        if ((leaf & PathLeaf.ListCount) != PathLeaf.None)
            _entryCounts = TryCount(word, out _entryCount);
    }

    private void EndEntry(PathNode node)
    {
        if (!_entryCounts)
            return;
        var key = _entryKey.AsSpan(0, _entryKeyLength);
        foreach (var entry in _lists[node.List].Slots)
        {
            if (!SameWord(key, entry.Key))
                continue;
            ref var fact = ref Touch(entry.Slot);
            var generation = _containers[_containerOf[entry.Slot]].Generation;
            var before = fact.State == CountState.Known && fact.Generation == generation ? fact.Value : 0;
            fact = new CountFact(CountState.Known, generation, Math.Min(before + _entryCount, TokenUsage.MaxCount));
        }
    }

    private void BeginPart()
    {
        _part = default;
        _partOpen = true;
    }

    private void SetPartCount(int field, ReadOnlySpan<byte> word)
    {
        if (_partOpen && TryCount(word, out var value))
            _part[field] = value;
        else
            OddPartCount();
    }

    private void SetPartText(int field, ReadOnlySpan<byte> text)
    {
        if (!_partOpen || text.Length > WireText.MaxLength || !WireText.IsName(text))
            return;
        if (field == PartFact.ModelField)
            _part.Model = WireText.ToText(text);
        else
            _part.Kind = WireText.ToText(text);
    }

    private void OddPartCount() => HasOddPart = true;

    private void EndPart()
    {
        _partOpen = false;
        if (PartCount == MaxParts)
        {
            TooManyParts = true;
            _parts[MaxParts - 1].Add(in _part);
            return;
        }

        if (PartCount == _parts.Length)
            Array.Resize(ref _parts, _parts.Length * 2);
        _parts[PartCount++] = _part;
    }
}
