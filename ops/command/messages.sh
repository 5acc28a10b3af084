# The translations. The program is in web/common/translation.
# shellcheck shell=bash

messages() {
  local words=("$@")
  check_word messages "${1:-}"
  # The last word of these is a file, of the folder in which the command is called.
  case "$1" in
    export | import) [ $# -lt 2 ] || words[$# - 1]=$(readlink -m -- "${words[$# - 1]}") ;;
  esac
  [ "$1" != import ] || [ $# -ne 2 ] || must_be_file "$2"
  need npm
  mkdir -p "$STATE/log"
  npm_packages >"$STATE/log/npm.log" 2>&1 || fail "npm installed nothing, see $STATE/log/npm.log"
  exec node "$HOME_FOLDER/web/common/translation/run.mjs" "${words[@]}"
}
