using Microsoft.CodeAnalysis.CSharp;

namespace TokenTracking.Generators.Tests.Verifiers;

public sealed class TestReferencesTests
{
    [Fact]
    public void Consumer_code_that_uses_framework_product_and_container_compiles()
    {
        const string Source = """
            using Microsoft.Extensions.DependencyInjection;
            using TokenTracking;

            public static class Program
            {
                public static ServiceProvider Build(ITokenTracker tracker)
                    => new ServiceCollection().AddSingleton(tracker).BuildServiceProvider();
            }
            """;

        var compilation = CSharpCompilation.Create(
            "Consumer", [CSharpSyntaxTree.ParseText(Source)], TestReferences.Consumer,
            new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary));

        Assert.Empty(compilation.GetDiagnostics());
    }
}
