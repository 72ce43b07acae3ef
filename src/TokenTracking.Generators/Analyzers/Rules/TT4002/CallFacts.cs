using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Analyzers.Knowledge.Sdks;
using TokenTracking.Generators.Analyzers.Knowledge.Symbols;
using TokenTracking.Generators.Analyzers.Knowledge.Types;
using TokenTracking.Generators.Analyzers.Rules.TT1002;
using TokenTracking.Generators.Analyzers.Rules.TT4001;

namespace TokenTracking.Generators.Analyzers.Rules.TT4002;

/// <summary>How code reaches an LLM.</summary>
internal enum CallWay
{
    /// <summary>A billed method of an SDK.</summary>
    Sdk,

    /// <summary>A request with HttpClient.</summary>
    Http,

    /// <summary>A member of a provider: a tracked interface, or a class that implements one.</summary>
    Provider,
}

/// <summary>What the code does with the usage of a response.</summary>
internal enum UsageFate
{
    /// <summary>The code does not show it.</summary>
    Unknown,

    /// <summary>Nothing reads it.</summary>
    Discarded,

    /// <summary>Something reads it, or the response is returned whole.</summary>
    Read,
}

/// <summary>What is known of a call site besides its state.</summary>
/// <param name="Location">The place.</param>
/// <param name="Component">The type around it.</param>
/// <param name="Member">The member around it.</param>
/// <param name="Way">How the LLM is reached.</param>
/// <param name="Library">The assembly of the SDK or provider; empty for a request.</param>
/// <param name="IsStreamed">True if the response is a stream.</param>
/// <param name="IsInLoop">True if a loop repeats the call.</param>
/// <param name="Usage">What becomes of the usage.</param>
internal sealed record CallFacts(
    Location Location, string Component, string Member, CallWay Way, string Library, bool IsStreamed, bool IsInLoop,
    UsageFate Usage)
{
    /// <summary>Reads the facts of a call site.</summary>
    /// <param name="symbols">The symbols of the compilation.</param>
    /// <param name="sdks">The SDKs that the compilation references; null for none.</param>
    /// <param name="site">The call site.</param>
    /// <param name="operation">Its operation.</param>
    /// <param name="member">The member around it.</param>
    public static CallFacts Of(TrackingSymbols symbols, ReferencedSdks? sdks, CallSite site, IOperation operation, ISymbol member)
    {
        var component = TypeLinks.NameOf(member as INamedTypeSymbol ?? member.ContainingType);
        var name = TypeLinks.MemberName(member);
        if (site.IsRequest)
        {
            return new CallFacts(
                site.Location, component, name, CallWay.Http, "", IsStreamed: false, TypeLinks.IsInLoop(operation),
                UsageMentions.AreAround(operation.Syntax) || UsageMentions.AreReturnedBy(member) ? UsageFate.Read : UsageFate.Discarded);
        }

        var method = operation switch
        {
            IInvocationOperation call => call.TargetMethod,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
        var billed = method is null ? null : sdks?.BilledBy(operation, method);
        return new CallFacts(
            site.Location, component, name, billed is null || site.Interface is not null ? CallWay.Provider : CallWay.Sdk,
            (billed ?? method?.ContainingType)?.ContainingAssembly?.Name ?? "",
            method is not null && method.Name.IndexOf("Stream", StringComparison.Ordinal) >= 0,
            TypeLinks.IsInLoop(operation), FateOf(symbols, method, operation));
    }

    private static UsageFate FateOf(TrackingSymbols symbols, IMethodSymbol? method, IOperation operation)
    {
        if (operation is not IInvocationOperation || !UsageShape.Carries(symbols, method!.ReturnType))
            return UsageFate.Unknown;
        return new UsageFlow(symbols, CancellationToken.None).Drops(operation) ? UsageFate.Discarded : UsageFate.Read;
    }
}
