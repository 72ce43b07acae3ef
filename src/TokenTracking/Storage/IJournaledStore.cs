namespace TokenTracking.Storage;

/// <summary>A store that outlives its process and suggests where the processes that write to it keep their journals.</summary>
/// <remarks>A tracker appends every record to a journal before it acknowledges the call, so that the record survives the death of the
/// process while the store is away. A store on another machine has no separate folder: it returns <see cref="JournalDirectories.For"/>. A
/// folder that the user names takes precedence over this one.</remarks>
public interface IJournaledStore
{
    /// <summary>The folder for journals, the same for every process that writes to the store; null if the store accepts no
    /// records.</summary>
    string? JournalDirectory { get; }
}
