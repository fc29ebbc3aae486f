#!/usr/bin/env bash
# Builds once, publishes the native binary once, runs every suite, and ends with "N passed, N failed, N skipped".
# Sets up what is missing, or says how. With CI=true a skipped test counts as a failure.
set -uo pipefail
cd "$(dirname "$0")"

say() { printf '%s\n' "$*" >&2; }
give_up() { say "test.sh: $*"; printf '0 passed, 1 failed, 0 skipped\n'; exit 1; }

command -v dotnet >/dev/null || give_up "there is no dotnet; install the .NET SDK that global.json names from https://dot.net"
command -v python3 >/dev/null || give_up "there is no python3; install it (moto, which plays AWS, needs it)"
if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
    say "Native AOT needs a C linker: installing gcc and zlib1g-dev"
    (apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev zlib1g-dev) >&2 ||
        give_up "install clang or gcc, and zlib1g-dev"
fi
[ -e /usr/include/zlib.h ] || (apt-get update && apt-get install -y --no-install-recommends zlib1g-dev) >&2 ||
    say "zlib's headers are missing; should the publish fail, install zlib1g-dev"
python3 -c 'import moto.server, flask' 2>/dev/null ||
    python3 -m pip install --quiet 'moto[server]' >&2 ||
    say "moto is missing and could not be installed (pip install 'moto[server]'); the tests against AWS's protocols are skipped"
python3 -c 'import cfnlint, samtranslator' 2>/dev/null ||
    python3 -m pip install --quiet cfn-lint aws-sam-translator >&2 ||
    say "cfn-lint or aws-sam-translator is missing; the tests of the template are skipped"

if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
    say "The page's tests need Chromium: installing it"
    (apt-get update && apt-get install -y --no-install-recommends chromium) >&2 ||
        say "install chromium; the tests of the page in a browser are skipped"
fi

# Servers that tests started end with the tests, but no compiler server outlives this script either.
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
export AWS_EC2_METADATA_DISABLED=true
[ "${CI:-}" = true ] && export READINESS_REQUIRE_MOTO=1

dotnet build ServerlessReadiness.sln -c Release -v q -nologo >&2 || give_up "the build failed"
make --no-print-directory bootstrap >&2 || give_up "the native publish failed"

results=$(mktemp)
trap 'rm -f "$results"' EXIT
# Suites that start moto share its ports and two cores, so one assembly runs at a time.
dotnet test --solution ServerlessReadiness.sln -c Release --no-build --max-parallel-test-modules 1 2>&1 | tee "$results" >&2
status=${PIPESTATUS[0]}

count() { sed -nE "s/^ *$1: *([0-9]+).*/\1/p" "$results" | tail -n 1; }
passed=$(count succeeded); failed=$(count failed); skipped=$(count skipped)
: "${passed:=0}" "${failed:=0}" "${skipped:=0}"
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then
    say "test.sh: the test run ended with $status although no test failed; see above"
    failed=1
fi
[ "$passed" -gt 0 ] || { say "test.sh: no test ran"; failed=$((failed + 1)); }
if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then
    say "test.sh: in CI nothing may be skipped; $skipped skipped test(s) count as failed"
    failed=$((failed + skipped))
fi
# Seeds of the sample plans in storms: fixed ones, and fresh ones that nobody has played before.
if bench/seeds --ci >&2; then
    passed=$((passed + 1))
else
    say "test.sh: a seed broke an invariant, see above for the command that plays it again"
    failed=$((failed + 1))
fi
printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
[ "$failed" -eq 0 ]
