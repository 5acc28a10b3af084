# The benchmark of viewers: ours and OHIF's open and scroll the same CT in turn, in the same Chromium,
# from the same Orthanc.
# shellcheck disable=SC2153
# shellcheck shell=bash

OHIF=3.13.2
OHIF_SHA256=b189d3963bfc58e9394a9db8c7be75d07beb029ec211dbb126d47b62969dd3f1

bench_viewer() {
  need jdk maven npm orthanc samples numpy chromium
  samples
  ohif
  mvn -B -ntp -q -pl server,demo,browser-tests test -Dtest.compilers=-XX:TieredStopAtLevel=4 -Dtest=ViewerBenchmark,SessionBenchmark \
    -Dsurefire.failIfNoSpecifiedTests=false -Ddemo.samples="$SAMPLES" -Dohif.files="$OHIF_FILES" \
    -Dbench.rounds="$1" | grep -a '^|'
}

# Sets OHIF_FILES to OHIF's files, which are on npm, unpacked.
ohif() {
  local folder="$STATE/ohif-$OHIF"
  [ -e "$folder/complete" ] || work "fetching OHIF $OHIF" "$STATE/log/ohif.log" fetch_ohif "$folder" \
    || fail "no OHIF, see $STATE/log/ohif.log"
  OHIF_FILES="$folder/package/dist"
}

# Only unpacks the package; its scripts run in the browser of the benchmark alone.
fetch_ohif() {
  rm -rf "${1:?}"
  mkdir -p "$1"
  local packed="$1/ohif-app-$OHIF.tgz"
  (cd "$1" && npm pack --silent "@ohif/app@$OHIF") || return
  printf '%s  %s\n' "$OHIF_SHA256" "$packed" | sha256sum --check || return
  tar -xzf "$packed" -C "$1" || return
  rm "$packed"
  touch "$1/complete"
}
