using TokenTracking.Wire.Paths;
using TokenTracking.Wire.Facts;

namespace TokenTracking.Wire.Json;

/// <summary>
/// Reads JSON as it passes, in pieces of any size: follows the paths of a tree, passes on the values at these paths, and skips everything
/// else
/// unread. Holds a window of 256 bytes for what a piece cuts in two, and nothing of the body besides.
/// </summary>
/// <remarks>Lenient on purpose: a body that is not quite JSON still has its usage read as far as it can be. It never throws.</remarks>
internal sealed partial class JsonScanner(WireFacts facts, PathNode root)
{
    // Deeper than any path of a dialect; the rest of a body is skipped without a stack.
    internal const int MaxDepth = 24;

    private readonly PathNode[] _frames = new PathNode[MaxDepth];
    private readonly UnreadPath _unread = new(facts.Unread);
    private uint _arrays;
    private int _depth;
    private State _state;
    private PathNode? _node;
    private bool _looksEverywhere;

    private enum State : byte
    {
        Document,
        Value,
        FirstElement,
        AfterValue,
        FirstKey,
        Key,
        InKey,
        Colon,
        InText,
        InSkippedText,
        InWord,
        InSkippedWord,
        InSkippedTree,
        Broken,
    }

    /// <summary>Takes the base64 of a field that is declared as such, raw and in pieces; null ignores it.</summary>
    public Base64Payload? Payload { get; init; }

    /// <summary>True if a line break starts over after something that is not JSON (NDJSON).</summary>
    public bool LinesAreDocuments { get; set; }

    /// <summary>True between documents: nothing is open.</summary>
    public bool IsIdle => _state == State.Document;

    public void Reset()
    {
        _state = State.Document;
        _depth = 0;
        _arrays = 0;
        _node = null;
        _length = 0;
        LinesAreDocuments = false;
        _looksEverywhere = facts.Unread.LooksEverywhere;
        Payload?.Reset();
    }

    /// <summary>The event or frame ends here: everything that is open is incomplete.</summary>
    public void EndEvent()
    {
        if (_state == State.Document)
            return;
        if (_state != State.Broken)
            facts.BreakDocument();
        _state = State.Document;
        _depth = 0;
    }

    /// <summary>Reads the next piece.</summary>
    /// <param name="bytes">The piece, of any size.</param>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while ((uint)at < (uint)bytes.Length)
        {
            switch (_state)
            {
                case State.InKey:
                    at = ContinueKey(bytes, at);
                    continue;
                case State.InText:
                    at = ContinueText(bytes, at);
                    continue;
                case State.InSkippedText:
                    at = SkipText(bytes, at);
                    continue;
                case State.InWord:
                    at = ContinueWord(bytes, at);
                    continue;
                case State.InSkippedWord:
                    at = SkipWord(bytes, at);
                    continue;
                case State.InSkippedTree:
                    at = SkipTree(bytes, at);
                    continue;
                case State.Broken:
                    at = SkipBroken(bytes, at);
                    continue;
            }

            var letter = bytes[at];
            if (letter <= ' ')
            {
                at++;
                continue;
            }

            switch (_state)
            {
                case State.Document:
                    at = BeginDocument(letter, at);
                    break;
                case State.FirstElement when letter == ']':
                case State.FirstKey when letter == '}':
                    at++;
                    Leave();
                    break;
                case State.FirstElement:
                case State.Value:
                    at = BeginValue(bytes, at, letter);
                    break;
                case State.FirstKey when letter == '"':
                case State.Key when letter == '"':
                    at = ReadMembers(bytes, at + 1);
                    break;
                case State.Colon when letter == ':':
                    at++;
                    _state = State.Value;
                    break;
                case State.AfterValue:
                    at++;
                    AfterValue(letter);
                    break;
                default:
                    Break();
                    break;
            }
        }
    }

    private int BeginDocument(byte letter, int at)
    {
        if (letter is (byte)'{' or (byte)'[')
        {
            _node = root;
            Push(letter == '[');
            return at + 1;
        }

        // A comma between documents, or a byte order mark before them.
        if (letter is (byte)',' or 0xEF or 0xBB or 0xBF or 0x1E)
            return at + 1;
        Break();
        return at;
    }

    private void AfterValue(byte letter)
    {
        var isArray = InArray;
        if (letter == ',')
        {
            if (isArray)
                _node = Element(_frames[_depth - 1]);
            _state = isArray ? State.Value : State.Key;
        }
        else if (letter == (isArray ? ']' : '}'))
        {
            Leave();
        }
        else
        {
            Break();
        }
    }

    private bool InArray => (_arrays & (1u << _depth)) != 0;

    // Numbers without a place are looked at in usage objects, or everywhere if that is asked for.
    private bool FollowsUnread => _looksEverywhere || _frames[_depth - 1].IsUsage;

    // An array of documents is the document's own framing (Gemini without alt=sse).
    private PathNode? Element(PathNode node) => ReferenceEquals(node, root) ? root : node.Element;

    private void Push(bool isArray)
    {
        var node = _node!;
        if (_depth == MaxDepth)
        {
            BeginSkippedTree();
            return;
        }

        _frames[_depth++] = node;
        if (isArray)
        {
            _arrays |= 1u << _depth;
            _node = Element(node);
            _state = State.FirstElement;
            if (ReferenceEquals(node, root))
                facts.BeginArray();
            else
                facts.EnterArray(node);
            return;
        }

        _arrays &= ~(1u << _depth);
        _state = State.FirstKey;
        if (ReferenceEquals(node, root))
            facts.BeginDocument();
        facts.EnterObject(node);
    }

    private void Leave()
    {
        var wasArray = InArray;
        var node = _frames[--_depth];
        if (node.IsUnread)
            _unread.Leave(_depth);
        if (!wasArray)
        {
            facts.LeaveObject(node);
            if (ReferenceEquals(node, root))
                facts.EndDocument();
        }

        _state = _depth == 0 ? State.Document : State.AfterValue;
    }

    private void Break()
    {
        facts.BreakDocument();
        _state = State.Broken;
        _depth = 0;
    }

    private int SkipBroken(ReadOnlySpan<byte> bytes, int at)
    {
        if (!LinesAreDocuments && facts.Documents < 2)
            return bytes.Length;
        var end = bytes[at..].IndexOf((byte)'\n');
        if (end < 0)
            return bytes.Length;
        _state = State.Document;
        return at + end + 1;
    }
}
