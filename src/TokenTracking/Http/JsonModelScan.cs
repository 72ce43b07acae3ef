using System.Runtime.InteropServices;

namespace TokenTracking.Http;

/// <summary>Finds the text of the property <c>model</c> of a JSON object, wherever its bytes are split.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct JsonModelScan
{
    private static ReadOnlySpan<byte> Name => "model"u8;

    private int _depth;
    private int _matched;
    private bool _isKey;
    private bool _isModel;
    private State _state;

    private enum State : byte
    {
        Outside,
        String,
        Escape,
        Value,
    }

    /// <summary>Reads until the name begins or goes on, or the bytes are over.</summary>
    /// <param name="bytes">The bytes that have not been read.</param>
    /// <returns>What was found. The first of the remaining bytes is not read if it belongs to the name.</returns>
    public ScanStep Read(ref ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_state == State.Value && bytes[0] != '"')
                return bytes[0] == '\\' ? ScanStep.Never : ScanStep.Text;
            var step = _state switch
            {
                State.Value => ScanStep.TextEnd,
                State.String => ReadString(ref bytes),
                State.Escape => SkipEscape(ref bytes),
                _ => ReadOutside(ref bytes),
            };
            if (step != ScanStep.More)
                return step;
        }

        return ScanStep.More;
    }

    private ScanStep ReadOutside(ref ReadOnlySpan<byte> bytes)
    {
        var next = bytes[0];
        bytes = bytes[1..];
        switch (next)
        {
            case (byte)'{' or (byte)'[':
                (_depth, _isKey, _isModel) = (_depth + 1, next == '{', false);
                return _depth == 1 && next == '[' ? ScanStep.Never : ScanStep.More;
            case (byte)'}' or (byte)']':
                return --_depth == 0 ? ScanStep.Never : ScanStep.More;
            case (byte)',':
                (_isKey, _isModel) = (true, false);
                return ScanStep.More;
            case (byte)':':
                _isKey = false;
                return ScanStep.More;
            case (byte)'"':
                _state = _isModel && !_isKey && _depth == 1 ? State.Value : State.String;
                _matched = 0;
                return ScanStep.More;
            default:
                // Before the object there may be white space and a byte order mark. Anything else is no JSON, or compressed.
                return _depth > 0 || next is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF
                    ? ScanStep.More
                    : ScanStep.Never;
        }
    }

    private ScanStep ReadString(ref ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'"', (byte)'\\');
        var text = end < 0 ? bytes : bytes[..end];
        if (_isKey && _depth == 1 && _matched >= 0)
            _matched = Name[_matched..].StartsWith(text) ? _matched + text.Length : -1;
        if (end < 0)
        {
            bytes = default;
            return ScanStep.More;
        }

        if (bytes[end] == '\\')
            (_state, _matched) = (State.Escape, -1);
        else
            (_state, _isModel) = (State.Outside, _isKey && _depth == 1 && _matched == Name.Length);
        bytes = bytes[(end + 1)..];
        return ScanStep.More;
    }

    private ScanStep SkipEscape(ref ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[1..];
        _state = State.String;
        return ScanStep.More;
    }
}
