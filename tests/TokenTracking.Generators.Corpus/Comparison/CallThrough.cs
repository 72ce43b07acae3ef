using System.Reflection;
using System.Reflection.Emit;

namespace TokenTracking.Generators.Corpus.Comparison;

/// <summary>Calls an interface's slot as compiled code would: through the interface, by reference where it says so.</summary>
/// <param name="target">The object; ignored for a static member.</param>
/// <param name="arguments">The arguments; what was passed by reference is there afterwards.</param>
/// <param name="kept">The array that a returned reference is expected to lead into.</param>
/// <returns>What the slot returned; <paramref name="kept"/> for a reference into it.</returns>
internal delegate object? CallThrough(object target, object?[] arguments, object? kept);

internal static class CallThroughs
{
    /// <summary>Emits the call of a slot.</summary>
    /// <param name="slot">The slot, its type arguments chosen.</param>
    /// <param name="implementing">The type whose static member is called.</param>
    public static CallThrough Emit(MethodInfo slot, Type implementing)
    {
        var method = new DynamicMethod(
            "Call", typeof(object), [typeof(object), typeof(object[]), typeof(object)], typeof(CallThroughs).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var parameters = slot.GetParameters();
        var references = parameters.Select(
            parameter => parameter.ParameterType.IsByRef ? il.DeclareLocal(parameter.ParameterType.GetElementType()!) : null).ToArray();
        for (var i = 0; i < parameters.Length; i++)
        {
            if (references[i] is not { } local)
                continue;
            Load(il, i, local.LocalType);
            il.Emit(OpCodes.Stloc, local);
        }

        if (!slot.IsStatic)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Castclass, slot.DeclaringType!);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            if (references[i] is { } local)
                il.Emit(OpCodes.Ldloca, local);
            else
                Load(il, i, parameters[i].ParameterType);
        }

        if (slot.IsStatic)
            il.Emit(OpCodes.Constrained, implementing);
        il.Emit(slot.IsStatic ? OpCodes.Call : OpCodes.Callvirt, slot);
        KeepResult(il, slot.ReturnType);
        for (var i = 0; i < parameters.Length; i++)
        {
            if (references[i] is not { } local)
                continue;
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldloc, local);
            Boxes.Box(il, local.LocalType);
            il.Emit(OpCodes.Stelem_Ref);
        }

        il.Emit(OpCodes.Ret);
        return method.CreateDelegate<CallThrough>();
    }

    private static void Load(ILGenerator il, int i, Type type)
    {
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4, i);
        il.Emit(OpCodes.Ldelem_Ref);
        Boxes.Unbox(il, type);
    }

    private static void KeepResult(ILGenerator il, Type type)
    {
        if (type == typeof(void))
        {
            il.Emit(OpCodes.Ldnull);
        }
        else if (type.IsByRef)
        {
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Call, Boxes.Helper(nameof(Recorder.Kept), type.GetElementType()!));
        }
        else
        {
            Boxes.Box(il, type);
        }
    }
}
