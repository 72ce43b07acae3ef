using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Conversations to which a call adds the messages that it exchanges with a model before its last answer: the
/// <c>ChatHistory</c> of Semantic Kernel, under automatic functions.</summary>
internal static class ConversationMessages
{
    /// <summary>The messages of a conversation; null for any other type.</summary>
    public static ITypeSymbol? In(ITypeSymbol type)
        => type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } named
            && named.AllInterfaces.Insert(0, named).Any(static face => face.IsIn("System.Collections.Generic", "ICollection", 1))
            && named.AllInterfaces.Insert(0, named).FirstOrDefault(static face
                => face.IsIn("System.Collections.Generic", "IReadOnlyList", 1)) is { TypeArguments: [{ } message] }
            && UsageShapes.IsChoice(message)
            ? message
            : null;
}
