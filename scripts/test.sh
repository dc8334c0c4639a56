# shellcheck shell=bash
# What `./sardonyx test` does; read by it. Every check counts as one, and every test that a report
# names. Nothing is left out quietly: what cannot run has failed.

PASSED=0
FAILED=0
SKIPPED=0
FAILURES=""

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

test_server() {
  need_maven
  local status=0 since
  check "server: format (spotless)" maven -q spotless:check
  check "server: lengths (checkstyle)" maven -q -pl server checkstyle:check
  check "launcher" bash "$ROOT/scripts/test-launcher.sh"
  build_web
  install_clients
  say "── server: unit and integration tests"
  since=$(mktemp "${TMPDIR:-/tmp}/sardonyx-test.XXXXXX")
  sleep 1
  mkdir -p "$TARGET"
  touch "$TARGET/.begun"
  # Also when unit tests fail, the others are of interest.
  maven -Dmaven.test.failure.ignore=true package || status=$?
  if [ "$status" -eq 0 ]; then
    # Integration tests start many nodes.
    step "Preparing a fast start" train
    maven -Dmaven.test.failure.ignore=true -pl server failsafe:integration-test failsafe:verify ||
      status=$?
  fi
  # What was packaged on the way is the program that the browser tests start.
  [ "$status" -ne 0 ] || mv "$TARGET/.begun" "$TARGET/.built"
  count "server: unit tests" "$status" "$since" "$TARGET/surefire-reports"
  count "server: integration tests" "$status" "$since" "$TARGET/failsafe-reports"
  rm -f "$since"
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

run_tests() {
  case $1 in
    web) test_web ;;
    server) test_server ;;
    browser) test_browser ;;
    all)
      test_web
      test_server
      test_browser
      ;;
    *) die "There is no such part: ./sardonyx test [server|web|browser]" ;;
  esac
  say
  [ -z "$FAILURES" ] || say "Failed:$FAILURES"
  [ "$SKIPPED" -eq 0 ] || say "$SKIPPED skipped"
  echo "$PASSED passed, $FAILED failed"
  [ "$FAILED" -eq 0 ]
}
