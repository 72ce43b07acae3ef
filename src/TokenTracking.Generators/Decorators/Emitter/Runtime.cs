using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Emitter;

/// <summary>The names of the runtime's types as generated code writes them.</summary>
internal static class Runtime
{
    public const string User = "global::" + WellKnown.UserNamespace;

    public const string ITokenTracker = User + ".ITokenTracker";

    public const string LlmResult = User + ".LlmResult";

    public const string TokenUsage = User + ".TokenUsage";

    public const string TrackedAiInterface = Generated + ".TrackedAiInterface";

    public const string Registrations = User + ".DependencyInjection.TrackedRegistrations";

    public const string IUsageTracked = Generated + ".IUsageTracked";

    public const string IUsageDecorator = Generated + ".IUsageDecorator";

    public const string TrackedCall = Generated + ".TrackedCall";

    public const string UsageReading = Generated + ".UsageReading";

    public const string UsageBinder = Generated + ".UsageBinder";

    public const string RequestBinder = Generated + ".RequestBinder";

    public const string OwnUsage = Generated + ".OwnResults.Usage";

    public const string TrackedChildren = Generated + ".TrackedChildren";

    public const string TrackedServices = Generated + ".TrackedServices";

    public const string TrackedPages = Generated + ".TrackedPages";

    public const string TrackedRounds = Generated + ".TrackedRounds";

    public const string ServiceLookup = Generated + ".ServiceLookup";

    public const string TrackedLookUp = Generated + ".TrackedLookUp";

    public const string StatedCounts = Generated + ".StatedCounts";

    public const string ClientLayers = Generated + ".ClientLayers";

    public const string TrackedPipelines = Generated + ".TrackedPipelines";

    public const string TrackedPipeline = Generated + ".TrackedPipeline";

    public const string InnerDisposal = Generated + ".InnerDisposal";

    private const string Generated = "global::" + WellKnown.GeneratedNamespace;
}
