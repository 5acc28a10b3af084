# JVM options: a small footprint, and an AOT cache of what an earlier start loaded and linked.
# shellcheck shell=bash

JAVA_OPTIONS=(
  -XX:+UseSerialGC
  -XX:+UseCompactObjectHeaders
  -Xmx384m
  # The live set is 58 MB. Without these two options, garbage fills the first third of the maximum
  # heap.
  -Xms96m
  -Xmn32m
  # A server without memory answers nothing any more; whatever runs it starts it again (exit code 3).
  -XX:+ExitOnOutOfMemoryError
  --enable-native-access=ALL-UNNAMED
  # Two signatures have the same hash; JDK 25 then regenerates one adapter and prints a warning to
  # stdout.
  '-Xlog:aot=error,aot+codecache+stubs=error'
)

# prepare_java [WORD...]: sets JAVA to the command that runs the class path and main class given after it; the words are
# those of a command, none for the server. Options in JAVA_OPTS, if set, override those above. JAVA_TMPDIR is a folder from which libraries can be loaded,
# where /tmp is none.
prepare_java() {
  local own=()
  [ -z "${JAVA_TMPDIR:-}" ] || JAVA_OPTIONS+=("-Djava.io.tmpdir=$JAVA_TMPDIR")
  # The package: the authorities that the machine trusts.
  [ ! -e "$APP/trusted.p12" ] || JAVA_OPTIONS+=("-Djavax.net.ssl.trustStore=$APP/trusted.p12")
  # A command is over before what the second compiler does pays for itself, unless it computes for long.
  case "${1:-}-${2:-}" in
    account-audit-verify*) ;;
    account-* | group-* | application-* | study-* | keys-* | doctor-*) JAVA_OPTIONS+=(-XX:TieredStopAtLevel=1) ;;
  esac
  read -ra own <<<"${JAVA_OPTS:-}"
  JAVA_OPTIONS+=("${own[@]}")
  JAVA=("$JAVA_HOME/bin/java" "${JAVA_OPTIONS[@]}")
  [ -e "$APP/sallyport.aot" ] && JAVA+=("-XX:AOTCache=$APP/sallyport.aot")
  return 0
}

# Creates the AOT cache if it does not exist: one start with separate data and without user
# settings.
train() {
  [ -e "$APP/sallyport.aot" ] || [ -e "$APP/untrained" ] && return
  local place log="$STATE/log/train.log"
  place=$(mktemp -d)
  TRAINING=$place
  trap 'end_child; rm -rf "$TRAINING"' EXIT
  if work "preparing a quick start" "$log" training_run "$place" && [ -e "$APP/sallyport.aot" ]; then
    :
  else
    say "  without it: see $log"
    touch "$APP/untrained"
  fi
  rm -rf "$place"
  trap end_child EXIT
}

# training_run FOLDER: the cache is made in AOT, if set; more options of Java in SALLYPORT_TRAINING.
training_run() {
  cd "$1" || exit
  local java aot="${AOT:-$APP/sallyport.aot}" more=()
  read -ra more <<<"${SALLYPORT_TRAINING:-}"
  trap 'kill "$java" 2>/dev/null; wait "$java"; exit 143' TERM
  env -i PATH="$PATH" HOME="$1" SERVER_PORT=0 SERVER_ADDRESS=127.0.0.1 MANAGEMENT_SERVER_PORT=0 SALLYPORT_DATA="$1/data" \
    SPRING_MAIL_HOST=127.0.0.1 SALLYPORT_SMS_HTTP_URL=http://127.0.0.1:9/ \
    "$JAVA_HOME/bin/java" "${JAVA_OPTIONS[@]}" "${more[@]}" -XX:AOTCacheOutput="$aot.new" \
    -cp "$APP/server/sallyport.jar" org.sallyport.Sallyport >"$1/out" 2>&1 &
  java=$!
  local port='' tries=0
  while [ -z "$port" ] && [ "$tries" -lt 600 ] && kill -0 "$java" 2>/dev/null; do
    sleep 0.1
    tries=$((tries + 1))
    port=$(sed -n '/.*Tomcat started on port \([0-9]*\).*/{s//\1/p;q}' "$1/out")
  done
  [ -n "$port" ] && visit "$port" /login && visit "$port" /studies
  kill "$java" 2>/dev/null
  wait "$java" || true
  cat "$1/out"
  mv "$aot.new" "$aot"
}

visit() {
  exec 3<>"/dev/tcp/127.0.0.1/$1"
  printf 'GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n' "$2" >&3
  cat <&3 >/dev/null
  exec 3>&-
}
