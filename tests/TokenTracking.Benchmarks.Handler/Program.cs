using TokenTracking.Benchmarks.Handler;

// Ends with exit code 1 where a target is missed.
return HandlerComparison.Run(Console.Out) ? 0 : 1;
