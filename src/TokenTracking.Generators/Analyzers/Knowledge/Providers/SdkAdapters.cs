using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Flow;
using TokenTracking.Generators.Analyzers.Knowledge.Sdks;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;

namespace TokenTracking.Generators.Analyzers.Knowledge.Providers;

/// <summary>SDK methods that create a provider from another object: <c>chat.AsIChatClient()</c>,
/// <c>openAI.GetChatClient("gpt-5")</c>.</summary>
internal static class SdkAdapters
{
    /// <summary>The tracked type that the call creates; null for any other call, and for a call on an object that is already
    /// tracked.</summary>
    public static INamedTypeSymbol? IsMadeBy(TrackingSymbols symbols, IInvocationOperation call)
    {
        if (!AdapterMethods.Include(call.TargetMethod) || call.Type is not INamedTypeSymbol made || !symbols.Types.IsTracked(made))
            return null;
        var source = CallReceivers.AsPassed(call);
        while (source is IConversionOperation { IsImplicit: true } conversion)
            source = conversion.Operand;
        return source is null || SdkReceivers.IsTracked(symbols, source.Type!) || TrackedSources.ByTracked(symbols, source) ? null : made;
    }
}
