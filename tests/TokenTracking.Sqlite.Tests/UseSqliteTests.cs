using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TokenTracking.Testing;
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

    [Theory]
    [InlineData("usage.db")]
    [InlineData("data/../data/usage.db")]
    [InlineData("./~notes/usage.db")]
    public async Task A_relative_path_is_below_the_content_root_of_a_host(string path)
    {
        await using var provider = new ServiceCollection().AddSingleton<IHostEnvironment>(new Environment(_folder.Path))
            .AddTokenTracking(tracking => tracking.UseSqlite(path)).BuildServiceProvider();

        var store = Assert.IsType<SqliteUsageStore>(provider.GetRequiredService<IUsageStore>());

        Assert.Equal(Path.GetFullPath(Path.Combine(_folder.Path, path)), store.Path);
        Assert.Equal(store.Path, store.ToString());
    }

    [Fact]
    public void The_home_folder_is_the_users()
    {
        var home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile);

        Assert.Equal(Path.Combine(home, "data", "usage.db"), new SqliteUsageStore("~/data/usage.db").Path);
    }

    [Theory]
    [InlineData("~somebody/usage.db", "home folder of another user")]
    [InlineData("usage\0.db", "a character that no path can contain")]
    [InlineData(@"C:\data\usage.db", "a path of Windows")]
    [InlineData("d:/usage.db", "a path of Windows")]
    [InlineData(@"\\server\share\usage.db", "a path of Windows")]
    public void A_path_that_means_nothing_here_is_refused_where_it_is_written(string path, string reason)
    {
        if (OperatingSystem.IsWindows() && reason.EndsWith("Windows", StringComparison.Ordinal))
            return;
        Action[] uses =
        [
            () => new ServiceCollection().AddTokenTracking(tracking => tracking.UseSqlite(path)),
            () => new SqliteUsageStore(path).Dispose(),
        ];

        Assert.All(uses, use => Assert.Contains(reason, Assert.Throws<ArgumentException>(use).Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_starts_says_once_where_the_store_is()
    {
        var log = new RecordingLogger<TokenTracker>();
        foreach (var isEnabled in (bool[])[true, false])
        {
            await using var provider = new ServiceCollection().AddSingleton<ILogger<TokenTracker>>(log)
                .AddTokenTracking(tracking => tracking.UseSqlite(_folder.File("usage.db")).Options.Enabled = isEnabled)
                .BuildServiceProvider();
            foreach (var service in provider.GetServices<IHostedService>())
                await service.StartAsync(default);
        }

        Assert.Equal(
            $"The usage of LLM calls is recorded in {_folder.File("usage.db")}",
            Assert.Single(log.Lines, static line => line.Level == LogLevel.Information).Message);
    }

    [Fact]
    public void An_empty_path_is_refused_where_it_is_written()
        => Assert.Throws<ArgumentException>(
            static () => new ServiceCollection().AddTokenTracking(static tracking => tracking.UseSqlite(" ")));

    private sealed class Environment(string root) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Test";

        public string ApplicationName { get; set; } = "Test";

        public string ContentRootPath { get; set; } = root;

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; }
            = new Microsoft.Extensions.FileProviders.NullFileProvider();
    }
}
