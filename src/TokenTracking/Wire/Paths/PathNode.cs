using System.Text;

namespace TokenTracking.Wire.Paths;

/// <summary>What a value at a path is read as. A path may be several things: <c>usage.cost</c> is a number here and an object
/// there.</summary>
[Flags]
internal enum PathLeaf
{
    None = 0,
    Count = 1 << 0,
    Money = 1 << 1,
    Text = 1 << 2,
    Tag = 1 << 3,
    ListKey = 1 << 4,
    ListCount = 1 << 5,
    PartCount = 1 << 6,
    PartText = 1 << 7,
    Base64 = 1 << 8,
}

/// <summary>A place in a JSON document that some dialect reads. Everything without a node is skipped unread.</summary>
internal sealed class PathNode(string path, int id)
{
    /// <summary>The dotted path from the document's root; <c>[]</c> is an array's element.</summary>
    public string Path { get; } = path;

    /// <summary>The key that leads here, in UTF-8: the path's last piece.</summary>
    public byte[] Key { get; } = Encoding.UTF8.GetBytes(path[(path.LastIndexOf('.') + 1)..]);

    /// <summary>Number of the node's "has been seen" bit.</summary>
    public int Id { get; } = id;

    public PathLeaf Leaf { get; set; }

    /// <summary>Index of the count or money slot, or of the part's field; -1 for none.</summary>
    public int Slot { get; set; } = -1;

    /// <summary>True for a total: one that goes down says that the count began again.</summary>
    public bool IsTotal { get; set; }

    /// <summary>True for a list whose texts are counted, rather than read.</summary>
    public bool CountsTexts { get; set; }

    /// <summary>True for a count whose largest value counts.</summary>
    public bool KeepsLargest { get; set; }

    /// <summary>Index of the text slot; -1 for none.</summary>
    public int Text { get; set; } = -1;

    /// <summary>Index of the usage container that this object is; -1 for none.</summary>
    public int Container { get; set; } = -1;

    /// <summary>Index of the list that this element belongs to; -1 for none.</summary>
    public int List { get; set; } = -1;

    /// <summary>True if each element of the list counts as one.</summary>
    public bool CountsItself { get; set; }

    /// <summary>True for an element of a list of parts (<c>usage.iterations[]</c>).</summary>
    public bool IsPart { get; set; }

    /// <summary>True for the object of an event that holds the answer: until its reason has come, the answer goes on.</summary>
    public bool IsAnswer { get; set; }

    /// <summary>True for the reason why an answer is finished.</summary>
    public bool IsFinish { get; set; }

    /// <summary>True for a usage object, and for what is in it.</summary>
    public bool IsUsage { get; set; }

    /// <summary>True for what stands for everything that has no place in the tree.</summary>
    public bool IsUnread { get; init; }

    /// <summary>Bits that no longer hold once this object begins; null for none.</summary>
    public int[]? Clears { get; set; }

    public PathNode? Element { get; set; }

    public PathTable? Children { get; set; }

    /// <summary>Values of a tag (<c>type</c>, <c>object</c>) that mean something, each with its own bit.</summary>
    public TagValue[] Tags { get; set; } = [];
}

/// <summary>A value of a tag that identifies a dialect or an end.</summary>
/// <param name="Utf8">The value, or its beginning.</param>
/// <param name="IsPrefix">True if anything may follow.</param>
/// <param name="Id">Number of its bit.</param>
internal sealed record TagValue(byte[] Utf8, bool IsPrefix, int Id)
{
    /// <summary>Bits of the end marks that no longer hold once this one is seen: an answer begins. Null for any other value.</summary>
    public int[]? Begins { get; set; }
}
