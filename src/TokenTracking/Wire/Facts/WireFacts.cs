using System.Runtime.InteropServices;
using TokenTracking.Wire.Paths;

namespace TokenTracking.Wire.Facts;

/// <summary>
/// What one body says, dialect-blind: counts, costs and names by path. Its size does not depend on the body; used again for the next body.
/// </summary>
internal sealed partial class WireFacts(PathTree tree)
{
    private readonly ulong[] _bits = new ulong[(tree.Bits + 63) / 64];
    private readonly CountFact[] _counts = new CountFact[tree.Counts.Count];
    private readonly decimal[] _money = new decimal[tree.Counts.Count];

    // A bit for each count that the body gave: most never come, and what is not set need not be cleared or looked at.
    private readonly ulong[] _given = new ulong[SlotSet.Words(tree.Counts.Count)];
    private readonly ContainerFact[] _containers = new ContainerFact[tree.Containers];
    private readonly WireText _texts = new(tree.Texts);
    private readonly WireText _oddNumbers = new(16);
    private readonly KeyedList[] _lists = [.. tree.Lists];
    private readonly int[] _containerOf = [.. tree.Counts.Select(static slot => slot.Container)];

    /// <summary>Numbers that sound like usage and that nothing reads.</summary>
    public UnreadNumbers Unread { get; } = new();

    /// <summary>Where they are.</summary>
    public PathNode UnreadNode { get; } = tree.Unread;

    /// <summary>Documents begun: 1 for plain JSON, one per event of a stream.</summary>
    public int Documents { get; private set; }

    /// <summary>Answers begun, where the dialect says so; a body has one.</summary>
    public int Answers { get; private set; }

    /// <summary>The document in which the answer said why it ended; 0 if it has not, or went on since.</summary>
    public int FinishDocument { get; private set; }

    /// <summary>The body is an array of documents.</summary>
    public bool IsArray { get; private set; }

    /// <summary>A document ended where it should.</summary>
    public bool LastDocumentClosed { get; private set; }

    /// <summary>Documents that broke off or were no JSON.</summary>
    public int BrokenDocuments { get; private set; }

    /// <summary>A usage key that came twice with different values.</summary>
    public PathNode? Repeated { get; private set; }

    public int OddNumbers { get; private set; }

    /// <summary>A count in one of the steps is no count.</summary>
    public bool HasOddPart { get; private set; }

    public void Reset(bool findsAllUnread = false)
    {
        Unread.Reset(findsAllUnread);
        Array.Clear(_bits);
        Array.Clear(_given);
        Array.Clear(_containers);
        _texts.Reset();
        _oddNumbers.Reset();
        Documents = 0;
        IsArray = false;
        Answers = 0;
        FinishDocument = 0;
        LastDocumentClosed = false;
        BrokenDocuments = 0;
        Repeated = null;
        OddNumbers = 0;
        HasOddPart = false;
        ResetLists();
    }

    /// <summary>The bits of all that has been seen.</summary>
    public ReadOnlySpan<ulong> Seen => _bits;

    public bool Has(int bit) => (_bits[bit >> 6] & (1UL << bit)) != 0;

    public string? Text(int text) => _texts.Get(text);

    public ReadOnlySpan<byte> TextUtf8(int text) => _texts.Utf8(text);

    public ReadOnlySpan<byte> OddNumber(int index) => _oddNumbers.IsFull(index) ? [] : _oddNumbers.Utf8(index);

    /// <summary>The count as it stands: its state, and its value if it has one.</summary>
    /// <param name="slot">The count.</param>
    /// <param name="lastObjectOnly">True takes it from the last usage object alone.</param>
    public CountFact Count(int slot, bool lastObjectOnly)
    {
        if (!IsGiven(slot))
            return default;
        ref readonly var fact = ref _counts[slot];
        ref readonly var container = ref _containers[_containerOf[slot]];
        // An object that broke off has only begun to replace the one before it.
        var oldest = container.IsOpen && container.Generation > 1 ? container.Generation - 1 : container.Generation;
        return lastObjectOnly && fact.Generation < oldest ? default : fact;
    }

    /// <summary>True if the body gave any of these counts.</summary>
    public bool HasAny(SlotSet slots) => slots.Overlaps(_given);

    /// <summary>The amount of a count that is money.</summary>
    public decimal Money(int slot) => IsGiven(slot) ? _money[slot] : 0m;

    /// <summary>True if the container's counts went down from one object to the next (Gemini's internal tool steps).</summary>
    public bool Restarted(int container) => _containers[container].Restarted;

    /// <summary>True if the usage object came twice in one document.</summary>
    public bool CameTwice(int container) => _containers[container].CameTwice;

    /// <summary>The last document that had this usage object with a count in it; 0 for none.</summary>
    public int LastDocumentOf(int container) => _containers[container].Document;

    public void BeginDocument()
    {
        Documents++;
        LastDocumentClosed = false;
    }

    public void BeginArray() => IsArray = true;

    public void EndDocument() => LastDocumentClosed = true;

    public void BreakDocument()
    {
        BrokenDocuments++;
        LastDocumentClosed = false;
    }

    public void Set(int bit) => _bits[bit >> 6] |= 1UL << bit;

    private bool IsGiven(int slot) => (_given[slot >> 6] & (1UL << slot)) != 0;

    private ref CountFact Touch(int slot)
    {
        if (!IsGiven(slot))
        {
            _given[slot >> 6] |= 1UL << slot;
            _counts[slot] = default;
            _money[slot] = 0m;
        }

        ref var container = ref _containers[_containerOf[slot]];
        if (container.IsPending)
        {
            container.IsPending = false;
            container.IsOpen = true;
            container.Generation++;
            if (container.Generation > 1 && container.Document == Documents)
                container.CameTwice = true;
            container.Document = Documents;
        }

        return ref _counts[slot];
    }
}

/// <summary>What is known of a count.</summary>
internal enum CountState : byte
{
    None,
    Known,

    /// <summary>A count given as text: taken, and noted.</summary>
    FromText,

    /// <summary>Negative, fractional, too large, or no number at all.</summary>
    Odd,
}

/// <summary>A count.</summary>
/// <param name="State">What is known of it.</param>
/// <param name="Generation">The usage object that gave it.</param>
/// <param name="Value">The count; where it is odd, the number of its text.</param>
[StructLayout(LayoutKind.Auto)]
internal record struct CountFact(CountState State, int Generation, long Value);

/// <summary>A usage object: how often it came, and whether it is complete.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct ContainerFact(int Generation, int Document, bool IsPending, bool IsOpen, bool CameTwice, bool Restarted);
