using System.Runtime.InteropServices;

namespace TokenTracking.Calls;

/// <summary>What identifies a recorded call to the other layers that saw it.</summary>
/// <param name="Layer">The operation of the layer that recorded it.</param>
/// <param name="ResponseId">The provider's ID of the response; null if unknown.</param>
/// <param name="Model">The model that answered; null if unknown.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RecordedCall(string? Layer, string? ResponseId, string? Model)
{
    /// <summary>True if the call was recorded by hand; otherwise, false.</summary>
    public bool IsByHand { get; init; }

    /// <summary>True if both may be the same call. Layers may know different IDs of it, but not two models; and whoever records two calls
    /// by hand, one inside the other, means two.</summary>
    public bool IsSameAs(in RecordedCall other)
        => !(IsByHand && other.IsByHand) && IsSameResponse(in other);

    private bool IsSameResponse(in RecordedCall other)
        => (ResponseId is not null && string.Equals(ResponseId, other.ResponseId, StringComparison.Ordinal))
            || IsSameModel(Model, other.Model);

    private static bool IsSameModel(string? one, string? other)
    {
        if (one is null || other is null)
            return true;
        // A gateway puts the maker before the name, and a snapshot has its date after it.
        var first = WithoutMaker(one);
        var second = WithoutMaker(other);
        return first.Length <= second.Length ? IsSnapshot(second, of: first) : IsSnapshot(first, of: second);
    }

    private static bool IsSnapshot(ReadOnlySpan<char> model, ReadOnlySpan<char> of)
        => model.StartsWith(of, StringComparison.OrdinalIgnoreCase)
            && model[of.Length..] is [] or ['-' or '@', >= '0' and <= '9', ..];

    private static ReadOnlySpan<char> WithoutMaker(string model) => model.AsSpan(model.LastIndexOf('/') + 1);
}
