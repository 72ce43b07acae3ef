namespace TokenTracking.Sqlite.Files;

/// <summary>What the path of a store means. Nobody notices that a home folder or a drive has become the name of a folder.</summary>
internal static class StorePath
{
    /// <summary>The full path of a store.</summary>
    /// <param name="path">The path, absolute, or relative to a folder. <c>~/</c> is the user's home folder.</param>
    /// <param name="folder">The folder; null for the current one.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="ArgumentException">The path is empty, or has no meaning on this system.</exception>
    public static string Resolve(string path, string? folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (path.Contains('\0'))
            throw new ArgumentException("The path of a store contains a character that no path can contain.", nameof(path));
        if (path[0] == '~')
            return Path.GetFullPath(InHome(path));
        if (!OperatingSystem.IsWindows() && IsOfWindows(path))
        {
            throw new ArgumentException(
                $"'{path}' is a path of Windows, and this system has no drives. Specify a path of this system.", nameof(path));
        }

        return folder is null ? Path.GetFullPath(path) : Path.GetFullPath(path, folder);
    }

    private static string InHome(string path)
    {
        if (path.Length > 1 && path[1] != '/' && path[1] != Path.DirectorySeparatorChar)
        {
            throw new ArgumentException(
                $"'{path}' begins with the home folder of another user, which cannot be looked up. Specify the whole path, or begin "
                    + "it with ./ if the name of the folder begins with ~.",
                nameof(path));
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length > 0
            ? Path.Combine(home, path[1..].TrimStart('/', Path.DirectorySeparatorChar))
            : throw new ArgumentException(
                $"'{path}' is in the home folder, and this account has none. Specify the whole path.", nameof(path));
    }

    private static bool IsOfWindows(string path)
        => path.StartsWith(@"\\", StringComparison.Ordinal)
            || (path.Length > 2 && char.IsAsciiLetter(path[0]) && path[1] == ':' && path[2] is '\\' or '/');
}
