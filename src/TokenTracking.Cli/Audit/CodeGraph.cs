namespace TokenTracking.Cli.Audit;

/// <summary>The ways from the types that call an LLM to those that use them, over all compilations.</summary>
internal sealed class CodeGraph
{
    private readonly ILookup<(string Type, string Member), CodeLink> _callers;
    private readonly ILookup<(string Type, string Member), CodeLink> _within;
    private readonly Dictionary<string, CodeType> _types;
    private readonly HashSet<string> _direct;
    private readonly HashSet<string> _carriers;
    private readonly ILookup<string, CodeLink> _created;

    // Each member that leads to a call, with the types that make the call.
    private readonly Dictionary<(string Type, string Member), HashSet<string>> _members = [];
    private readonly Dictionary<CodeLink, HashSet<string>> _uses = [];

    /// <summary>Follows the calls of a code base upward.</summary>
    /// <param name="calls">The calls that code makes itself, by SDK or HTTP.</param>
    /// <param name="projects">The compilations.</param>
    public CodeGraph(IEnumerable<AuditedCall> calls, IReadOnlyCollection<AuditedProject> projects)
    {
        var links = projects.Where(static project => !project.IsTest).SelectMany(static project => project.Links)
            .GroupBy(static link => (link.From, link.FromMember, link.Kind, link.To, link.ToMember))
            .Select(static same => same.First()).ToList();
        _types = projects.SelectMany(static project => project.Types).GroupBy(static type => type.Name)
            .ToDictionary(static same => same.Key, static same => same.First(), StringComparer.Ordinal);
        var called = links.Where(static link => link.Kind == "calls").ToList();
        _within = called.Where(static link => link.From == link.To).ToLookup(static link => (link.To, link.ToMember));
        _callers = called.Where(static link => link.From != link.To).ToLookup(static link => (link.To, link.ToMember));
        _created = links.Where(static link => link.Kind is "creates" or "registers")
            .ToLookup(static link => link.To, StringComparer.Ordinal);
        var seeds = calls.ToList();
        _direct = [.. seeds.Select(static call => call.Component)];
        _carriers = [.. _direct];
        // What passes calls on depends on what carries them: followed until nothing is added.
        var carriers = 0;
        while (carriers < _carriers.Count)
        {
            carriers = _carriers.Count;
            _members.Clear();
            _uses.Clear();
            var open = new Queue<((string Type, string Member) Member, string Origin)>(
                seeds.Select(static call => ((call.Component, call.Member), call.Component)));
            while (open.Count > 0)
                Follow(open.Dequeue(), open);
        }
    }

    /// <summary>The types that a call goes through on its way: those that make it, their interfaces, and what chooses between
    /// them.</summary>
    public IReadOnlySet<string> Carriers => _carriers;

    /// <summary>What other types call of them, with the types that make the LLM call in the end.</summary>
    public IEnumerable<(CodeLink Link, IReadOnlySet<string> Origins)> Uses
        => _uses.Where(entry => !_carriers.Contains(entry.Key.From) || (_direct.Contains(entry.Key.From) && !IsUsed(entry.Key.From)))
            .Select(static entry => (entry.Key, (IReadOnlySet<string>)entry.Value));

    /// <summary>True for a type that others use to reach an LLM.</summary>
    /// <param name="component">The type.</param>
    /// <returns>False if no other type leads to it.</returns>
    public bool IsUsed(string component) => _uses.Values.Any(origins => origins.Contains(component));

    /// <summary>The places that construct or register a type.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The links, those of the container included.</returns>
    public IEnumerable<CodeLink> CreationsOf(string type) => _created[type];

    /// <summary>What is known of a type; null if it is not of the code base.</summary>
    /// <param name="name">Its name with its namespace.</param>
    /// <returns>The type.</returns>
    public CodeType? Find(string name) => _types.GetValueOrDefault(name);

    private void Follow(
        ((string Type, string Member) Member, string Origin) reached, Queue<((string Type, string Member) Member, string Origin)> open)
    {
        var ((type, member), origin) = reached;
        if (!_members.TryGetValue((type, member), out var origins))
            _members[(type, member)] = origins = [];
        if (!origins.Add(origin))
            return;
        foreach (var contract in _types.GetValueOrDefault(type)?.Bases ?? [])
        {
            // A type that it implements counts only if the member is called through it.
            if (_callers.Contains((contract, member)) || _within.Contains((contract, member)))
            {
                _carriers.Add(contract);
                open.Enqueue(((contract, member), origin));
            }
        }

        foreach (var link in _within[(type, member)])
            open.Enqueue(((type, link.FromMember), origin));
        foreach (var link in _callers[(type, member)])
        {
            if (!_uses.TryGetValue(link, out var through))
                _uses[link] = through = [];
            through.Add(origin);
            if (PassesOn(link))
            {
                _carriers.Add(link.From);
                open.Enqueue(((link.From, link.FromMember), origin));
            }
        }
    }

    // A decorator, a choice between providers, an adapter of the same member: what uses it uses the LLM.
    private bool PassesOn(CodeLink link)
        => _carriers.Contains(link.From)
            || link.FromMember == link.ToMember
            || (_types.GetValueOrDefault(link.From)?.Bases.Any(_carriers.Contains) ?? false)
            || _direct.Count(direct => _created[direct].Any(made => made.From == link.From)) > 1;
}
