# shellcheck shell=bash

account() {
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
  check_account_words "${words[@]}"
  take_settings "$config"
  if [ -n "$data" ]; then
    [ -d "$data" ] || refuse "no such folder: $data"
    SALLYPORT_DATA=$(readlink -f -- "$data")
    export SALLYPORT_DATA
  fi
  need jdk maven npm
  build
  prepare_java
  exec "${JAVA[@]}" -cp "$APP/server/sallyport.jar" org.sallyport.Sallyport account "${words[@]}"
}

check_account_words() {
  case "${1:-}" in
    import)
      [ -n "${2:-}" ] || refuse "account import: which file?"
      must_be_file "$2"
      ;;
    audit-verify-file)
      [ -n "${2:-}" ] || refuse "account audit-verify-file: which file?"
      must_be_file "$2"
      ;;
    list | show | unlock | invite | activation-code | disable | enable | reset | reset-cancel | audit-verify | keys | retire-key) ;;
    reset-confirm) refuse "account reset-confirm: an admin confirms a reset signed in to the portal, under /admin/resets" ;;
    confirm-name) refuse "account confirm-name: an admin confirms a name signed in to the portal, under /admin/names" ;;
    '') refuse "account: which command? see: ./sallyport help" ;;
    *) refuse "account: no such command: $1" ;;
  esac
}
