using Microsoft.CodeAnalysis;

namespace TokenTracking.Generators.Analyzers.Flow;

/// <summary>An operation that assigns a value to a variable, or to a part of its value. Definitions are compared by reference.</summary>
internal sealed class Definition(
    ISymbol variable, IOperation at, SyntaxNode place, IOperation value, Access? part, Access? into, bool replaces)
{
    /// <summary>The local, parameter, field or property.</summary>
    public ISymbol Variable { get; } = variable;

    /// <summary>The operation that writes.</summary>
    public IOperation At { get; } = at;

    /// <summary>The syntax of the write in the control flow graph.</summary>
    public SyntaxNode Place { get; } = place;

    /// <summary>The operation whose value (or a part of it) is written.</summary>
    public IOperation Value { get; } = value;

    /// <summary>The part of the value that is written.</summary>
    public Access? Part { get; } = part;

    /// <summary>The part of the variable that is written: an element of a list, a property; null for the variable itself.</summary>
    public Access? Into { get; } = into;

    /// <summary>False if the variable may keep its value: <c>??=</c>, <c>list.Add(...)</c>, a <c>ref</c> argument.</summary>
    public bool Replaces { get; } = replaces;
}
