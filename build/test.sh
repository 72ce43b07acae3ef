#!/usr/bin/env bash
# The one test command: builds everything, runs every test project, and ends in a line "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

dotnet build TokenTracking.Generators.sln --configuration Release || exit 1

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
dotnet test TokenTracking.Generators.sln --configuration Release --no-build --logger trx --results-directory "$results" "$@"
exit_code=$?

sum() { grep -ho "<Counters [^>]*" "$results"/*.trx 2>/dev/null | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(sum passed)
failed=$(( $(sum failed) + $(sum error) + $(sum timeout) + $(sum aborted) ))

if [ "$passed" -eq 0 ]; then
  echo "No test ran." >&2
  exit_code=1
fi
if [ "$exit_code" -ne 0 ] && [ "$failed" -eq 0 ]; then
  echo "dotnet test ended with exit code $exit_code although no test failed: see above." >&2
fi
echo "$passed passed, $failed failed"
exit "$exit_code"
