using System.Text;

namespace TokenTracking.Wire.Paths;

/// <summary>
/// All places that any dialect reads, in one tree: a body is read once, before it is known which dialect it is. Built once per process.
/// </summary>
internal sealed class PathTree
{
    private readonly Dictionary<string, PathNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _containers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _bits = new(StringComparer.Ordinal);
    private readonly List<CountSlot> _counts = [];
    private readonly List<KeyedList> _lists = [];
    private int _texts;
    private int _bitCount;

    public PathTree()
    {
        Root = new PathNode("", _bitCount++) { Children = new PathTable() };
        _nodes.Add("", Root);
        Unread = new PathNode("", _bitCount++) { Children = new PathTable(), IsUnread = true, IsUsage = true };
    }

    public PathNode Root { get; }

    /// <summary>Stands for everything that has no place: an object or array of nothing that is known.</summary>
    public PathNode Unread { get; }

    public int Bits => _bitCount;

    public int Texts => _texts;

    public int Containers => _containers.Count;

    public IReadOnlyList<CountSlot> Counts => _counts;

    public IReadOnlyList<KeyedList> Lists => _lists;

    public void Freeze()
    {
        Root.Children!.Freeze(isUsage: false);
        Unread.Children!.Freeze(isUsage: true);
    }

    /// <summary>A usage object; its fields are valid together.</summary>
    public int Container(string path)
    {
        if (_containers.TryGetValue(path, out var index))
            return index;
        index = _containers.Count;
        _containers.Add(path, index);
        Node(path).Container = index;
        return index;
    }

    /// <summary>Says that an object is where usage is: every number in it may be usage.</summary>
    public void Usage(string path) => Node(path).IsUsage = path.Length > 0;

    /// <summary>A count, or an amount of money, inside a container.</summary>
    public int Count(string path, int container, PathLeaf leaf = PathLeaf.Count)
    {
        var node = Node(path);
        if (node.Slot < 0)
            node.Slot = NewSlot(path, container);
        node.Leaf |= leaf;
        return node.Slot;
    }

    public int Text(string path)
    {
        var node = Node(path);
        if (node.Text < 0)
            node.Text = _texts++;
        node.Leaf |= PathLeaf.Text;
        return node.Text;
    }

    /// <summary>The bit of a sign of a dialect or an end: a path that is there (<c>choices</c>), or a value that it has
    /// (<c>type=message</c>, <c>type=response.*</c>).</summary>
    public int Sign(string sign)
    {
        var equals = sign.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return Node(sign).Id;
        if (_bits.TryGetValue(sign, out var bit))
            return bit;
        bit = _bitCount++;
        _bits.Add(sign, bit);
        var node = Node(sign[..equals]);
        var value = sign[(equals + 1)..];
        var isPrefix = value.EndsWith('*');
        node.Tags = [.. node.Tags, new TagValue(Encoding.UTF8.GetBytes(isPrefix ? value[..^1] : value), isPrefix, bit)];
        node.Leaf |= PathLeaf.Tag;
        return bit;
    }

    /// <summary>Says that a tag's value begins an answer, so that the ends seen before are another answer's.</summary>
    public void Begin(string sign, int[] ends)
    {
        var bit = Sign(sign);
        foreach (var tag in Node(sign[..sign.IndexOf('=', StringComparison.Ordinal)]).Tags)
        {
            if (tag.Id == bit)
                tag.Begins = ends;
        }
    }

    /// <summary>How a stream shows that its answer is finished.</summary>
    public void Finish(string item, string reason, string? step, int[] openSteps)
    {
        Node(item).IsAnswer = true;
        Node(reason).IsFinish = true;
        if (openSteps.Length == 0)
            return;
        Node(item).Clears = openSteps;
        if (step is not null)
            Node(step).Clears = openSteps;
    }

    /// <summary>A list whose entries say by a key what they count.</summary>
    public KeyedList List(string path, int container, string? key, string count, IEnumerable<string> values)
    {
        var known = _lists.Find(list => list.Path == path);
        if (known is not null)
            return known;
        var entries = values
            .Select(value => new KeyedSlot(Encoding.UTF8.GetBytes(value), NewSlot($"{path}[{value}]", container)))
            .ToArray();
        var list = new KeyedList(path, entries);
        Node(path + "[]").List = _lists.Count;
        if (key is not null)
            Node($"{path}[].{key}").Leaf |= PathLeaf.ListKey;
        if (count.Length == 0)
            Node(path + "[]").CountsItself = true;
        else
            Node($"{path}[].{count}").Leaf |= PathLeaf.ListCount;
        _lists.Add(list);
        return list;
    }

    /// <summary>A field of a list of parts, such as <c>usage.iterations</c>.</summary>
    public void Part(string list, string field, int index, PathLeaf leaf)
    {
        Node(list + "[]").IsPart = true;
        var node = Node($"{list}[].{field}");
        node.Slot = index;
        node.Leaf |= leaf;
    }

    public PathNode Node(string path)
    {
        if (_nodes.TryGetValue(path, out var node))
            return node;
        node = new PathNode(path, _bitCount++);
        _nodes.Add(path, node);
        if (path.EndsWith("[]", StringComparison.Ordinal))
        {
            Node(path[..^2]).Element = node;
            return node;
        }

        var dot = path.LastIndexOf('.');
        var parent = Node(dot < 0 ? "" : path[..dot]);
        parent.Children ??= new PathTable();
        parent.Children.Add(node);
        return node;
    }

    private int NewSlot(string path, int container)
    {
        _counts.Add(new CountSlot(path, container));
        return _counts.Count - 1;
    }
}

/// <summary>Where a count is kept.</summary>
/// <param name="Path">Its path, as raw usage names it.</param>
/// <param name="Container">The usage object that it belongs to.</param>
internal sealed record CountSlot(string Path, int Container);

/// <summary>A list whose entries say by a key what they count (<c>ttl</c>, <c>modality</c>); an empty key stands for every entry.</summary>
internal sealed record KeyedList(string Path, KeyedSlot[] Slots);

/// <summary>One key of such a list and the slot that its counts add up in.</summary>
internal sealed record KeyedSlot(byte[] Key, int Slot);
