using System.Globalization;
using System.Text;
using System.Text.Json;
using TokenTracking.Wire.Paths;

namespace TokenTracking.Wire.Facts;

/// <summary>Takes the values that the scanner found at places of interest.</summary>
internal sealed partial class WireFacts
{
    /// <summary>Something that is not null stands at a place of interest.</summary>
    public void See(PathNode node) => Set(node.Id);

    public void EnterObject(PathNode node)
    {
        Set(node.Id);
        if (node.Container >= 0)
            _containers[node.Container].IsPending = true;
        if (node.List >= 0)
            BeginEntry(node);
        if (node.IsPart)
            BeginPart();
        if (node.IsAnswer)
            FinishDocument = 0;
        if (node.Clears is { } bits)
            Clear(bits);
    }

    public void LeaveObject(PathNode node)
    {
        if (node.List >= 0)
            EndEntry(node);
        if (node.IsPart)
            EndPart();
        if (node.Container >= 0)
        {
            ref var container = ref _containers[node.Container];
            container.IsOpen = false;
            container.IsPending = false;
        }
    }

    public void EnterArray(PathNode node)
    {
        Set(node.Id);
        if (node.Element is { IsPart: true })
            ResetParts();
    }

    /// <summary>A count that came outside of the body.</summary>
    public void HeaderCount(PathNode container, PathNode node, ReadOnlySpan<byte> value)
    {
        if (_containers[container.Container].Generation == 0)
            _containers[container.Container].IsPending = true;
        Set(container.Id);
        Word(node, value);
        _containers[container.Container].IsOpen = false;
    }

    /// <summary>A bare word: a number, true, false, null, or something that JSON does not know (NaN).</summary>
    public void Word(PathNode node, ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("null"u8))
            return;
        if (!word.SequenceEqual("false"u8))
            Set(node.Id);
        var leaf = node.Leaf;
        if ((leaf & PathLeaf.Count) != PathLeaf.None)
            SetCount(node, word, CountState.Known);
        else if ((leaf & PathLeaf.Money) != PathLeaf.None)
            SetMoney(node, word);
        if ((leaf & (PathLeaf.ListKey | PathLeaf.ListCount)) != PathLeaf.None)
            SetEntry(leaf, word);
        if ((leaf & PathLeaf.PartCount) != PathLeaf.None)
            SetPartCount(node.Slot, word);
        if ((leaf & PathLeaf.Tag) != PathLeaf.None)
            SetTag(node, word);
        if ((leaf & PathLeaf.Text) != PathLeaf.None)
            _texts.Set(node.Text, word);
    }

    /// <summary>A string, its escapes resolved.</summary>
    public void String(PathNode node, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return;
        Set(node.Id);
        var leaf = node.Leaf;
        if ((leaf & PathLeaf.Text) != PathLeaf.None)
            _texts.Set(node.Text, text);
        if (node.IsFinish)
            FinishDocument = Documents;
        if ((leaf & PathLeaf.Tag) != PathLeaf.None)
            SetTag(node, text);
        if (node.CountsTexts)
            CountText(node);
        else if ((leaf & PathLeaf.Count) != PathLeaf.None)
            SetCount(node, text, CountState.FromText);
        else if ((leaf & PathLeaf.Money) != PathLeaf.None)
            SetMoney(node, text);
        if ((leaf & (PathLeaf.ListKey | PathLeaf.ListCount)) != PathLeaf.None)
            SetEntry(leaf, text);
        if ((leaf & PathLeaf.PartText) != PathLeaf.None)
            SetPartText(node.Slot, text);
        if ((leaf & PathLeaf.PartCount) != PathLeaf.None)
            OddPartCount();
    }

    /// <summary>An object, an array, or a text without end, where a count should be.</summary>
    public void WrongType(PathNode node)
    {
        Set(node.Id);
        if ((node.Leaf & PathLeaf.Count) != PathLeaf.None)
            SetOdd(node, ref Touch(node.Slot), []);
        if ((node.Leaf & PathLeaf.PartCount) != PathLeaf.None)
            OddPartCount();
    }

    private void SetCount(PathNode node, ReadOnlySpan<byte> word, CountState state)
    {
        ref var fact = ref Touch(node.Slot);
        var generation = _containers[_containerOf[node.Slot]].Generation;
        if (!TryCount(word, out var value))
        {
            SetOdd(node, ref fact, word);
            return;
        }

        if (node.KeepsLargest && fact.State == CountState.Known && value < fact.Value)
            return;
        if (fact.State != CountState.None && fact.Generation == generation && fact.Value != value)
            Repeated ??= node;
        if (node.IsTotal && fact.State == CountState.Known && fact.Generation != generation && value < fact.Value)
            _containers[_containerOf[node.Slot]].Restarted = true;
        fact = new CountFact(state, generation, value);
    }

    private void CountText(PathNode node)
    {
        ref var fact = ref Touch(node.Slot);
        var generation = _containers[_containerOf[node.Slot]].Generation;
        var before = fact.State == CountState.Known && fact.Generation == generation ? fact.Value : 0;
        fact = new CountFact(CountState.Known, generation, before + 1);
    }

    private void SetMoney(PathNode node, ReadOnlySpan<byte> word)
    {
        ref var fact = ref Touch(node.Slot);
        // Its range is checked where its unit is known.
        if (decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var money) && money >= 0)
            (fact, _money[node.Slot]) = (new CountFact(CountState.Known, _containers[_containerOf[node.Slot]].Generation, 0), money);
        else
            SetOdd(node, ref fact, word);
    }

    private void SetOdd(PathNode node, ref CountFact fact, ReadOnlySpan<byte> word)
    {
        fact = new CountFact(CountState.Odd, _containers[_containerOf[node.Slot]].Generation, OddNumbers);
        // Kept as it was written, but only where it is a number: nothing else may get into a record.
        if (!_oddNumbers.IsFull(OddNumbers) && IsNumber(word))
            _oddNumbers.Set(OddNumbers, word);
        OddNumbers++;
    }

    private static bool IsNumber(ReadOnlySpan<byte> word)
    {
        if (word.IsEmpty || !(word[0] == '-' || char.IsAsciiDigit((char)word[0])))
            return false;
        try
        {
            var reader = new Utf8JsonReader(word);
            return reader.Read() && reader.BytesConsumed == word.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void SetTag(PathNode node, ReadOnlySpan<byte> value)
    {
        foreach (var tag in node.Tags)
        {
            if (value.Length == tag.Utf8.Length ? value.SequenceEqual(tag.Utf8) : tag.IsPrefix && value.StartsWith(tag.Utf8))
                SetTag(tag);
        }
    }

    private void SetTag(TagValue tag)
    {
        Set(tag.Id);
        if (tag.Begins is null)
            return;
        Answers++;
        Clear(tag.Begins);
    }

    private void Clear(int[] bits)
    {
        foreach (var bit in bits)
            _bits[bit >> 6] &= ~(1UL << bit);
    }

    /// <summary>Reads a count: a whole number from 0 to <see cref="TokenUsage.MaxCount"/>, however it is spelled (<c>12</c>, <c>12.0</c>,
    /// <c>1.2e1</c>). </summary>
    private static bool TryCount(ReadOnlySpan<byte> word, out long value)
    {
        value = 0;
        if (word.Length is > 0 and <= 15)
        {
            foreach (var letter in word)
            {
                var digit = (uint)(letter - '0');
                if (digit > 9)
                    goto Spelled;
                value = (value * 10) + digit;
            }

            return true;
        }

    Spelled:
        value = 0;
        if (!decimal.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || number < 0 || number > TokenUsage.MaxCount || decimal.Truncate(number) != number)
        {
            return false;
        }

        value = (long)number;
        return true;
    }

    private static bool SameWord(ReadOnlySpan<byte> word, byte[] key) => key.Length == 0 || Ascii.EqualsIgnoreCase(word, key);
}
