#!/usr/bin/env bash
# What the launcher does where something is missing; `./sardonyx test server` runs it.
set -u

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
WORK=$(mktemp -d "${TMPDIR:-/tmp}/sardonyx-launcher.XXXXXX")
trap 'rm -rf "$WORK"' EXIT
FAILED=0

# ends STATUS TEXT SCRIPT: what the launcher's own functions do in a shell of its own.
ends() {
  local status=$1 text=$2 output ended
  output=$(bash -c ". '$ROOT/sardonyx'; $3" 2>&1)
  ended=$?
  if [ "$ended" -ne "$status" ] || [[ $output != *"$text"* ]]; then
    printf 'failed: %s\n  ended with %s and said: %s\n' "$3" "$ended" "$output" >&2
    FAILED=1
  fi
}

# Without a JDK it says which is needed.
ends 1 "needs a JDK 25 and found none" "is_jdk() { false; }; find_jdk; echo went on"

# One that is too old is none, wherever it says to be.
mkdir -p "$WORK/old/bin"
printf '#!/bin/sh\n' >"$WORK/old/bin/javac"
chmod +x "$WORK/old/bin/javac"
echo 'JAVA_VERSION="21.0.4"' >"$WORK/old/release"
ends 1 "" "is_jdk '$WORK/old'"
echo 'JAVA_VERSION="25.0.1"' >"$WORK/old/release"
ends 0 "" "is_jdk '$WORK/old'"

# Where nothing can be written it says so, and does not wait for ever: nobody makes a directory in /proc.
ends 1 "needs to write to /proc" "ROOT=/proc; build; echo went on"

# It waits for another build, and no longer than that runs.
mkdir -p "$WORK/clone/.building"
(exec sleep 300) &
OTHER=$!
echo "$OTHER" >"$WORK/clone/.building/pid"
(sleep 3 && kill "$OTHER") 2>/dev/null &
ends 0 "built" "ROOT='$WORK/clone'; build_web() { :; }; build_server() { echo built; }; build"

# The program takes the launcher's place, so that the signals which end the one end the other.
mkdir -p "$WORK/jdk/bin"
printf '#!/bin/sh\necho "process $$"\n' >"$WORK/jdk/bin/java"
chmod +x "$WORK/jdk/bin/java"
ends 0 "it is" "JAVA_HOME='$WORK/jdk'; said=\$(sh -c 'echo process \$PPID'; run_program start)
  [ \"\$(echo \"\$said\" | sort -u | wc -l)\" -eq 1 ] && echo it is"

exit "$FAILED"
