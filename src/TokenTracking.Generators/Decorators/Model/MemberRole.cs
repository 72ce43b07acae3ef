namespace TokenTracking.Generators.Decorators.Model;

/// <summary>What a member of a tracked type does. The parser decides it once; generated code, the rules and the coverage figure all use
/// it.</summary>
internal enum MemberRole
{
    /// <summary>The member is forwarded, because it bills nothing.</summary>
    Unbilled,

    /// <summary>The member returns services that are tracked along with the type.</summary>
    ChildService,

    /// <summary>The member is recorded, with the usage that its result states.</summary>
    Counted,

    /// <summary>The member is recorded as missing, because its result states no usage.</summary>
    CountedMissing,

    /// <summary>The member is forwarded although it may bill, because its usage is out of reach.</summary>
    Uncounted,
}
