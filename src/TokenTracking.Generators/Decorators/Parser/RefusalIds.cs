namespace TokenTracking.Generators.Decorators.Parser;

/// <summary>Why an interface cannot be decorated.</summary>
internal static class RefusalIds
{
    /// <summary>It has no members.</summary>
    public const string NothingToTrack = "TT0001";

    /// <summary>It is neither an interface nor a class that a decorator could replace.</summary>
    public const string NotAnInterface = "TT0002";

    /// <summary>Generated code cannot name it: file-local, private, or of a name that C# cannot write.</summary>
    public const string CannotBeNamed = "TT0003";

    /// <summary>An abstract member that this assembly cannot reach.</summary>
    public const string UnreachableMember = "TT0004";

    /// <summary>Typed by itself (TSelf): its operators would have to work on decorators.</summary>
    public const string SelfTyped = "TT0005";

    /// <summary>A COM import: a wrapper is not the object that the runtime calls through.</summary>
    public const string ComImport = "TT0006";

    /// <summary>A signature that C# cannot implement: __arglist, a required modifier.</summary>
    public const string UnwritableSignature = "TT0007";

    /// <summary>Pointers, where the project does not allow unsafe code.</summary>
    public const string UnsafeCode = "TT0008";

    /// <summary>A preview feature, where the project has not opted in.</summary>
    public const string PreviewFeature = "TT0009";

    /// <summary>The project's language version has no words for a member.</summary>
    public const string LanguageVersion = "TT0010";

    /// <summary>No refusal: a member is passed on whose result hides usage where nothing can stand in for it.</summary>
    public const string HiddenUsage = "TT0013";

    /// <summary>The generator failed because of an error in it.</summary>
    public const string Crash = "TT0099";
}
