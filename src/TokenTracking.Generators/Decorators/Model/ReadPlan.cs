using TokenTracking.Generators.Binding.Model;
using TokenTracking.Generators.Common;

namespace TokenTracking.Generators.Decorators.Model;

/// <summary>A reading method of a decorator: reads a result, a stream's item, a request or the client.</summary>
/// <param name="Name">A name for the reading method, from the type's.</param>
/// <param name="Type">The type that is read.</param>
/// <param name="TypeParameters">Type parameters of the tracked method that the type uses.</param>
/// <param name="Body">What is read.</param>
internal sealed record ReadPlan(string Name, string Type, EquatableArray<TypeParameterModel> TypeParameters, ReadScope Body);
