namespace Consumers

open System.Threading.Tasks
open TokenTracking

[<TrackAiUsage>]
type IModel =
    abstract AskAsync: prompt: string -> Task<LlmResult>
