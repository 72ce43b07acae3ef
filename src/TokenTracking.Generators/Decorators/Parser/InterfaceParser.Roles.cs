using Microsoft.CodeAnalysis;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Common;
using TokenTracking.Generators.Decorators.Model;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>What each member does, and what the analyzer reports of it.</summary>
internal sealed partial class InterfaceParser
{
    private void SetRole(ISymbol member, MemberRole role) => _roles[member.OriginalDefinition] = role;

    private MemberRole RoleOf(IPropertySymbol property)
    {
        var role = ChildOf(property) is not null ? MemberRole.ChildService
            : !property.IsStatic && property.FindOwnAttribute("NotTrackedAttribute") is null && FindHiddenUsage(property)
                ? MemberRole.Uncounted
                : MemberRole.Unbilled;
        SetRole(property, role);
        return role;
    }

    /// <summary>Reports the services with calls that a member returns without tracking.</summary>
    private void FindUntrackedServices(ISymbol member)
    {
        var tracked = ChildServices.TrackedBy(member).Where(_family.ContainsKey).ToList();
        foreach (var service in HandedOverServices.Of(member))
        {
            if (!tracked.Contains(service, SymbolEqualityComparer.Default) && ChildServices.In(_compilation).HasCalls(service))
                AddFinding(RefusalIds.UntrackedService, member, service.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        }
    }

    private void AddFinding(string id, ISymbol member, string name)
    {
        if (!_findings.Any(finding => finding.Id == id && SymbolEqualityComparer.Default.Equals(finding.Symbol, member)))
            _findings.Add(new Finding(id, member, member.ToDisplayString(), name));
    }

    private void NoteUnread(IPropertySymbol count)
        => AddFinding(RefusalIds.UnreadCount, count, count.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
}
