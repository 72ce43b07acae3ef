using System.Reflection;
using System.Reflection.Emit;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>
/// Objects to decorate that know nothing of the generator: a class for each interface, of emitted IL, every slot of which reports its
/// arguments and answers as it is told.
/// </summary>
internal sealed class RecordingInners
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<Type, MethodInfo[]> KnownSlots = [];

    private readonly ModuleBuilder _module = AssemblyBuilder.DefineDynamicAssembly(
        new AssemblyName("Inners"), AssemblyBuilderAccess.RunAndCollect)
        .DefineDynamicModule("Inners");

    private readonly Dictionary<string, Type?> _types = new(StringComparer.Ordinal);

    /// <summary>The class that implements these interfaces; it has a constructor without parameters. Null if the runtime allows
    /// none: a signature that cannot be emitted, or a member or a type that only the interface's own assembly sees.</summary>
    public Type? TypeOf(params Type[] interfaces)
    {
        var key = string.Join("|", interfaces.Select(static type => $"{type.TypeHandle.Value}"));
        if (!_types.TryGetValue(key, out var type))
        {
            // What an attempt has defined keeps its name.
            var name = $"Inner{_types.Count}";
            try
            {
                type = Emit(name, interfaces);
            }
            catch (Exception exception) when (exception is TypeLoadException or NotSupportedException or ArgumentException
                or System.IO.FileNotFoundException or System.IO.FileLoadException or MethodAccessException)
            {
                type = null;
            }

            _types.Add(key, type);
        }

        return type;
    }

    /// <summary>An object of that class; null if there is none.</summary>
    public object? Create(Type @interface) => TypeOf(@interface) is { } type ? Activator.CreateInstance(type) : null;

    /// <summary>The slots that a class has to fill, or may.</summary>
    public static IReadOnlyList<MethodInfo> Slots(Type @interface) => KnownSlots.GetValue(@interface, static key => [
        .. key.GetInterfaces().Prepend(key).SelectMany(static declaring => declaring.GetMethods(Declared))
            .Where(static method => method is { IsVirtual: true, IsFinal: false } && (method.IsAbstract || method.IsPublic))]);

    private Type Emit(string name, Type[] interfaces)
    {
        var type = _module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed, typeof(object), interfaces);
        var slots = interfaces.SelectMany(Slots).Distinct().ToArray();
        for (var i = 0; i < slots.Length; i++)
            Implement(type, slots[i], $"{slots[i].Name}#{i}");
        return type.CreateType();
    }

    private static void Implement(TypeBuilder type, MethodInfo slot, string name)
    {
        var attributes = MethodAttributes.Private | MethodAttributes.HideBySig
            | (slot.IsStatic ? MethodAttributes.Static : MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.NewSlot);
        var method = type.DefineMethod(name, attributes, slot.IsStatic ? CallingConventions.Standard : CallingConventions.HasThis);
        var own = DefineTypeParameters(method, slot);
        var parameters = slot.GetParameters();
        method.SetSignature(
            Substitute(slot.ReturnType, own), slot.ReturnParameter.GetRequiredCustomModifiers(),
            slot.ReturnParameter.GetOptionalCustomModifiers(),
            [.. parameters.Select(parameter => Substitute(parameter.ParameterType, own))],
            [.. parameters.Select(static parameter => parameter.GetRequiredCustomModifiers())],
            [.. parameters.Select(static parameter => parameter.GetOptionalCustomModifiers())]);
        WriteBody(method.GetILGenerator(), slot, own);
        type.DefineMethodOverride(method, slot);
    }

    // The runtime takes a signature only where its type parameters satisfy what the types in it ask of them.
    private static Type[] DefineTypeParameters(MethodBuilder method, MethodInfo slot)
    {
        if (!slot.IsGenericMethodDefinition)
            return [];
        var declared = slot.GetGenericArguments();
        var own = method.DefineGenericParameters([.. declared.Select(static parameter => parameter.Name)]);
        for (var i = 0; i < own.Length; i++)
        {
            own[i].SetGenericParameterAttributes(declared[i].GenericParameterAttributes & ~GenericParameterAttributes.VarianceMask);
            var constraints = declared[i].GetGenericParameterConstraints().Select(constraint => Substitute(constraint, own))
                .ToLookup(static constraint => constraint.IsInterface);
            own[i].SetBaseTypeConstraint(constraints[false].FirstOrDefault());
            own[i].SetInterfaceConstraints([.. constraints[true]]);
        }

        return own;
    }

    private static void WriteBody(ILGenerator il, MethodInfo slot, Type[] own)
    {
        var parameters = slot.GetParameters();
        if (parameters.Select(static parameter => parameter.ParameterType).Append(slot.ReturnType)
            .Any(static type => Boxes.Refusal(type) is not null))
        {
            il.Emit(OpCodes.Newobj, typeof(NotSupportedException).GetConstructor(Type.EmptyTypes)!);
            il.Emit(OpCodes.Throw);
            return;
        }

        var arguments = il.DeclareLocal(typeof(object[]));
        il.Emit(OpCodes.Ldc_I4, parameters.Length);
        il.Emit(OpCodes.Newarr, typeof(object));
        il.Emit(OpCodes.Stloc, arguments);
        var first = slot.IsStatic ? 0 : 1;
        foreach (var parameter in parameters.Where(
            static parameter => !parameter.IsOut || !parameter.ParameterType.IsByRef || parameter.IsIn))
        {
            il.Emit(OpCodes.Ldloc, arguments);
            il.Emit(OpCodes.Ldc_I4, parameter.Position);
            il.Emit(OpCodes.Ldarg, parameter.Position + first);
            var value = Substitute(parameter.ParameterType, own);
            if (value.IsByRef)
                il.Emit(OpCodes.Ldobj, value = value.GetElementType()!);
            Boxes.Box(il, value);
            il.Emit(OpCodes.Stelem_Ref);
        }

        il.Emit(slot.IsStatic ? OpCodes.Ldnull : OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, Recorder.Register(slot));
        il.Emit(OpCodes.Ldloc, arguments);
        il.Emit(OpCodes.Call, typeof(Recorder).GetMethod(nameof(Recorder.Enter))!);
        var result = il.DeclareLocal(typeof(object));
        il.Emit(OpCodes.Stloc, result);
        foreach (var parameter in parameters.Where(IsWritten))
        {
            var value = Substitute(parameter.ParameterType.GetElementType()!, own);
            il.Emit(OpCodes.Ldarg, parameter.Position + first);
            il.Emit(OpCodes.Ldloc, arguments);
            il.Emit(OpCodes.Ldc_I4, parameter.Position);
            il.Emit(OpCodes.Ldelem_Ref);
            Boxes.Unbox(il, value);
            il.Emit(OpCodes.Stobj, value);
        }

        WriteReturn(il, Substitute(slot.ReturnType, own), result);
    }

    private static void WriteReturn(ILGenerator il, Type type, LocalBuilder result)
    {
        if (type != typeof(void))
        {
            il.Emit(OpCodes.Ldloc, result);
            if (type.IsByRef)
                il.Emit(OpCodes.Call, Boxes.Helper(nameof(Recorder.Reference), type.GetElementType()!));
            else
                Boxes.Unbox(il, type);
        }

        il.Emit(OpCodes.Ret);
    }

    /// <summary>True for ref and out, not for in.</summary>
    public static bool IsWritten(ParameterInfo parameter)
        => parameter.ParameterType.IsByRef && (!parameter.IsIn || parameter.IsOut)
            && !parameter.IsDefined(typeof(System.Runtime.CompilerServices.RequiresLocationAttribute), false);

    /// <summary>A type of the slot's signature, in terms of the implementation's own type parameters.</summary>
    private static Type Substitute(Type type, Type[] own) => type switch
    {
        _ when own.Length == 0 => type,
        { IsGenericMethodParameter: true } => own[type.GenericParameterPosition],
        { IsByRef: true } => Substitute(type.GetElementType()!, own).MakeByRefType(),
        { IsPointer: true } => Substitute(type.GetElementType()!, own).MakePointerType(),
        { IsSZArray: true } => Substitute(type.GetElementType()!, own).MakeArrayType(),
        { IsArray: true } => Substitute(type.GetElementType()!, own).MakeArrayType(type.GetArrayRank()),
        { IsGenericType: true }
            => type.GetGenericTypeDefinition()
                .MakeGenericType([.. type.GetGenericArguments().Select(argument => Substitute(argument, own))]),
        _ => type,
    };
}
