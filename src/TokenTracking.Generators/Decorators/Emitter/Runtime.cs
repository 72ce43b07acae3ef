using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>The names of the runtime's types as generated code writes them.</summary>
internal static class Runtime
{
    public const string User = "global::" + WellKnown.UserNamespace;

    public const string ITokenTracker = User + ".ITokenTracker";

    public const string TokenUsage = User + ".TokenUsage";

    public const string TrackedAiInterface = User + ".TrackedAiInterface";

    public const string Registrations = User + ".DependencyInjection.TrackedRegistrations";

    public const string IUsageTracked = Generated + ".IUsageTracked";

    public const string TrackedCall = Generated + ".TrackedCall";

    public const string UsageReading = Generated + ".UsageReading";

    public const string UsageBinder = Generated + ".UsageBinder";

    public const string RequestBinder = Generated + ".RequestBinder";

    public const string TrackedChildren = Helpers + ".TrackedChildren";

    public const string TrackedServices = Helpers + ".TrackedServices";

    public const string TrackedPages = Helpers + ".TrackedPages";

    public const string ServiceLookup = Helpers + ".ServiceLookup";

    public const string InnerDisposal = Helpers + ".InnerDisposal";

    private const string Generated = "global::" + WellKnown.GeneratedNamespace;

    private const string Helpers = User + ".Tracking";
}
