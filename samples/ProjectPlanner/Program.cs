using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ProjectPlanner;
using ProjectPlanner.Integration;
using ProjectPlanner.Reporting;
using ProjectPlanner.Scenario;
using TokenTracking;
using TokenTracking.Providers;

// dotnet run --project samples/ProjectPlanner [-- FILE.md ...]: all the projects that come with the sample, unless some are named.
try
{
    await PlanAsync(args.Length > 0 ? args : Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "projects"), "*.md"));
    return 0;
}
catch (Exception exception) when (exception is LlmProviderException or HttpRequestException or UsageStoreException or IOException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static async Task PlanAsync(IEnumerable<string> files)
{
    var store = Environment.GetEnvironmentVariable("TOKENTRACKING_STORE") is { Length: > 0 } path ? path : "data/token_usage.db";
    var projects = files.Select(ProjectDescription.Read).OrderBy(project => project.Features.Count).ToArray();
    await using var backends = await Backends.StartAsync(CancellationToken.None);
    Console.WriteLine(backends.Description);

    var builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.Services.AddTokenTracking(tracking => tracking.UseSqlite(store));
    backends.Register(builder.Services);
    builder.Services.TrackAiProviders(); // generated: decorates every ILlmProvider and IIntegrationAnalyzer registered above
    builder.Services.AddSingleton<Desk>();

    using var host = builder.Build();
    await host.StartAsync();
    var tracker = host.Services.GetRequiredService<TokenTracker>();
    var run = new ProjectRun(
        host.Services.GetRequiredService<Desk>(), tracker, host.Services.GetService<IIntegrationAnalyzer>(), Console.Out);
    foreach (var project in projects)
        Console.WriteLine((await run.RunAsync(project, CancellationToken.None)).ToJson());

    if (backends.Requests is { } requests)
        Console.WriteLine($"\nThe stand-in server has answered {requests} requests.");
    Console.WriteLine($"\nAll that {store} holds, earlier runs included:");
    await StoreReport.PrintAsync(tracker, Console.Out, CancellationToken.None);
    Console.WriteLine("The same figures: dotnet run --project src/TokenTracking.Cli -- report --by provider,model");
    await host.StopAsync();
}
