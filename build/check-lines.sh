#!/usr/bin/env bash
# Lists the lines of C# that are longer than 140 columns, and fails if there is one.
set -uo pipefail
cd "$(dirname "$0")/.."

long=$(git ls-files -z --cached --others --exclude-standard -- '*.cs' \
  | LC_ALL=C.UTF-8 xargs -0 -r grep -HnoE '^.{141,}' -- \
  | sed -E 's/^([^:]+:[0-9]+):\s*(.{0,80}).*/\1: \2/')

if [ -n "$long" ]; then
  echo "$long"
  echo "$(wc -l <<<"$long") lines are longer than 140 columns." >&2
  exit 1
fi
