namespace TokenTracking.Cli.Tests.Explain;

/// <summary>Response bodies as providers send them, with counts of the tests' own.</summary>
internal static class Responses
{
    /// <summary>Anthropic Messages: 1,000 fresh, 200 read, 30 + 4 written, 500 out.</summary>
    public const string Anthropic =
        """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[{"type":"text","text":"usage"}],
         "stop_reason":"end_turn","usage":{"input_tokens":1000,"cache_read_input_tokens":200,"cache_creation_input_tokens":34,
         "cache_creation":{"ephemeral_5m_input_tokens":30,"ephemeral_1h_input_tokens":4},"output_tokens":500,"service_tier":"standard"}}
        """;

    /// <summary>An OpenAI chat stream with its usage in the last chunk: 100 in, 60 of them cached, 40 out, 10 of them reasoning.</summary>
    public const string OpenAIStream =
        """
        data: {"id":"c1","object":"chat.completion.chunk","model":"gpt-4o-2024-08-06","choices":[{"index":0,"delta":{"content":"Hi"}}]
        """
        + """
        ,"usage":null}

        data: {"id":"c1","object":"chat.completion.chunk","model":"gpt-4o-2024-08-06","choices":[],"usage":{"prompt_tokens":100
        """
        + """
        ,"completion_tokens":40,"total_tokens":140,"prompt_tokens_details":{"cached_tokens":60}
        """
        + """
        ,"completion_tokens_details":{"reasoning_tokens":10}}}

        data: [DONE]


        """;

    /// <summary>An OpenAI chat answer without usage.</summary>
    public const string WithoutUsage =
        """
        {"id":"c2","object":"chat.completion","model":"gpt-4o-2024-08-06",
         "choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}
        """;

    /// <summary>OpenRouter's answer with its own cost.</summary>
    public const string WithReportedCost =
        """
        {"id":"g1","object":"chat.completion","provider":"OpenAI","model":"openai/gpt-4o",
         "choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":100,"completion_tokens":40,"total_tokens":140,"cost":0.00123,"is_byok":false}}
        """;

    /// <summary>An Anthropic answer whose steps two models gave.</summary>
    public const string TwoModels =
        """
        {"id":"msg_2","type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929","content":[],"stop_reason":"end_turn",
         "usage":{"input_tokens":100,"output_tokens":10,"cache_read_input_tokens":0,"cache_creation_input_tokens":0,
          "iterations":[
            {"type":"message","input_tokens":100,"output_tokens":10,"cache_read_input_tokens":0,"cache_creation_input_tokens":0},
            {"type":"advisor_message","model":"claude-opus-4-5-20251101","input_tokens":1000,"output_tokens":100,
             "cache_read_input_tokens":0,"cache_creation_input_tokens":0}]}}
        """;

    /// <summary>A Bedrock ConverseStream body in base64 (AWS eventstream framing): 100 fresh, 30 read from the cache, 20 out.</summary>
    public const string ConverseStream =
        "AAAAdgAAAFKW1freCzpldmVudC10eXBlBwAMbWVzc2FnZVN0YXJ0DTpjb250ZW50LXR5cGUHABBhcHBsaWNhdGlvbi9qc29uDTptZXNzYWdlLXR5cGUHAAVl"
        + "dmVudHsicm9sZSI6ImFzc2lzdGFudCJ9b6jFmQAAAJQAAABXtKua7gs6ZXZlbnQtdHlwZQcAEWNvbnRlbnRCbG9ja0RlbHRhDTpjb250ZW50LXR5cGUHABBh"
        + "cHBsaWNhdGlvbi9qc29uDTptZXNzYWdlLXR5cGUHAAVldmVudHsiY29udGVudEJsb2NrSW5kZXgiOjAsImRlbHRhIjp7InRleHQiOiJIaSJ9fR+URlcAAAB6"
        + "AAAAUcosRmULOmV2ZW50LXR5cGUHAAttZXNzYWdlU3RvcA06Y29udGVudC10eXBlBwAQYXBwbGljYXRpb24vanNvbg06bWVzc2FnZS10eXBlBwAFZXZlbnR7"
        + "InN0b3BSZWFzb24iOiJlbmRfdHVybiJ9X78J/AAAAO8AAABOXsLj8As6ZXZlbnQtdHlwZQcACG1ldGFkYXRhDTpjb250ZW50LXR5cGUHABBhcHBsaWNhdGlv"
        + "bi9qc29uDTptZXNzYWdlLXR5cGUHAAVldmVudHsidXNhZ2UiOnsiaW5wdXRUb2tlbnMiOjEwMCwib3V0cHV0VG9rZW5zIjoyMCwidG90YWxUb2tlbnMiOjE1"
        + "MCwiY2FjaGVSZWFkSW5wdXRUb2tlbnMiOjMwLCJjYWNoZVdyaXRlSW5wdXRUb2tlbnMiOjB9LCJtZXRyaWNzIjp7ImxhdGVuY3lNcyI6MzAwfX1QxOuy";
}
