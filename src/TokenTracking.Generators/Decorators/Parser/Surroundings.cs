using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TokenTracking.Generators.Binding;
using TokenTracking.Generators.Binding.Extractors;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Everything of a project that decides, besides the type itself, how a type of a referenced assembly is parsed.</summary>
/// <param name="Identity">The project's assembly, which may see the internals of others.</param>
/// <param name="LanguageVersion">The language version.</param>
/// <param name="AllowsUnsafe">True if the project allows unsafe code; otherwise, false.</param>
/// <param name="IsPreview">True if the project has opted into preview features; otherwise, false.</param>
/// <param name="Aliases">The references that are named by an alias.</param>
/// <param name="Shapes">The <c>[assembly: UsageShape]</c> declarations.</param>
/// <param name="Extractors">The project's own <c>[UsageExtractor]</c> methods.</param>
/// <param name="SdkClients">The SDK clients that generated code may ask for.</param>
internal sealed record Surroundings(
    string Identity, LanguageVersion LanguageVersion, bool AllowsUnsafe, bool IsPreview, string Aliases, string Shapes, string Extractors,
    string SdkClients)
{
    private static readonly ConditionalWeakTable<Compilation, Surroundings> Known = new();

    public static Surroundings Of(Compilation compilation) => Known.GetValue(compilation, static created => Find(created));

    private static Surroundings Find(Compilation compilation) => new(
        compilation.Assembly.Identity.GetDisplayName(fullKey: true),
        ((CSharpCompilation)compilation).LanguageVersion,
        compilation is CSharpCompilation { Options.AllowUnsafe: true },
        InterfaceParser.RequiresPreview(compilation.Assembly),
        string.Join(";", compilation.References.Where(static reference => !reference.Properties.Aliases.IsEmpty)
            .Select(static reference => $"{reference.Display}={string.Join(",", reference.Properties.Aliases)}")),
        string.Join(";", compilation.Assembly.GetAttributes()
            .Where(static attribute => attribute.AttributeClass is { } type && UsageShapeDeclaration.IsDeclaredBy(type))),
        UsageExtractors.In(compilation).Description,
        string.Join(";", InterfaceParser.SdkClients.Where(name => compilation.GetTypesByMetadataName(name).Length == 1)));
}
