using System.Runtime.CompilerServices;
using TokenTracking.SdkTable.Tests.Table;

namespace TokenTracking.SdkTable.Tests;

/// <summary>docs/sdks.md is made from what the cells find. UPDATE_SDK_TABLE=1 writes it.</summary>
public sealed class SdkPageTests
{
    [Fact]
    public async Task The_page_says_what_the_cells_find()
    {
        var page = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../docs/sdks.md");
        var written = await SdkPage.WriteAsync();
        if (Environment.GetEnvironmentVariable("UPDATE_SDK_TABLE") == "1")
            await File.WriteAllTextAsync(page, written);

        Assert.Equal(written, (await File.ReadAllTextAsync(page)).ReplaceLineEndings("\n"));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
