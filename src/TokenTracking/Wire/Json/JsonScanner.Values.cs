using System.Buffers;
using TokenTracking.Wire.Paths;

namespace TokenTracking.Wire.Json;

/// <summary>Keys and values at places of interest.</summary>
internal sealed partial class JsonScanner
{
    private static readonly SearchValues<byte> WordEnds = SearchValues.Create(",]} \t\r\n"u8);

    private const PathLeaf TextLeaves =
        PathLeaf.Text | PathLeaf.Tag | PathLeaf.Count | PathLeaf.Money | PathLeaf.ListKey | PathLeaf.ListCount
        | PathLeaf.PartCount | PathLeaf.PartText;

    private const PathLeaf NumberLeaves =
        PathLeaf.Count | PathLeaf.Money | PathLeaf.Text | PathLeaf.Tag | PathLeaf.ListKey | PathLeaf.ListCount | PathLeaf.PartCount;

    /// <summary>Reads members of an object as long as they are spelled without a break: the usual way, without the state machine's
    /// detours.</summary>
    private int ReadMembers(ReadOnlySpan<byte> bytes, int at)
    {
        while (true)
        {
            at = BeginKey(bytes, at);
            if (_state != State.Value)
                return at;
            if ((uint)at < (uint)bytes.Length && bytes[at] == ' ')
                at++;
            if ((uint)at >= (uint)bytes.Length || bytes[at] <= ' ')
                return at;
            at = BeginValue(bytes, at, bytes[at]);
            if (_state != State.AfterValue || at + 1 >= bytes.Length || bytes[at] != ',' || bytes[at + 1] != '"')
                return at;
            at += 2;
        }
    }

    private int BeginKey(ReadOnlySpan<byte> bytes, int at)
    {
        var rest = bytes[at..];
        var end = TextEnd(rest);
        if (end >= 0 && rest[end] == '"')
        {
            TakeKey(rest[..end]);
            var next = at + end + 1;
            // The usual spelling, without a space before the colon.
            if (next < bytes.Length && bytes[next] == ':')
            {
                _state = State.Value;
                return next + 1;
            }

            return next;
        }

        BeginWindow(State.InKey);
        return ContinueKey(bytes, at);
    }

    private int ContinueKey(ReadOnlySpan<byte> bytes, int at)
    {
        at = FillWindow(bytes, at, out var ended);
        if (ended)
            TakeKey(_length < 0 ? [] : WindowText());
        return at;
    }

    private void TakeKey(ReadOnlySpan<byte> key)
    {
        _node = _frames[_depth - 1].Children!.Find(key);
        if (FollowsUnread)
            _unread.Take(key);
        _state = State.Colon;
    }

    private int BeginValue(ReadOnlySpan<byte> bytes, int at, byte letter)
    {
        var node = _node;
        switch (letter)
        {
            case (byte)'"':
                if (node is null)
                {
                    _escapeOpen = false;
                    _state = State.InSkippedText;
                    return SkipText(bytes, at + 1);
                }

                return BeginText(node, bytes, at + 1);
            case (byte)'{' when node?.Children is not null:
                Push(isArray: false);
                return at + 1;
            case (byte)'[' when node is not null && Element(node) is not null:
                Push(isArray: true);
                return at + 1;
            case (byte)'{' or (byte)'[':
                if (node is not null)
                    facts.WrongType(node);
                return BeginUnread(bytes, at + 1, letter == '[');
            case (byte)',' or (byte)']' or (byte)'}' or (byte)':':
                Break();
                return at;
            default:
                if (node is not null)
                    return BeginWord(node, bytes, at);
                if (FollowsUnread)
                    return BeginWord(_node = facts.UnreadNode, bytes, at);
                _state = State.InSkippedWord;
                return SkipWord(bytes, at);
        }
    }

    // An object or array that has no place in the tree.
    private int BeginUnread(ReadOnlySpan<byte> bytes, int at, bool isArray)
    {
        if (FollowsUnread && _depth < MaxDepth && _unread.Enter(_frames[_depth - 1], InArray, _depth))
        {
            _node = facts.UnreadNode;
            Push(isArray);
            return at;
        }

        BeginSkippedTree();
        return SkipTree(bytes, at);
    }

    private int BeginText(PathNode node, ReadOnlySpan<byte> bytes, int at)
    {
        if ((node.Leaf & PathLeaf.Base64) != PathLeaf.None && Payload is not null)
        {
            _length = -1;
            BeginWindow(State.InText);
            Payload.Begin();
            return ContinueText(bytes, at);
        }

        if ((node.Leaf & TextLeaves) == PathLeaf.None)
        {
            facts.See(node);
            _escapeOpen = false;
            _state = State.InSkippedText;
            return SkipText(bytes, at);
        }

        var rest = bytes[at..];
        var end = TextEnd(rest);
        if (end >= 0 && rest[end] == '"')
        {
            if (end <= WindowSize)
                facts.String(node, rest[..end]);
            else
                facts.WrongType(node);
            _state = State.AfterValue;
            return at + end + 1;
        }

        BeginWindow(State.InText);
        return ContinueText(bytes, at);
    }

    private int ContinueText(ReadOnlySpan<byte> bytes, int at)
    {
        var node = _node!;
        if ((node.Leaf & PathLeaf.Base64) != PathLeaf.None && Payload is not null)
        {
            var rest = bytes[at..];
            var end = rest.IndexOf((byte)'"');
            Payload.Decode(end < 0 ? rest : rest[..end]);
            if (end < 0)
                return bytes.Length;
            Payload.End();
            _state = State.AfterValue;
            return at + end + 1;
        }

        at = FillWindow(bytes, at, out var ended);
        if (!ended)
            return at;
        if (_length < 0)
            facts.WrongType(node);
        else
            facts.String(node, WindowText());
        _state = State.AfterValue;
        return at;
    }

    private int BeginWord(PathNode node, ReadOnlySpan<byte> bytes, int at)
    {
        var rest = bytes[at..];
        var end = WordEnd(rest);
        if (end >= 0)
        {
            TakeWord(node, rest[..Math.Min(end, WindowSize)]);
            _state = State.AfterValue;
            return at + end;
        }

        BeginWindow(State.InWord);
        return ContinueWord(bytes, at);
    }

    private int ContinueWord(ReadOnlySpan<byte> bytes, int at)
    {
        var rest = bytes[at..];
        var end = rest.IndexOfAny(WordEnds);
        // A value that does not fit is not a number; its beginning shows that.
        var piece = end < 0 ? rest : rest[..end];
        piece = piece[..Math.Min(piece.Length, WindowSize - _length)];
        piece.CopyTo(_window.AsSpan(_length));
        _length += piece.Length;
        if (end < 0)
            return bytes.Length;
        TakeWord(_node!, _window.AsSpan(0, _length));
        _state = State.AfterValue;
        return at + end;
    }

    private void TakeWord(PathNode node, ReadOnlySpan<byte> word)
    {
        facts.Word(node, word);
        if ((node.Leaf & NumberLeaves) == PathLeaf.None && FollowsUnread
            && word is [(byte)'-' or >= (byte)'0' and <= (byte)'9', ..])
        {
            _unread.Number(_frames[_depth - 1], InArray, word);
        }
    }
}
