using System.Reflection;
using System.Reflection.Emit;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>
/// A class to make an object of where an abstract one is asked for: one that derives from it, or an emitted one that does nothing.
/// </summary>
internal sealed class HollowClasses
{
    private readonly ModuleBuilder _module = AssemblyBuilder.DefineDynamicAssembly(
        new AssemblyName("Hollow"), AssemblyBuilderAccess.RunAndCollect)
        .DefineDynamicModule("Hollow");

    private readonly Dictionary<Type, Type?> _known = [];

    /// <summary>The class; null where none is to be had.</summary>
    public Type? Under(Type type)
    {
        if (!_known.TryGetValue(type, out var concrete))
            _known.Add(type, concrete = LoadedTypes.Under(type).FirstOrDefault() ?? Emit(type));
        return concrete;
    }

    private Type? Emit(Type type)
    {
        var hollow = _module.DefineType($"Hollow{_known.Count}", TypeAttributes.Public, type);
        hollow.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, []).GetILGenerator().Emit(OpCodes.Ret);
        foreach (var method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(static method => method.IsAbstract))
        {
            if (method.IsGenericMethodDefinition)
                return null;
            var filled = hollow.DefineMethod(
                method.Name, method.Attributes & ~(MethodAttributes.Abstract | MethodAttributes.NewSlot), method.CallingConvention,
                method.ReturnType,
                method.ReturnParameter.GetRequiredCustomModifiers(), null,
                [.. method.GetParameters().Select(static parameter => parameter.ParameterType)],
                [.. method.GetParameters().Select(static parameter => parameter.GetRequiredCustomModifiers())], null);
            filled.GetILGenerator().Emit(OpCodes.Ldnull);
            filled.GetILGenerator().Emit(OpCodes.Throw);
        }

        try
        {
            return hollow.CreateType();
        }
        catch (TypeLoadException)
        {
            // Some of its members are its own assembly's alone.
            return null;
        }
    }
}
