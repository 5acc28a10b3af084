# The benchmark of streams: images a second from the archive itself, through Sallyport, and through
# nginx, in turn.
# shellcheck disable=SC2153
# shellcheck shell=bash

STREAMS_CREDENTIAL=gate:bench
STREAMS_AT_ONCE=32
STREAMS_SECONDS=5

bench_streams() {
  need jdk orthanc nginx wrk
  local rounds="$1" archive portal gateway second proxy yes plain round file way cookie
  archive=$(free_port) portal=$(free_port) gateway=$(free_port) second=$(free_port)
  proxy=$(free_port) yes=$(free_port) plain=$(free_port)
  "$JAVA_HOME/bin/java" "$HOME_FOLDER/benchmarks/StreamStudy.java" users "$BENCH/users.csv"
  SALLYPORT_DATA="$BENCH/data" "${JAVA[@]}" -cp "$APP/server/sallyport.jar" org.sallyport.Sallyport \
    account import "$BENCH/users.csv" >"$BENCH/import.log" 2>&1 || fail "the users could not be made, see $BENCH/import.log"
  trap 'stop_streams; rm -rf "$BENCH"' EXIT
  start_archive "$archive"
  export SALLYPORT_ARCHIVE_URL="http://127.0.0.1:$archive/dicom-web" SALLYPORT_ARCHIVE_USERNAME=gate SALLYPORT_ARCHIVE_PASSWORD=bench
  start_bench "$portal" "$gateway" with
  cookie=$("$JAVA_HOME/bin/java" "$HOME_FOLDER/benchmarks/StreamStudy.java" sign-in "http://127.0.0.1:$portal" "$gateway" "$BENCH")
  start_second "$second" "$gateway"
  start_proxy "$archive" "$second" "$proxy" "$yes" "$plain"
  for round in $(seq 0 "$rounds"); do
    # Round 0 warms up.
    for file in frames-249 frames-512 rendered-249; do
      say "round $round, $file: images a second, p50 and p99 in ms, errors, bytes each"
      for way in direct gate yes nginx; do
        case "$way" in
          direct) stream direct "$archive" "$file" Authorization "Basic $(printf %s "$STREAMS_CREDENTIAL" | base64)" ;;
          gate) stream "through Sallyport" "$portal" "$file" Cookie "$cookie" ;;
          yes) stream "nginx, always yes" "$yes" "$file" ;;
          nginx) stream "nginx, our decision" "$proxy" "$file" Cookie "$cookie" ;;
        esac
      done
    done
  done
}

# A second server on the database of the first, which leaves images to nginx.
start_second() {
  local database="$BENCH/data/postgres/connection.properties"
  SERVER_PORT="$1" SERVER_ADDRESS=127.0.0.1 SALLYPORT_DATA="$BENCH/second" SALLYPORT_SECRETS_KEYFILE="$BENCH/data/keys/keys.txt" \
    SPRING_DATASOURCE_URL="$(sed -n 's/^url=//p' "$database")" SPRING_DATASOURCE_USERNAME="$(sed -n 's/^username=//p' "$database")" \
    SPRING_DATASOURCE_PASSWORD="$(sed -n 's/^password=//p' "$database")" SALLYPORT_PROXY_ACCEL=/sallyport-archive \
    SPRING_MAIL_HOST=127.0.0.1 SALLYPORT_SMS_HTTP_URL="http://127.0.0.1:$2/" MANAGEMENT_SERVER_PORT=-1 \
    "${JAVA[@]}" -cp "$APP/server/sallyport.jar" org.sallyport.Sallyport >"$BENCH/second.log" 2>&1 &
  SECOND=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$1/login"; do
    kill -0 "$SECOND" 2>/dev/null || fail "the second server did not start, see $BENCH/second.log"
    sleep 0.1
  done
}

stop_streams() {
  local process
  for process in "${PROXY:-}" "${SECOND:-}" "${ARCHIVE:-}"; do
    [ -n "$process" ] || continue
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  stop_bench
}

# stream NAME PORT FILE [HEADER VALUE]...
stream() {
  local name="$1" port="$2" file="$3"
  shift 3
  say "  $(printf '%-20s' "$name") $(wrk -t1 -c"$STREAMS_AT_ONCE" -d"${STREAMS_SECONDS}s" -s "$HOME_FOLDER/benchmarks/streams.lua" \
    "http://127.0.0.1:$port" -- "$BENCH/$file" /dicom-web "$@" | tail -1)"
}

start_archive() {
  mkdir -p "$BENCH/archive"
  cat >"$BENCH/orthanc.json" <<END
{"Name": "BENCH", "StorageDirectory": "$BENCH/archive", "IndexDirectory": "$BENCH/archive",
 "Plugins": ["/usr/share/orthanc/plugins/libOrthancDicomWeb.so"], "HttpPort": $1, "RemoteAccessAllowed": false,
 "AuthenticationEnabled": true, "RegisteredUsers": {"gate": "bench"}, "DicomServerEnabled": false,
 "DicomWeb": {"Enable": true, "Root": "/dicom-web/", "EnableWado": false},
 "ExtraMainDicomTags": {"Study": ["ReferringPhysicianIdentificationSequence", "RequestingPhysician",
                                  "RequestingPhysicianIdentificationSequence", "RequestAttributesSequence"]}}
END
  /usr/sbin/Orthanc "$BENCH/orthanc.json" >"$BENCH/orthanc.log" 2>&1 &
  ARCHIVE=$!
  until curl -sf -u "$STREAMS_CREDENTIAL" -o /dev/null "http://127.0.0.1:$1/system"; do
    kill -0 "$ARCHIVE" 2>/dev/null || fail "Orthanc did not start, see $BENCH/orthanc.log"
    sleep 0.05
  done
  "$JAVA_HOME/bin/java" "$HOME_FOLDER/benchmarks/StreamStudy.java" fill "http://127.0.0.1:$1" "$STREAMS_CREDENTIAL" 100 "$BENCH"
}

# nginx with ops/nginx/sallyport.conf, without TLS, and a second server that asks a stub that always
# says yes: start_proxy ARCHIVE PORTAL PORT YES PLAIN
start_proxy() {
  local folder="$BENCH/nginx" basic stub
  mkdir -p "$folder"
  stub=$(free_port)
  basic="Basic $(printf %s "$STREAMS_CREDENTIAL" | base64)"
  echo "proxy_set_header Authorization \"$basic\";" >"$folder/password.conf"
  sed -E -e "s/listen 443 ssl/listen 127.0.0.1:$3/; s/listen 80;/listen 127.0.0.1:$5;/" \
    -e '/^ *(http2|ssl_[a-z_]+) .*;$/d; s/server_name .*;/server_name 127.0.0.1;/' \
    -e "s#/var/log/nginx/sallyport.log#$folder/access.log#; s#127.0.0.1:8080#127.0.0.1:$2#; s#127.0.0.1:8042#127.0.0.1:$1#" \
    -e "s#/etc/nginx/sallyport-archive-password\*.conf#$folder/password.conf#" \
    -e "s#/etc/nginx/sallyport-headers.conf#$HOME_FOLDER/ops/nginx/sallyport-headers.conf#; s#/etc/nginx/sallyport-busy.conf#$HOME_FOLDER/ops/nginx/sallyport-busy.conf#" \
    "$HOME_FOLDER/ops/nginx/sallyport.conf" >"$folder/sallyport.conf"
  sed -e "s#FOLDER#$folder#g; s#ARCHIVE#127.0.0.1:$1#; s#STUB#127.0.0.1:$stub#g; s#YES#127.0.0.1:$4#; s#BASIC#$basic#" \
    "$HOME_FOLDER/benchmarks/streams-nginx.conf" >"$folder/nginx.conf"
  /usr/sbin/nginx -p "$folder" -c "$folder/nginx.conf" -e "$folder/error.log" &
  PROXY=$!
  until curl -s -o /dev/null "http://127.0.0.1:$4/"; do
    kill -0 "$PROXY" 2>/dev/null || fail "nginx did not start, see $folder/error.log"
    sleep 0.05
  done
}
