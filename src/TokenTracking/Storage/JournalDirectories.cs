using System.Security.Cryptography;
using System.Text;

namespace TokenTracking.Storage;

/// <summary>Folders for the journals of stores that have no separate folder. For writers of stores.</summary>
public static class JournalDirectories
{
    private const int ReadableLength = 40;

    /// <summary>The folder for the journals of a store, in the user's folder for local data.</summary>
    /// <param name="storeName">What tells the store from every other one, without secrets: <c>postgresql://db.example.com/llm</c>.</param>
    /// <returns>The folder, the same for every process of this user that gives the same name. It need not exist.</returns>
    public static string For(string storeName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(storeName);
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        // An account without a home folder: what lies in the temporary folder survives the process too.
        var root = local.Length > 0 ? local : Path.GetTempPath();
        return Path.Combine(root, "TokenTracking", "journals", FolderName(storeName));
    }

    // People find the folder by the beginning of the name; the hash tells names apart that only differ in what a file name cannot hold.
    private static string FolderName(string storeName)
    {
        var readable = string.Concat(storeName.Select(static c => char.IsAsciiLetterOrDigit(c) ? c : '-').Take(ReadableLength)).Trim('-');
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(storeName)))[..16];
        return readable.Length == 0 ? hash : $"{readable}-{hash}";
    }
}
