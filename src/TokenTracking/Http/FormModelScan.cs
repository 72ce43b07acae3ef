using System.Runtime.InteropServices;

namespace TokenTracking.Http;

/// <summary>Finds the text of the field <c>model</c> of a multipart form, wherever its bytes are split.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct FormModelScan
{
    // With a blank before it, which file names do not have. Quotes are optional.
    private static ReadOnlySpan<byte> Field => " name=model"u8;

    private int _matched;
    private int _lineEnds;
    private State _state;

    private enum State : byte
    {
        Search,
        Quoted,
        Headers,
        Value,
    }

    /// <summary>Reads until the name begins or goes on, or the bytes are over.</summary>
    /// <param name="bytes">The bytes that have not been read.</param>
    /// <returns>What was found. The first of the remaining bytes is not read if it belongs to the name.</returns>
    public ScanStep Read(ref ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var next = bytes[0];
            switch (_state)
            {
                case State.Value:
                    return next is (byte)'\r' or (byte)'\n' ? ScanStep.TextEnd : ScanStep.Text;
                case State.Search:
                    Search(ref bytes);
                    continue;
                case State.Quoted:
                    // The name goes on if anything else follows it: model_id.
                    _state = next is (byte)'\r' or (byte)'\n' or (byte)';' or (byte)'"' ? State.Headers : State.Search;
                    _matched = 0;
                    break;
                default:
                    break;
            }

            if (_state == State.Headers)
                _lineEnds = next == '\n' ? _lineEnds + 1 : next == '\r' ? _lineEnds : 0;
            if (_lineEnds == 2)
                _state = State.Value;
            bytes = bytes[1..];
        }

        return ScanStep.More;
    }

    private void Search(ref ReadOnlySpan<byte> bytes)
    {
        if (_matched == 0)
        {
            var start = bytes.IndexOf((byte)' ');
            bytes = start < 0 ? default : bytes[start..];
            if (start < 0)
                return;
        }

        var next = bytes[0];
        if (next == Field[_matched])
            _matched++;
        else if (next != '"' || _matched != " name=".Length)
            _matched = next == ' ' ? 1 : 0;
        if (_matched == Field.Length)
            _state = State.Quoted;
        bytes = bytes[1..];
    }
}
