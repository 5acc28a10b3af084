# The image viewer: built with npm when its sources, its messages or what it shares with the phone
# app changed; Maven includes viewer/dist.
# shellcheck shell=bash

VIEWER_SOURCES=(
  viewer
  authenticator/build
  authenticator/src/dom.ts
  authenticator/src/filled.ts
  server/src/main/resources/messages/viewer.properties
)

build_viewer() {
  local stamp dist="$HOME_FOLDER/viewer/dist" log="$STATE/log/viewer.log"
  stamp=$(stamp_of "${VIEWER_SOURCES[@]}")
  [ -e "$dist/viewer.js" ] && [ "$(cat "$STATE/viewer" 2>/dev/null)" = "$stamp" ] && return
  work "building the image viewer" "$log" npm_build_viewer || fail "the image viewer was not built, see $log"
  # Remove the output of an older build, which would otherwise be packaged into the jar.
  rm -rf "$HOME_FOLDER/server/target/classes/static/viewer"
  printf '%s\n' "$stamp" >"$STATE/viewer"
}

npm_build_viewer() {
  shared_with_app
  cd "$HOME_FOLDER/viewer" || exit
  npm ci && npm run build
}

# The parser of messages is the phone app's, with its packages.
shared_with_app() {
  [ -e "$HOME_FOLDER/authenticator/node_modules/.package-lock.json" ] || (cd "$HOME_FOLDER/authenticator" && npm ci)
}

test_viewer() {
  say "testing the image viewer …"
  shared_with_app
  (cd "$HOME_FOLDER/viewer" && { [ -e node_modules/.package-lock.json ] || npm ci; } && npm run check && npm test)
}
