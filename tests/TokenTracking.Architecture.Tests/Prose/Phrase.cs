using System.Text.RegularExpressions;

namespace TokenTracking.Architecture.Tests.Prose;

/// <summary>A wording that is not plain English, with a better one.</summary>
/// <param name="Pattern">Finds the wording.</param>
/// <param name="Example">A sentence that has it.</param>
/// <param name="Better">The same sentence as Microsoft's documentation would say it.</param>
internal sealed record Phrase(Regex Pattern, string Example, string Better)
{
    public static IReadOnlyList<Phrase> All { get; } =
    [
        Of(@"\b(?:true|false) where\b", "True where the call failed.", "true if the call failed; otherwise, false."),
        Of(
            @"\bnull (?:where|when)\b",
            "Null where the provider did not say.",
            "null if the provider did not report it."),
        Of(
            @"\bwhere (?:there (?:is|are|was|were)|none (?:is|are)|(?:it|they|one) (?:has|have))\b",
            "Where there is a tracker, …",
            "If there is a tracker, …"),
        Of(
            @"\bwhen (?:it is|they are) done\b",
            "When it is done.",
            "A task that completes when the records are stored."),
        Of(@"\btold otherwise\b", "250 ms unless told otherwise.", "The default is 250 ms."),
        Of(@"(?<!\bby )\bhand(?:s|ed|ing)? (?:\w+ )?(?:out|on|over)\b", "The client is handed out.", "The client is returned."),
        Of(@"\btak(?:e|es|en|ing) in\b", "Records taken in from a journal.", "Records recovered from a journal."),
        Of(
            @"\bst(?:and|ands|anding|ood) (?:beside|twice)\b",
            "The result stands beside the cost.",
            "The result is next to the cost."),
        Of(
            @"\bon (?:whose|its|their|his) account\b",
            "The project on whose account it goes.",
            "The project that the call is attributed to."),
        Of(@"\b(?:own|last) word\b", "The answer's own word wins.", "The value in the response takes precedence."),
        Of(@"\bwords of (?:its|their|one's) own\b", "A model with words of its own.", "A model with its own words."),
        Of(@"\bof (?:its|their|one's|his) own\b", "A file of its own.", "A separate file."),
        Of(@"\bwhatever\b", "Whatever it throws, the call is recorded.", "The call is recorded even if it throws."),
        Of(@"\bsaid (?:through|so(?! far)|to be so)\b", "Said through async flow.", "Carried in an AsyncLocal."),
        Of(@"\b(?:that|which) (?:is|are) none\b", "A date that is none.", "Not a valid date."),
        Of(
            @"\bis no (?:percentage|date|number|address|duration)\b",
            "'x' is no percentage.",
            "'x' is not a valid percentage."),
        Of(@"\b(?:is|are) (?:there|here|given|in it) twice\b", "The key is there twice.", "Duplicate key."),
        Of(@"\bever (?:less|more) often\b", "Tried again ever less often.", "Retried with back-off."),
        Of(@"\banew\b", "The file is made anew.", "The file is created again."),
        Of(@"\bbe it\b", "Be it a class or an interface.", "Whether it is a class or an interface."),
        Of(@"\b(?:rooms?|house|newcomer's)\b", "The rooms of the runtime.", "The folders of the runtime."),
        Of(@"\bleaves? what is there\b", "Null leaves what is there.", "Setting null keeps the current value."),
        Of(
            @"\btakes? (?:usage )?records again\b",
            "The store takes usage records again.",
            "The store is accepting usage records again."),
        Of(
            @"\bknows what (?:your|every|each)\b",
            "Knows what your LLM calls cost.",
            "TokenTracking tells you what every LLM call costs."),
        Of(@"\bthe like\b", "OpenRouter and the like.", "OpenRouter and similar services."),
        Of(@"\bthrown away\b", "The usage of a call is thrown away.", "The usage of a call is discarded."),
        Of(@"\bin (?:no|any|every) record\b", "Its calls are in no record.", "Its calls are not recorded."),
        Of(@"\bbeside\b", "The counts beside it are exact.", "The counts next to it are exact."),
        Of(@"\b(?:in|out of) sight\b", "Nothing in sight wraps it.", "No visible code wraps it."),
        Of(@"\binside of\b", "A call inside of a lambda.", "A call inside a lambda."),
        Of(@", else\b", "The option, else the default.", "The option or, if it is not set, the default."),
        Of(@"\bsomebody\b", "A file that somebody deleted.", "A deleted file."),
        Of(@"\bway out\b", "The message has the reason and the way out.", "The message states the reason and what to do about it."),
        Of(@"\bspeaks?\b", "A server that speaks the interface.", "A server that implements the interface."),
        Of(@"\bin the place of\b", "A space in the place of the mark.", "A space instead of the mark."),
        Of(
            @"\bstands? (?:in (?!for)|behind|under|below|before|there|where)",
            "The tracker stands behind the interface.",
            "The tracker implements the interface."),
        Of(@"\blook-up\b", "A look-up by name.", "A lookup by name."),
        Of(
            @"\b(?:recogn|serial|organ|normal|optim|initial|minim)is(?:e|es|ed|ing|ation)\b",
            "The dialect is recognised.",
            "The dialect is recognized."),
        Of(@"\b(?:what|that|it) is no (?!longer|more)", "A file that is no log.", "A file that is not a log."),
        Of(@"\bmend(?:s|ed|ing)?\b", "The rule was mended.", "The rule was corrected."),
        Of(@"\b(?:team|person|somebody)'s own\b", "A team's own factory.", "A user-defined factory."),
        Of(@"\bhow to go on\b", "How to go on after a failure.", "What happens after a failure."),
        Of(@"\bunder the client\b", "The handler under the client.", "The handler in the client."),
        Of(@"\btaken (?:as it is|away)\b", "The part that is taken away.", "The part that is subtracted."),
    ];

    private static Phrase Of(string pattern, string example, string better)
        => new(new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture), example, better);
}
