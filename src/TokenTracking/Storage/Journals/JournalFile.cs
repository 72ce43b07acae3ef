using Microsoft.Win32.SafeHandles;

namespace TokenTracking.Storage.Journals;

/// <summary>
/// A journal that this process holds: its own, or one that a dead process left. Its own is open for others to read (backups, a look into
/// it) but not to take over, which asks for the file alone; on Unix both are advisory locks of the kernel. A lock ends with its process
/// however that dies, and that is how others see that the owner is gone. Locks can be switched off
/// (<c>DOTNET_SYSTEM_IO_DISABLEFILELOCKING</c>), and some file systems have none: whoever opens a journal tests them, and the name of
/// a journal without a lock says so.
/// </summary>
/// <remarks>Not thread-safe: the owner serializes appending and truncating.</remarks>
internal sealed class JournalFile : IDisposable
{
    public const string Extension = ".journal";
    public const string DamagedExtension = ".damaged";

    /// <summary>Follows <see cref="Extension"/> in the name of a journal whose owner holds no lock: a process that has locks must not take
    /// the owner for dead.</summary>
    public const string UnlockedExtension = ".unlocked";

    private readonly SafeFileHandle _handle;

    private JournalFile(string path, SafeFileHandle handle, bool isLocked)
    {
        Path = path;
        IsLocked = isLocked;
        _handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    public string Path { get; }

    /// <summary>True if a lock shows whether its owner is running; otherwise, false.</summary>
    public bool IsLocked { get; }

    /// <summary>The bytes that hold records, from the start of the file.</summary>
    public long Length { get; private set; }

    /// <summary>The bytes whose records the store holds, from the start of the file.</summary>
    public long Moved { get; set; }

    /// <summary>True if something in it could not be read, so that it must not be deleted; otherwise, false.</summary>
    public bool IsDamaged { get; set; }

    /// <summary>Creates a journal of this process's own.</summary>
    /// <exception cref="IOException">The folder cannot hold it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static JournalFile Create(string directory)
    {
        Directory.CreateDirectory(directory);
        while (true)
        {
            var path = System.IO.Path.Combine(directory, $"{Guid.CreateVersion7():N}{Extension}");
            SafeFileHandle handle;
            try
            {
                handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read);
            }
            catch (IOException exception) when (IsHeldByAnother(exception))
            {
                // Between its creation and its lock the file looked abandoned, and a recovery took it.
                continue;
            }

            try
            {
                switch (HoldOn(path))
                {
                    case Hold.Locked:
                        return new JournalFile(path, handle, isLocked: true);
                    case Hold.Unlocked:
                        File.Move(path, path + UnlockedExtension);
                        return new JournalFile(path + UnlockedExtension, handle, isLocked: false);
                }
            }
            catch (FileNotFoundException)
            {
                // A recovery took it before its new name.
            }
            catch
            {
                handle.Dispose();
                throw;
            }

            handle.Dispose();
        }
    }

    /// <summary>Takes over a journal whose process has died.</summary>
    /// <returns>The journal; null if its owner is running or the file is gone. If it is not <see cref="IsLocked"/>, its owner may be
    /// running.</returns>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be opened for writing.</exception>
    public static JournalFile? TryTakeOver(string path)
    {
        if (TryOpenAlone(path, out _) is not { } handle)
            return null;
        try
        {
            var hold = path.EndsWith(UnlockedExtension, StringComparison.Ordinal) ? Hold.Unlocked : HoldOn(path);
            if (hold != Hold.Gone)
                return new JournalFile(path, handle, hold == Hold.Locked);
        }
        catch
        {
            handle.Dispose();
            throw;
        }

        handle.Dispose();
        return null;
    }

    /// <summary>Appends a frame: one write into the page cache.</summary>
    /// <exception cref="IOException">The disk is full, or fails. Then the journal is as it was.</exception>
    public void Append(ReadOnlySpan<byte> frame)
    {
        try
        {
            RandomAccess.Write(_handle, frame, Length);
        }
        catch
        {
            // Part of the frame may be there. The next append overwrites it; nobody else may take it for damage meanwhile.
            RandomAccess.SetLength(_handle, Length);
            throw;
        }

        Length += frame.Length;
    }

    public void FlushToDisk() => RandomAccess.FlushToDisk(_handle);

    /// <summary>Reads what has not been moved yet.</summary>
    /// <param name="end">Where to stop: a length that the journal had.</param>
    public JournalReader Read(long end) => new(_handle, Moved, end);

    /// <summary>Empties it, once the store holds every record.</summary>
    public void Truncate()
    {
        RandomAccess.SetLength(_handle, 0);
        Length = 0;
        Moved = 0;
    }

    /// <summary>Closes and deletes it, once the store holds every record; what could not be read is kept under another name.</summary>
    public void Remove()
    {
        // Unix can do this under the lock, so that nobody finds the file without an owner. Windows locks the name as well.
        if (OperatingSystem.IsWindows())
            _handle.Dispose();
        try
        {
            if (IsDamaged)
                File.Move(Path, Path + DamagedExtension, overwrite: true);
            else
                File.Delete(Path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // The file or its folder was deleted: there is nothing to remove or to keep.
        }
        finally
        {
            _handle.Dispose();
        }
    }

    /// <summary>Closes it and leaves it to the next start.</summary>
    public void Dispose() => _handle.Dispose();

    /// <summary>What others see of a file that this process has open: they can open it alone where locks do not work.</summary>
    private static Hold HoldOn(string path)
    {
        using var second = TryOpenAlone(path, out var isHeld);
        return second is not null ? Hold.Unlocked : isHeld ? Hold.Locked : Hold.Gone;
    }

    private static SafeFileHandle? TryOpenAlone(string path, out bool isHeld)
    {
        isHeld = false;
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException exception) when (IsHeldByAnother(exception))
        {
            isHeld = true;
            return null;
        }
    }

    // EWOULDBLOCK of flock(2) on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeldByAnother(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    private enum Hold
    {
        Gone,
        Locked,
        Unlocked,
    }
}
