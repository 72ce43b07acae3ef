using Microsoft.Extensions.DependencyInjection;

namespace TokenTracking.Tests.DependencyInjection;

public sealed class ObserverRegistrationTests
{
    [Fact]
    public async Task Observers_of_the_builder_and_the_options_are_notified_of_each_call()
    {
        var (first, second, third) = (new Observer(), new Observer(), new Observer());
        await using var provider = new ServiceCollection()
            .AddTokenTracking(tracking =>
            {
                tracking.Options.Observers.Add(first);
                tracking.AddObserver(second).AddObserver(_ => third);
            })
            .BuildServiceProvider();

        provider.GetRequiredService<ITokenTracker>().Track("proj", TokenUsage.FromInclusive(1, 1), "gpt-4o");

        Assert.All([first, second, third], static observer => Assert.Equal("proj", Assert.Single(observer.Projects)));
        Assert.Equal(1, provider.GetRequiredService<ILiveFigures>().GetProjectStats("proj").Calls);
    }

    private sealed class Observer : IUsageObserver
    {
        public List<string?> Projects { get; } = [];

        public void OnRecorded(in UsageRecord record) => Projects.Add(record.Project);
    }
}
