using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding.Model;

namespace TokenTracking.Generators.Binding;

/// <summary>Results that say by a property that the call failed, where other SDKs throw.</summary>
internal sealed class FailureFacts(Members members)
{
    private static readonly string[] Successes = ["Successful", "IsSuccessful", "IsSuccess", "Success", "Succeeded", "IsSuccessStatusCode"];

    private static readonly string[] Failures = ["IsError", "IsFailure", "IsFailed", "HasError", "Failed"];

    private static readonly string[] ErrorTypes = ["Error.Code", "Error.Type", "ErrorCode", "ErrorType"];

    /// <summary>How a result says that its call failed; null if it does not.</summary>
    public FailureRead? Find(ITypeSymbol type)
        => FirstFlag(type, Successes) is { } success ? new FailureRead(success.Path, Fails: false, FindErrorType(type))
            : FirstFlag(type, Failures) is { } failure ? new FailureRead(failure.Path, Fails: true, FindErrorType(type))
            : null;

    private FoundPath? FirstFlag(ITypeSymbol type, string[] names)
        => names.Where(name => Members.FindProperty(type, name) is { Type.SpecialType: SpecialType.System_Boolean })
            .Select(name => members.FindPath(type, name)).FirstOrDefault();

    private ValuePath? FindErrorType(ITypeSymbol type)
        => ErrorTypes.Select(path => members.FindPath(type, path))
            .FirstOrDefault(static found => found?.Type.SpecialType == SpecialType.System_String)?.Path;
}
