using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Analyzers.Knowledge.Requests;

/// <summary>
/// Calls that pass an address to a method of another project or library: <c>api.PostJsonAsync("https://...", body)</c>. The metadata of its
/// assembly says how the method and its parameters are named, and no more.
/// </summary>
internal static class ForeignHelpers
{
    private static readonly string[] Posting = ["Post", "Upload", "Send", "Request", "Execute", "Invoke", "Call", "Submit"];

    private static readonly string[] Addresses = ["url", "uri", "address", "endpoint", "path", "route", "resource"];

    // Their methods are known one by one.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "System", "Microsoft", "RestSharp", "Flurl", "Refit" };

    /// <summary>The address that a call passes to a method of another assembly that posts to it, by its name; null for any other
    /// call.</summary>
    public static IOperation? AddressOf(Compilation compilation, IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: var method } call)
            return null;
        return IsPosting(method.Name)
            && !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
            && !Known.Contains(RootNamespace.Of(method.ContainingType))
            && !call.Arguments.Any(static argument => IsAnotherVerb(argument.Value))
            ? call.Arguments.FirstOrDefault(static argument => IsAddress(argument))?.Value
            : null;
    }

    // Asked for every call of a program.
    private static bool IsPosting(string name)
    {
        foreach (var verb in Posting)
        {
            if (name.StartsWith(verb, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsAddress(IArgumentOperation argument)
        => argument is
        {
            ArgumentKind: ArgumentKind.Explicit,
            Parameter: { Name: var name, Type: { SpecialType: SpecialType.System_String } or { Name: "Uri" } },
        }
        && Addresses.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);

    // HttpMethod.Get, Verb.Delete, "GET"
    private static bool IsAnotherVerb(IOperation value)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        var verb = value switch
        {
            IMemberReferenceOperation { Member: { Name: var name, ContainingType.Name: var type } }
                when type.EndsWith("Method", StringComparison.Ordinal) || type.EndsWith("Verb", StringComparison.Ordinal) => name,
            { ConstantValue: { HasValue: true, Value: string text } } => text,
            _ => "",
        };
        return verb.ToUpperInvariant() is "GET" or "PUT" or "DELETE" or "PATCH" or "HEAD" or "OPTIONS";
    }
}
