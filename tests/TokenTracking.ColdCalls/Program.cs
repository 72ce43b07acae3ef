// The first calls of a process through a decorator, with a handler that comes to exist within one of them. Prints the requests that the
// provider answered, and the records, one a line.
//   dotnet TokenTracking.ColdCalls.dll WAY CALL PROVIDER CALLS
using Microsoft.Extensions.DependencyInjection;
using TokenTracking;
using TokenTracking.ColdCalls;
using TokenTracking.Generated;

var (way, call, answers, calls) = (args[0], args[1], args[2], int.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture));
// What an assembly that names the handler says when it is loaded.
if (answers.Contains("known", StringComparison.Ordinal))
    TrackedCall.Ask();
var hasIds = !answers.Contains("without IDs", StringComparison.Ordinal);
var fails = answers.Contains("failing", StringComparison.Ordinal);
var services = new ServiceCollection();
services.AddTokenTracking(static tracking => tracking.AddObserver(static _ => new Printer()));
services.AddAsker(way, () => new Provider(hasIds, fails)).TrackAiProviders();
await using var provider = services.BuildServiceProvider();
var all = Enumerable.Range(0, calls).Select(_ => CallAsync());
if (call.Contains("at once", StringComparison.Ordinal))
{
    await Task.WhenAll(all);
}
else
{
    foreach (var each in all)
        await each;
}

Console.WriteLine($"requests {Provider.Requests}");

async Task CallAsync()
{
    await using var scope = provider.CreateAsyncScope();
    var asker = way == "keyed" ? scope.ServiceProvider.GetRequiredKeyedService<IAsker>("asker")
        : way == "child" ? scope.ServiceProvider.GetRequiredService<IAskers>().Create()
        : scope.ServiceProvider.GetRequiredService<IAsker>();
    try
    {
        if (call.StartsWith("stream", StringComparison.Ordinal))
        {
            await foreach (var update in asker.StreamAsync("stream", "p"))
            {
                if (call.Contains("left", StringComparison.Ordinal) && update.Text.Length > 0)
                    break;
            }
        }
        else if (call.StartsWith("sync", StringComparison.Ordinal))
        {
            asker.Ask("hello", "p");
        }
        else
        {
            await asker.AskAsync("hello", "p");
        }
    }
    catch (HttpRequestException) when (fails)
    {
        // The provider was told to fail, which the records have to say.
    }
}
