using System.Buffers;
using System.Buffers.Text;

namespace TokenTracking.Wire.Json;

/// <summary>Decodes a base64 text as it passes and passes its bytes on as a separate document (Bedrock's <c>{"bytes":"…"}</c>).</summary>
internal sealed class Base64Payload(JsonScanner inner)
{
    private readonly byte[] _letters = new byte[1024];
    private readonly byte[] _decoded = new byte[768];
    private int _count;
    private bool _broken;

    public JsonScanner Inner => inner;

    public void Reset()
    {
        _count = 0;
        _broken = false;
        inner.Reset();
    }

    public void Begin()
    {
        _count = 0;
        _broken = false;
    }

    public void Decode(ReadOnlySpan<byte> base64)
    {
        while (!base64.IsEmpty && !_broken)
        {
            var piece = base64[..Math.Min(base64.Length, _letters.Length - _count)];
            piece.CopyTo(_letters.AsSpan(_count));
            _count += piece.Length;
            base64 = base64[piece.Length..];
            if (_count == _letters.Length)
                Flush();
        }
    }

    public void End()
    {
        Flush();
        if (_broken)
            inner.Feed("\0"u8);
        inner.EndEvent();
    }

    private void Flush()
    {
        var status = Base64.DecodeFromUtf8(_letters.AsSpan(0, _count), _decoded, out _, out var written);
        _broken = status != OperationStatus.Done;
        inner.Feed(_decoded.AsSpan(0, written));
        _count = 0;
    }
}
