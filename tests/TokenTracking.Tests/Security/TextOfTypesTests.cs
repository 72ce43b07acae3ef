using System.Reflection;
using System.Runtime.CompilerServices;
using TokenTracking.Analytics.Recommendations;
using TokenTracking.Calls;
using TokenTracking.Providers;

namespace TokenTracking.Tests.Security;

/// <summary>No public type shows a key, a prompt or a completion as its text: logs and debuggers print it.</summary>
public sealed class TextOfTypesTests
{
    // The properties that hold them, by name. A new type with one of these is tested too.
    private static readonly string[] Secrets =
    [
        "ApiKey", "Key", "Prompt", "System", "Text", "Content", "Description", "Intent", "Cause", "Reason", "Task", "DependsOn",
        "Dependencies", "Risks", "Suggestions", "Factors", "Solutions", "BaseUrl",
    ];

    // Names that are recorded on purpose.
    private static readonly Type[] Named =
    [
        typeof(UsageRecord), typeof(PendingCall), typeof(Recommendation),
    ];

    public static TheoryData<string> Types => [.. Names];

    private static string[] Names =>
    [
        .. new[] { typeof(TokenTracker).Assembly, typeof(ILlmProvider).Assembly }.SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type => !type.IsAbstract && !type.IsGenericTypeDefinition && !Named.Contains(type) && SecretsOf(type).Any())
            .Select(static type => type.AssemblyQualifiedName!),
    ];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_with_a_secret_or_a_text_does_not_show_it(string name)
    {
        var type = Type.GetType(name)!;
        var instance = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in SecretsOf(type))
            property.SetValue(instance, ValueOf(property.PropertyType));

        Assert.DoesNotContain(Canary.Mark, instance.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_types_that_hold_texts_are_among_those_that_are_tested()
        => Assert.All(
            (Type[])[typeof(LlmResult), typeof(LlmStreamUpdate), typeof(LlmRequest), typeof(AnthropicOptions), typeof(OpenAIOptions)],
            static type => Assert.Contains(type.AssemblyQualifiedName, Names));

    private static IEnumerable<PropertyInfo> SecretsOf(Type type) => type.GetProperties()
        .Where(static property => property.CanWrite && property.GetIndexParameters().Length == 0 && Secrets.Contains(property.Name)
            && ValueOf(property.PropertyType) is not null);

    private static object? ValueOf(Type type) => type switch
    {
        _ when type == typeof(string) => Canary.Prompt,
        _ when type == typeof(IReadOnlyList<string>) => new[] { Canary.Completion },
        _ when type == typeof(Uri) => new Uri($"https://user:{Canary.Key}@host/v1?key={Canary.Key}"),
        _ => null,
    };
}
