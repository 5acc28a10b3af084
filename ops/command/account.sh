# shellcheck shell=bash

account() { operate account "$@"; }
group() { operate group "$@"; }
study() { operate study "$@"; }
keys() { operate keys "$@"; }
doctor() { operate doctor "$@"; }
settings() { operate settings "$@"; }

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
    group) check_words group "${words[0]:-}" list members add remove confirm admin no-admin ;;
    study) check_words study "${words[0]:-}" why who copy-to end-copy reference end-reference ;;
    keys) check_words keys "${words[0]:-}" list rotate retire ;;
  esac
  take_settings "$config"
  if [ -n "$data" ]; then
    [ -d "$data" ] || refuse "no such folder: $data"
    SALLYPORT_DATA=$(readlink -f -- "$data")
    export SALLYPORT_DATA
  fi
  need jdk maven npm
  build
  prepare_java
  exec "${JAVA[@]}" -cp "$APP/server/sallyport.jar" org.sallyport.Sallyport "$area" "${words[@]}"
}

check_words() {
  local area="$1" word="$2"
  shift 2
  [ -n "$word" ] || refuse "$area: which command? see: ./sallyport help"
  case " $* " in
    *" $word "*) ;;
    *) refuse "$area: no such command: $word" ;;
  esac
}

check_account_words() {
  case "${1:-}" in
    import | import-preview)
      [ -n "${2:-}" ] || refuse "account $1: which file?"
      must_be_file "$2"
      ;;
    audit-verify-file)
      [ -n "${2:-}" ] || refuse "account audit-verify-file: which file?"
      must_be_file "$2"
      ;;
    list | show | unlock | invite | activation-code | disable | enable | reset | reset-cancel | audit-verify) ;;
    keys) refuse "account keys: it is now: keys list" ;;
    retire-key) refuse "account retire-key: it is now: keys retire KEY --reason TEXT" ;;
    reset-confirm) refuse "account reset-confirm: an admin confirms a reset signed in to the portal, under /admin/resets" ;;
    confirm-name) refuse "account confirm-name: an admin confirms a name signed in to the portal, under /admin/names" ;;
    '') refuse "account: which command? see: ./sallyport help" ;;
    *) refuse "account: no such command: $1" ;;
  esac
}
