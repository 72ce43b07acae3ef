using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;

namespace TokenTracking.Generators.Binding;

/// <summary>Results that say how far they are, because the provider may create them in the background.</summary>
internal sealed class StateFacts(Members members)
{
    private static readonly string[] Backgrounds = ["BackgroundModeEnabled", "Background", "IsBackground", "RunsInBackground"];

    /// <summary>What a result says of its state.</summary>
    /// <param name="type">The result.</param>
    /// <param name="readsStatus">True if the word for the state is read; otherwise, false.</param>
    public IEnumerable<Read> Find(ITypeSymbol type, bool readsStatus)
    {
        // Microsoft.Extensions.AI: the same member returns the response when it is called with the token.
        if (Members.FindProperty(type, "ContinuationToken") is { Type.IsReferenceType: true } token)
        {
            members.Note(token);
            yield return new ContinuationRead(ValuePath.Of(Members.StepTo(token)));
        }

        if (!readsStatus)
            yield break;
        var status = Members.FindProperty(type, "Status") is { } property
            && ResultDetails.FormOf(Members.Underlying(property.Type)) is { } form
            ? (Path: ValuePath.Of(Members.StepTo(property)), Form: form)
            : default;
        var background = Backgrounds.Where(name => Members.FindProperty(type, name) is { } flag
                && Members.Underlying(flag.Type).SpecialType == SpecialType.System_Boolean)
            .Select(name => members.FindPath(type, name)).FirstOrDefault();
        if (status.Path is null && background is null)
            yield break;
        if (status.Path is not null)
            members.FindPath(type, "Status");
        yield return new StatusRead(status.Path, background?.Path, status.Form);
    }
}
