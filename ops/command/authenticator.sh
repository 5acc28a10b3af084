# The phone app: built with npm when its sources, its messages or the design files changed;
# Maven includes authenticator/dist.
# shellcheck shell=bash

APP_SOURCES=(
  authenticator
  server/src/main/resources/static/design
  server/src/main/resources/messages/app.properties
)

# A hash of files and folders of the project; it changes when they do.
stamp_of() {
  (cd "$HOME_FOLDER" && find "$@" \( -name node_modules -o -name dist \) -prune -o -type f -print0 \
    | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-16)
}

build_authenticator() {
  local stamp dist="$HOME_FOLDER/authenticator/dist" log="$STATE/log/authenticator.log"
  stamp=$(stamp_of "${APP_SOURCES[@]}")
  [ -e "$dist/index.html" ] && [ "$(cat "$STATE/authenticator" 2>/dev/null)" = "$stamp" ] && return
  work "building the phone app" "$log" npm_build || fail "the phone app was not built, see $log"
  # Remove the output of an older build, which would otherwise be packaged into the jar.
  rm -rf "$HOME_FOLDER/server/target/classes/static/app"
  printf '%s\n' "$stamp" >"$STATE/authenticator"
}

npm_build() {
  cd "$HOME_FOLDER/authenticator" || exit
  npm ci && npm run build
}

test_authenticator() {
  say "testing the phone app …"
  (cd "$HOME_FOLDER/authenticator" && { [ -e node_modules/.package-lock.json ] || npm ci; } && npm run check && npm test)
}
