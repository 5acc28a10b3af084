# shellcheck shell=bash

demo() {
  local port="${SERVER_PORT:-8080}" outbox=8026 data="$STATE/demo" more=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --port | --outbox-port | --data) take_value "$@" ;;&
      --port) port="$VALUE" ;;
      --outbox-port) outbox="$VALUE" ;;
      --data) data=$(readlink -m -- "$VALUE") ;;
      --fresh | --lan | --lan=*) more+=("$1") ;;
      *) refuse "demo: no such option: $1" ;;
    esac
    case "$1" in
      --fresh | --lan | --lan=*) shift ;;
      *) shift 2 ;;
    esac
  done
  check_port --port "$port"
  check_port --outbox-port "$outbox"
  [ "$port" -ne "$outbox" ] || refuse "the portal and the outbox cannot both have port $port"
  check_free --port "$port"
  check_free --outbox-port "$outbox"
  need jdk maven npm orthanc samples
  samples
  build
  train
  prepare_java
  say "starting …"
  SERVER_PORT="$port" exec "${JAVA[@]}" -cp "$APP/server/sallyport.jar:$APP/demo/*" \
    org.sallyport.demo.Demo "--port=$port" "--outbox-port=$outbox" "--data=$data" \
    "--samples=$SAMPLES" "${more[@]}"
}
