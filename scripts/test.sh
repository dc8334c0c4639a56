# shellcheck shell=bash
# What `./sardonyx test` does; read by it. Every check counts as one, and every test that a report
# names. Nothing is left out quietly: what cannot run has failed.

PASSED=0
FAILED=0
SKIPPED=0
FAILURES=""
PHASES=""
TIMES=/dev/null

# phase NAME COMMAND…: runs it and keeps how long it took, for the end.
phase() {
  local name=$1 begun=$SECONDS
  shift
  "$@"
  PHASES="$PHASES
$(printf '%6d s  %s' $((SECONDS - begun)) "$name")"
}

# check NAME COMMAND…: one check, passed when the command succeeds.
check() {
  local name=$1
  shift
  say "── $name"
  if "$@"; then
    PASSED=$((PASSED + 1))
  else
    fail "$name"
  fi
}

fail() {
  FAILED=$((FAILED + 1))
  FAILURES="$FAILURES
  $1"
}

# The sum of an attribute of the <testsuite> elements in reports that are newer than a file.
sum() {
  local attribute=$1 newer=$2
  shift 2
  find "$@" -name 'TEST-*.xml' -newer "$newer" -exec sed -n '/<testsuite /s/.* '"$attribute"'="\([0-9]*\)".*/\1/p' {} \; \
    2>/dev/null | awk '{ total += $1 } END { print total + 0 }'
}

# count NAME STATUS NEWER DIRECTORY…: adds up the reports; a run that failed without a failed test
# (it did not compile, it was killed) is itself a failure, and so is one that found no test.
count() {
  local name=$1 status=$2 newer=$3 tests failures skipped
  shift 3
  times "$newer" "$@"
  tests=$(sum tests "$newer" "$@")
  failures=$(($(sum failures "$newer" "$@") + $(sum errors "$newer" "$@")))
  skipped=$(sum skipped "$newer" "$@")
  PASSED=$((PASSED + tests - failures - skipped))
  SKIPPED=$((SKIPPED + skipped))
  if [ "$failures" -gt 0 ]; then
    FAILED=$((FAILED + failures))
    FAILURES="$FAILURES
  $failures of $tests: $name"
  elif [ "$status" -ne 0 ]; then
    fail "$name did not run to its end"
  elif [ "$tests" -eq 0 ]; then
    fail "$name found no test"
  fi
}

# times NEWER DIRECTORY…: keeps what each class or file and each test in the reports took.
times() {
  local newer=$1
  shift
  find "$@" -name 'TEST-*.xml' -newer "$newer" -exec cat {} + 2>/dev/null | awk '
    function attribute(name,  value) {
      if (!match($0, " " name "=\"[^\"]*\"")) return ""
      value = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
      gsub(/&quot;/, "\"", value); gsub(/&lt;/, "<", value); gsub(/&gt;/, ">", value); gsub(/&amp;/, "\\&", value)
      return value
    }
    function seconds(  value) { value = attribute("time"); gsub(/,/, "", value); return value }
    /<testsuite / { printf "class\t%s\t%s\n", seconds(), attribute("name") }
    /<testcase / { printf "test\t%s\t%s %s\n", seconds(), attribute("classname"), attribute("name") }
  ' >>"$TIMES"
}

# slowest KIND: the ten that took longest.
slowest() {
  awk -F '\t' -v kind="$1" '$1 == kind { printf "%8.1f s  %s\n", $2, substr($3, 1, 150) }' "$TIMES" |
    LC_ALL=C sort -rn | head -n 10
}

# beside FILE COMMAND…: runs it in the background; what it says and counts is in the file until joined.
beside() {
  local file=$1
  shift
  (
    PASSED=0 FAILED=0 SKIPPED=0 FAILURES="" PHASES=""
    "$@" >"$file.said" 2>&1
    declare -p PASSED FAILED SKIPPED FAILURES PHASES >"$file"
  ) &
  BESIDE=$!
}

# join FILE: waits for it, shows what it said and adds what it counted.
join() {
  local file=$1 passed=$PASSED failed=$FAILED skipped=$SKIPPED failures=$FAILURES phases=$PHASES
  wait "$BESIDE"
  cat "$file.said" >&2
  if [ -s "$file" ]; then
    eval "$(sed 's/^declare -[-a-z]* //' "$file")"
  else
    FAILED=1 PASSED=0 SKIPPED=0 PHASES="" FAILURES="
  what ran beside did not run to its end"
  fi
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + skipped))
  FAILURES=$failures$FAILURES
  PHASES=$phases$PHASES
  rm -f "$file" "$file.said"
}

# bin NAME ARGUMENT… runs a development tool in web/; client_bin runs it in clients/js, which has none of its own.
bin() {
  local name=$1
  shift
  (cd "$ROOT/web" && "node_modules/.bin/$name" "$@")
}

client_bin() {
  local name=$1
  shift
  (cd "$ROOT/clients/js" && "$ROOT/web/node_modules/.bin/$name" "$@")
}

test_web() {
  need_node
  install_web
  check "web: format and lint (biome)" bin biome check .
  check "web: types (tsc)" bin tsc --noEmit
  check "web: direction of imports (dependency-cruiser)" \
    bin depcruise src --config dependency-cruiser.cjs
  check "client: format and lint (biome)" client_bin biome check .
  check "client: types (tsc)" client_bin tsc --noEmit
  check "client: direction of imports (dependency-cruiser)" \
    client_bin depcruise src --config dependency-cruiser.cjs
  check "client: generated types are those of contract/" \
    node "$ROOT/clients/js/scripts/generate-wire.mjs" --check
  check "client: package (tsc, publint)" build_client
  vitest "web and client: unit tests" vitest.config.ts
}

# Builds what would be published, and checks its package.json against it.
build_client() {
  rm -rf "$ROOT/clients/js/dist"
  client_bin tsc --project tsconfig.build.json && client_bin publint --strict
}

# vitest NAME CONFIG
vitest() {
  local name=$1 config=$2 status=0 since reports="$ROOT/web/node_modules/.reports"
  say "── $name"
  rm -rf "$reports"
  mkdir -p "$reports"
  since=$(mktemp "${TMPDIR:-/tmp}/sardonyx-test.XXXXXX")
  sleep 1 # Reports must be newer, in whole seconds where a file system knows no less.
  bin vitest run --config "$config" --reporter=default --reporter=junit \
    --outputFile.junit="$reports/TEST-all.xml" || status=$?
  count "$name" "$status" "$since" "$reports"
  rm -f "$since"
}

# package_server: checks the server and packages it with its tests, ready to start.
package_server() {
  need_maven
  PACKAGED=0
  check "server: format (spotless)" maven -q spotless:check
  check "server: lengths (checkstyle)" maven -q -pl server checkstyle:check
  check "launcher" bash "$ROOT/scripts/test-launcher.sh"
  build_web
  install_clients
  say "── server: compile and package"
  mkdir -p "$TARGET"
  touch "$TARGET/.begun"
  maven -q -DskipTests package || PACKAGED=$?
  if [ "$PACKAGED" -eq 0 ]; then
    # The program that the integration tests and the browser tests start.
    mv "$TARGET/.begun" "$TARGET/.built"
    step "Preparing a fast start" train
  fi
}

# server_tests NAME GOALS REPORTS: what was compiled with the program is not compiled again.
server_tests() {
  local name=$1 goals=$2 reports=$3 status=$PACKAGED since
  say "── $name"
  since=$(mktemp "${TMPDIR:-/tmp}/sardonyx-test.XXXXXX")
  sleep 1
  # shellcheck disable=SC2086
  [ "$status" -ne 0 ] || maven -Dmaven.test.failure.ignore=true -pl server $goals || status=$?
  count "$name" "$status" "$since" "$TARGET/$reports"
  rm -f "$since"
}

test_server() {
  phase "server: unit tests" server_tests "server: unit tests" surefire:test surefire-reports
  phase "server: integration tests" server_tests "server: integration tests" \
    "failsafe:integration-test failsafe:verify" failsafe-reports
}

# Other people's clients, with which the server is tested.
install_clients() {
  local clients="$ROOT/server/src/test/clients"
  if is_older "$clients/node_modules/.installed" "$clients/package-lock.json"; then
    need_node
    step "Installing the clients that the tests use" npm --prefix "$clients" install --no-save
    touch "$clients/node_modules/.installed"
  fi
}

test_browser() {
  [ -f "$ROOT/web/vitest.browser.config.ts" ] || {
    fail "browser tests: there are none"
    return
  }
  if ! find_chromium; then
    fail "browser tests need Chromium, which is not here and could not be installed: apt-get install chromium"
    return
  fi
  build
  vitest "browser tests" vitest.browser.config.ts
}

find_chromium() {
  local name
  for name in chromium chromium-browser google-chrome \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if command -v "$name" >/dev/null; then
      CHROMIUM=$(command -v "$name")
      export CHROMIUM
      return 0
    fi
  done
  if [ -z "${CHROMIUM_TRIED:-}" ] && command -v apt-get >/dev/null; then
    CHROMIUM_TRIED=yes
    say "Installing Chromium for the browser tests"
    as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends chromium &&
      find_chromium
    return
  fi
  return 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    DEBIAN_FRONTEND=noninteractive "$@"
  elif command -v sudo >/dev/null; then
    sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
  else
    return 1
  fi
}

# What is to be installed for the browser tests is there when their turn comes.
prepare_and_test_web() {
  test_web
  find_chromium || true
}

run_tests() {
  local web
  TIMES=$(mktemp "${TMPDIR:-/tmp}/sardonyx-times.XXXXXX")
  case $1 in
    web) phase "web: checks and unit tests" test_web ;;
    server)
      phase "server: checks and package" package_server
      test_server
      ;;
    browser) phase "browser tests" test_browser ;;
    all)
      # The compiler leaves a core idle. Tests do not: the web's are over when the server's begin.
      need_node
      install_web
      build_web
      web=$(mktemp "${TMPDIR:-/tmp}/sardonyx-web.XXXXXX")
      beside "$web" phase "web: checks and unit tests, beside" prepare_and_test_web
      phase "server: checks and package" package_server
      phase "until both are done" join "$web"
      test_server
      phase "browser tests" test_browser
      ;;
    *) die "There is no such part: ./sardonyx test [server|web|browser]" ;;
  esac
  say
  say "The slowest classes and files"
  say "$(slowest class)"
  say "The slowest tests"
  say "$(slowest test)"
  say "What took how long: $SECONDS s$PHASES"
  rm -f "$TIMES"
  say
  [ -z "$FAILURES" ] || say "Failed:$FAILURES"
  [ "$SKIPPED" -eq 0 ] || say "$SKIPPED skipped"
  echo "$PASSED passed, $FAILED failed"
  [ "$FAILED" -eq 0 ]
}
