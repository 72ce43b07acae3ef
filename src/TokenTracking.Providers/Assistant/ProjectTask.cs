namespace TokenTracking.Providers.Assistant;

/// <summary>A task of a project, as the operations of <see cref="ProjectAssistant"/> see it.</summary>
/// <param name="Id">Names the task; the calls made for it are attributed to it.</param>
/// <param name="Name">What is to be done, in a few words.</param>
/// <param name="Description">What is to be done, at length; null for nothing more to say.</param>
public sealed record ProjectTask(string Id, string Name, string? Description = null)
{
    /// <summary>Only the ID: the name and the description are part of the prompt.</summary>
    /// <returns>A description of the task without its text.</returns>
    public override string ToString() => $"{nameof(ProjectTask)} {{ Id = {Id} }}";
}
