# The browser parts, one npm workspace: the phone app and the image viewer. Each is built when its
# sources, its messages or what both share changed; Maven includes web/authenticator/dist and
# web/viewer/dist.
# shellcheck shell=bash

SHARED_SOURCES=(
  web/package.json
  web/package-lock.json
  web/tsconfig.json
  web/common
)
APP_SOURCES=(
  "${SHARED_SOURCES[@]}"
  web/authenticator
  server/src/main/resources/static/design
  "server/src/main/resources/messages/*/app.properties"
)
VIEWER_SOURCES=(
  "${SHARED_SOURCES[@]}"
  web/viewer
  "server/src/main/resources/messages/*/viewer.properties"
  "server/src/main/resources/messages/*/patient/viewer.properties"
)

# A hash of files and folders of the project, which may be patterns; it changes when they do.
stamp_of() {
  # shellcheck disable=SC2048,SC2086
  (cd "$HOME_FOLDER" && find $* \( -name node_modules -o -name dist \) -prune -o -type f -print0 \
    | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-16)
}

build_web() {
  build_part authenticator app index.html "the phone app" "${APP_SOURCES[@]}"
  build_part viewer viewer viewer.js "the image viewer" "${VIEWER_SOURCES[@]}"
}

# Part, its folder among the server's static files, a file that a build makes, its name, and its sources.
build_part() {
  local stamp part=$1 static=$2 made=$3 name=$4 log="$STATE/log/$1.log"
  shift 4
  stamp=$(stamp_of "$@")
  [ -e "$HOME_FOLDER/web/$part/dist/$made" ] && [ "$(cat "$STATE/$part" 2>/dev/null)" = "$stamp" ] && return
  work "building $name" "$log" npm_build "$part" || fail "$name was not built, see $log"
  # Remove the output of an older build, which would otherwise be packaged into the jar.
  rm -rf "$HOME_FOLDER/server/target/classes/static/$static"
  printf '%s\n' "$stamp" >"$STATE/$part"
}

npm_build() {
  npm_packages && cd "$HOME_FOLDER/web" && npm run build -w "$1"
}

# Installs what the lock file names, unless it is what was installed last.
npm_packages() {
  local stamp installed="$HOME_FOLDER/web/node_modules/.installed"
  stamp=$(stamp_of web/{,common/,authenticator/,viewer/}package.json web/package-lock.json)
  [ "$(cat "$installed" 2>/dev/null)" = "$stamp" ] && return
  (cd "$HOME_FOLDER/web" && npm ci) && printf '%s\n' "$stamp" >"$installed"
}

test_web() {
  say "testing the phone app and the image viewer …"
  npm_packages && (cd "$HOME_FOLDER/web" && npm run check && npm test)
}
