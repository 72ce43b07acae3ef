using TokenTracking;
using TokenTracking.Providers;

namespace ProjectPlanner.Scenario;

/// <summary>Where an agent asks: one provider first, the others behind it.</summary>
internal sealed class Desk(IEnumerable<ILlmProvider> providers, ITokenTracker tracker)
{
    private readonly ILlmProvider[] _providers = [.. providers];

    /// <summary>The providers are tracked already, so that the factory adds nothing: a call is counted once.</summary>
    public ILlmProvider StartingWith(string provider)
        => LlmFactory.Create(_providers.OrderBy(one => one.Name == provider ? 0 : 1), tracker: tracker);
}
