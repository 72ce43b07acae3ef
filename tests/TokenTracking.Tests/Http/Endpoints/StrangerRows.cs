using static TokenTracking.Tests.Http.Endpoints.FreeRows;

namespace TokenTracking.Tests.Http.Endpoints;

/// <summary>Requests to services that are not models, with paths, requests or answers that resemble those of models.</summary>
internal static class StrangerRows
{
    public static IEnumerable<EndpointRow> All =>
    [
        Ask("http://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json", """{"To":"+1","Body":"hi"}""",
            """{"sid":"SM1","status":"queued"}"""),
        Ask("http://mail.example.com/v1/messages", """{"to":"a@b.c","text":"hi"}""",
            """{"id":"m1","status":"sent","usage":{"sent":4,"quota":100}}"""),
        Ask("http://survey.example.com/v1/responses", """{"form":"f1","answers":[1,2]}""", """{"id":"r1","accepted":true}"""),
        Ask("http://cars.example.com/v1/responses", """{"model":"Golf","input":"red"}""", """{"id":"r2","total":4}"""),
        Get("http://forms.example.com/responses/r1", """{"id":"r1","object":"response","usage":{"views":5}}"""),
        Ask("http://tv.example.com/chat/completions", """{"channel":7}""", """{"completions":12,"watched":true}"""),
        Ask("http://shell.example.com/api/v1/completions", """{"line":"git ch"}""", """{"completions":["git checkout"]}"""),
        Ask("http://maps.example.com/v1/embeddings", """{"place":"Bonn"}""", """{"html":"<iframe>"}"""),
        Ask("http://support.example.com/api/chat", """{"messages":[{"text":"hi"}],"model":"support"}""", """{"ok":true,"ticket":5}"""),
        Ask("http://qr.example.com/api/generate", """{"prompt":"link","model":"qr-2"}""",
            """{"url":"http://qr/1","usage":{"remaining":99}}"""),
        Ask("http://disk.example.com/api/v1/chat", """{"text":"hi"}""", """{"usage":{"disk":{"total":5,"used":3}}}"""),
        Ask("http://ml.example.com/v1/models/fraud:predict", """{"instances":[[1]]}""", """{"predictions":[[0.1]]}"""),
        Ask("http://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/f/invocations", """{"input":"x"}""", """{"statusCode":200}"""),
        Ask("http://ml.databricks.example/serving-endpoints/churn/invocations", """{"inputs":[[1]]}""", """{"predictions":[1]}"""),
        Ask("http://runtime.sagemaker.us-east-1.amazonaws.com/endpoints/x/invocations", """{"instances":[1]}""", """{"predictions":[1]}"""),
        Ask("http://rpc.example.com/model/car/invoke", """{"input":"x"}""", """{"outputs":3}"""),
        Ask("http://photos.example.com/images/edits", """{"crop":[0,0,9,9]}""", """{"data":{"url":"http://p/1"}}"""),
        Ask("http://photos.example.com/images/generations", """{"of":"family tree"}""", """{"generations":[1,2,3]}"""),
        Ask("http://radio.example.com/audio/translations", """{"lang":"de"}""", """{"task":"translate","queue":3}"""),
        Ask("http://scan.example.com/ocr", """{"image":"aGk="}""", """{"text":"Hello","pages":1}"""),
        Ask("http://shop.example.com/rerank", """{"documents":["a"],"query":"q"}""", """{"results":[{"id":1,"score":5}]}"""),
        Ask("http://shop.example.com/v2/rerank", """{"items":["a"]}""", """{"results":[]}"""),
        Ask("http://game.example.com/v2/chat", """{"message":"gg"}""", """{"id":"1","finish_reason":"left"}"""),
        Ask("http://progress.example.com/completion", """{"course":5}""", """{"stop":true,"percent":80}"""),
        Ask("http://paint.example.com/infill", """{"color":"red"}""", """{"content":"ok"}"""),
        Ask("http://graph.example.com/v1/interactions", """{"a":1}""", """{"interaction":"click","usage":{"total":5}}"""),
        Ask("http://cart.example.com/v1/chat/completions", """{"x":1}""", "<html>Not here</html>") with { AnswerType = "text/html" },
        Ask("http://old.example.com/v1/chat/completions", """{"x":1}""", "") with { Status = 301, Headers = [("Location", "/new")] },
        Ask("http://example.com/v1/messages", """{"to":"x"}""", """{"error":"not found"}""") with { Status = 404 },
        Get("http://cdn.example.com/v1/files/9/content", """{"usage":{"bytes":5}}"""),
        Get("http://quota.example.com/v1/responses/5", """{"usage":{"requests":{"used":5}}}"""),
        Get("http://jobs.example.com/threads/1/runs/2", """{"object":"run","usage":{"cpu":5}}"""),
        Ask("http://analytics.example.com/usage", """{"from":1}""", """{"usage":{"prompt_tokens":5,"completion_tokens":6}}"""),
    ];

    private static EndpointRow Ask(string url, string request, string answer) => Post(url, answer) with { Request = request };
}
