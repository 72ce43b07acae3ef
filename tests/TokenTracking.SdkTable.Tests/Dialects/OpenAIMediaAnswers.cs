using TokenTracking.SdkTable.Tests.Serving;

namespace TokenTracking.SdkTable.Tests.Dialects;

/// <summary>What OpenAI answers besides text: images, transcriptions, speech; and what it does not bill.</summary>
internal static class OpenAIMediaAnswers
{
    public static Answer Image(Question question) => Answer.Json($$"""
        {"created":1700000000,"data":[{"b64_json":"aGk="}],"background":"opaque","output_format":"png","quality":"low","size":"1024x1024",
         "usage":{"input_tokens":{{question.Tokens.Input}},"output_tokens":{{question.Tokens.Output}},
                  "total_tokens":{{question.Tokens.Total}},
                  "input_tokens_details":{"text_tokens":{{question.Tokens.Input}},"image_tokens":0} } }
        """);

    public static Answer Transcription(Question question)
    {
        var usage = $$"""
            {"type":"tokens","input_tokens":{{question.Tokens.Input}},"output_tokens":{{question.Tokens.Output}},
             "total_tokens":{{question.Tokens.Total}},"input_token_details":{"text_tokens":0,"audio_tokens":{{question.Tokens.Input}} } }
            """;
        // A form's field, and not JSON.
        if (!question.Says("name=stream") && !question.Says("\"stream\""))
            return Answer.Json($$"""{"text":"hi","usage":{{usage}} }""");
        return Answer.NamedEvents(
            ("transcript.text.delta", """{"type":"transcript.text.delta","delta":"hi"}"""),
            ("transcript.text.done", $$"""{"type":"transcript.text.done","text":"hi","usage":{{usage}} }"""));
    }

    public static Answer Speech(Question question) => new("audio/mpeg", [1, 2, 3]);

    public static Answer Moderation(Question question) => Answer.Json("""
        {"id":"modr-1","model":"omni-moderation-latest","results":[{"flagged":false,"categories":{},"category_scores":{}}]}
        """);

    public static Answer Secret(Question question) => Answer.Json("""
        {"value":"ek_1","expires_at":1700000000,
         "session":{"type":"realtime","object":"realtime.session","id":"sess_1","model":"gpt-realtime"}}
        """);
}
