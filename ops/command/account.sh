# shellcheck shell=bash

account() { operate account "$@"; }
group() { operate group "$@"; }
application() { operate application "$@"; }
study() { operate study "$@"; }
keys() { operate keys "$@"; }
doctor() { operate doctor "$@"; }
settings() { operate settings "$@"; }
backup() { operate backup "$@"; }
restore() { operate restore "$@"; }

# Runs a command of the application: what it acts on, and its words.
operate() {
  local area="$1"
  shift
  local config='' data='' words=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --config)
        take_value "$@"
        config="$VALUE"
        shift 2
        ;;
      --data)
        take_value "$@"
        data="$VALUE"
        shift 2
        ;;
      *)
        words+=("$1")
        shift
        ;;
    esac
  done
  case "$area" in
    account) check_account_words "${words[@]}" ;;
    backup | restore) check_folder "$area" "${words[@]}" ;;
    group | application | study | keys) check_word "$area" "${words[0]:-}" ;;
  esac
  take_settings "$config"
  if [ -n "$data" ]; then
    # A restore makes the folder.
    [ -d "$data" ] || [ "$area" = restore ] || refuse "no such folder: $data"
    SALLYPORT_DATA=$(readlink -m -- "$data")
    export SALLYPORT_DATA
  fi
  need jdk maven npm
  build
  prepare_java "$area" "${words[@]}"
  exec "${JAVA[@]}" -cp "$APP/server/sallyport.jar" org.sallyport.Sallyport "$area" "${words[@]}"
}

# The folder of a backup: one that exists for a restore, unless data are only voided.
check_folder() {
  local area="$1"
  shift
  case " $* " in *' --void '*) return ;; esac
  [ $# -gt 0 ] || refuse "$area: which folder? see: ./sallyport help"
  [ "$area" = backup ] || [[ $1 == --* ]] || [ -d "$1" ] || refuse "restore: no such folder: $1"
}

check_word() {
  [ -n "$2" ] || refuse "$1: which command? see: ./sallyport help"
  has_word "$1" "$2" && return
  local where
  where=$(elsewhere "$1" "$2")
  refuse "$1${where:+ $2}: ${where:-no such command: $2}"
}

check_account_words() {
  case "${1:-}" in
    import | import-preview | missing | audit-verify-file)
      [ -n "${2:-}" ] || refuse "account $1: which file?"
      must_be_file "$2"
      ;;
    *) check_word account "${1:-}" ;;
  esac
}
