using TokenTracking.Storage.Journals;

namespace TokenTracking.Tests.Storage;

/// <summary>What lies in journals, beside their owner.</summary>
internal static class JournalContent
{
    public static List<Guid> Ids(string directory)
    {
        List<Guid> ids = [];
        foreach (var path in Directory.GetFiles(directory, "*" + JournalFile.Extension).Order(StringComparer.Ordinal))
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var reader = new JournalReader(handle, 0, RandomAccess.GetLength(handle));
            while (reader.TryRead(out var record))
                ids.Add(record.Id);
            Assert.Empty(reader.Damages);
        }

        return ids;
    }
}
