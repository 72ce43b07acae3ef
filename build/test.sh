#!/usr/bin/env bash
# The one test command: builds everything, runs every test project, and ends in a line "N passed, N failed".
#   --quick     leaves out the fixes, the packages, and the tests that start programs
#   --no-build  runs what was built last
# Everything else is passed to dotnet test, for example --filter.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# The longest first: two run at a time, and none should be left to run alone at the end.
projects=(Generators.Tests CodeFixes.Tests Package.Tests Tests Cli.Tests Sqlite.Tests Sdk.Tests)
build=1
quick=0
arguments=()
while [ $# -gt 0 ]; do
  case "$1" in
    --quick) quick=1 ;;
    --no-build) build=0 ;;
    *) arguments+=("$1") ;;
  esac
  shift
done

known=()
for project in "${projects[@]}"; do known+=("tests/TokenTracking.$project"); done
for folder in tests/*.Tests; do
  [[ " ${known[*]} " == *" $folder "* ]] || known+=("$folder")
done
if [ "$quick" -eq 1 ]; then
  selected=()
  for folder in "${known[@]}"; do
    case "$folder" in
      *.CodeFixes.Tests | *.Package.Tests | *ProjectPlanner.Tests) ;;
      *) selected+=("$folder") ;;
    esac
  done
  known=("${selected[@]}")
  [[ " ${arguments[*]:-} " == *" --filter "* ]] || arguments+=(--filter "Category!=Process")
fi

build/check-lines.sh || exit 1

if [ "$build" -eq 1 ]; then
  dotnet build TokenTracking.Generators.sln --configuration Release || exit 1
fi

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

run() {
  local folder=$1
  shift
  local log
  log="$RESULTS/$(basename "$folder").log"
  dotnet test "$folder" --configuration Release --no-build --logger trx --results-directory "$RESULTS" "$@" >"$log" 2>&1
  local code=$?
  cat "$log"
  return $code
}
export -f run
export RESULTS=$results
printf '%s\n' "${known[@]}" | xargs -P "$(nproc)" -I FOLDER bash -c 'run "$@"' _ FOLDER ${arguments[@]+"${arguments[@]}"}
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
[ "$exit_code" -eq 0 ]
