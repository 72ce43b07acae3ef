using Microsoft.Extensions.DependencyInjection;
using TokenTracking.Tests.Storage;

namespace TokenTracking.Sqlite.Tests;

public sealed class UseSqliteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_tracker_from_the_container_stores_into_the_file_when_the_container_ends()
    {
        var path = _folder.File("data/usage.db");
        var services = new ServiceCollection().AddTokenTracking(tracking => tracking.UseSqlite(path));
        await using (var provider = services.BuildServiceProvider())
            provider.GetRequiredService<ITokenTracker>().Track("proj", TokenUsage.FromExclusive(100, 50), "claude-sonnet-4-5");

        await using var store = SqliteUsageStore.OpenReadOnly(path);
        Assert.Equal(150, (await store.QueryAsync(new UsageQuery().Only(UsageDimension.Project, "proj"))).Totals.TotalTokens);
    }

    [Fact]
    public async Task The_path_defaults_to_the_data_folder_of_the_current_folder()
    {
        await using var provider = new ServiceCollection().AddTokenTracking(static tracking => tracking.UseSqlite()).BuildServiceProvider();

        var store = Assert.IsType<SqliteUsageStore>(provider.GetRequiredService<IUsageStore>());

        Assert.Equal(Path.GetFullPath("data/token_usage.db"), store.Path);
    }

    [Fact]
    public void An_empty_path_is_refused_where_it_is_written()
        => Assert.Throws<ArgumentException>(
            static () => new ServiceCollection().AddTokenTracking(static tracking => tracking.UseSqlite(" ")));
}
