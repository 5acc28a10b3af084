# The benchmarks: start-up time, memory and complete sign-ins, compared with the cost of the
# password hash alone.
# shellcheck disable=SC2153
# shellcheck shell=bash

bench() {
  local signins=500 at_once=8 rounds=3 beside='' apps='' streams='' checks='' queue='' failover='' nodes=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --sign-ins)
        take_value "$@"
        signins="$VALUE"
        shift 2
        ;;
      --rounds)
        take_value "$@"
        rounds="$VALUE"
        shift 2
        ;;
      --app-codes)
        apps=yes
        shift
        ;;
      --list)
        list_pages
        return
        ;;
      --accounts)
        find_accounts
        return
        ;;
      --streams)
        streams=yes
        shift
        ;;
      --forward-auth)
        checks=yes
        shift
        ;;
      --viewer)
        bench_viewer "$rounds"
        return
        ;;
      --mail-queue)
        queue=yes
        shift
        ;;
      --outbox)
        bench_outbox
        return
        ;;
      --sms)
        bench_sms
        return
        ;;
      --nodes | --nodes=nginx | --nodes=haproxy | --nodes=caddy)
        nodes=("$1")
        shift
        ;;
      --failover | --failover=jdbc | --failover=asynchronous)
        failover="${1#--failover}"
        failover="${failover#=}"
        failover="${failover:-haproxy}"
        shift
        ;;
      --beside-keycloak)
        beside=yes
        shift
        ;;
      *) refuse "bench: no such option: $1" ;;
    esac
  done
  need jdk maven npm
  build
  train
  prepare_java
  BENCH=$(mktemp -d)
  trap 'stop_bench; rm -rf "$BENCH"' EXIT
  if [ -n "$streams" ]; then
    bench_streams "$rounds"
    return
  fi
  if [ -n "$checks" ]; then
    bench_forward_auth "$rounds"
    return
  fi
  if [ -n "$queue" ]; then
    bench_mail_queue
    return
  fi
  if [ -n "$failover" ]; then
    bench_failover "$failover"
    return
  fi
  if [ ${#nodes[@]} -gt 0 ]; then
    nodes=("${nodes[0]#--nodes}")
    # shellcheck disable=SC2086
    bench_nodes ${nodes[0]#=}
    return
  fi
  local portal gateway
  portal=$(free_port)
  gateway=$(free_port)
  bench_users "$((signins * rounds + 100))"
  if [ -n "$beside" ]; then
    beside_keycloak "$portal" "$gateway" "$signins" "$at_once" "$rounds"
    return
  fi
  if [ -n "$apps" ]; then
    app_codes "$portal" "$gateway" "$signins" "$at_once" "$rounds"
    return
  fi
  say "start to the first answered page, in ms, the embedded database's own start included"
  say "  with the cache:    $(starts "$portal" "$gateway" with)"
  say "  without the cache: $(starts "$portal" "$gateway" without)"
  say "bare hash: $(bare_hash)"
  start_bench "$portal" "$gateway" with
  say "memory, idle after a start: $(rss "$SERVER") MB without the database"
  local round
  for round in $(seq "$rounds"); do
    say "round $round: $(load "$portal" "$gateway" "$signins" "$at_once" "$(((round - 1) * signins))")"
  done
  stop_bench
}

# The study list of an account with 100 studies and of one with 50,000, among 10,000 to 1,000,000. With
# both compilers, as the server runs (ADR 0022).
list_pages() {
  need jdk maven
  mvn -B -ntp -q -pl server test -Dtest.compilers=-XX:TieredStopAtLevel=4 -Dtest=ListBenchmark -Dsurefire.failIfNoSpecifiedTests=false |
    grep -a -E '^(\||[0-9,]+ studies)'
}

# Finding one of 1,000 to 1,000,000 accounts by name, username, address, phone number, number and lock; sign-ins among as many
# accounts of a directory.
find_accounts() {
  need jdk maven
  mvn -B -ntp -q -pl server test -Dtest.compilers=-XX:TieredStopAtLevel=4 -Dtest=AccountSearchBenchmark,DirectorySignInBenchmark -Dsurefire.failIfNoSpecifiedTests=false |
    grep -a -E '^(\||[0-9,]+ accounts)'
}

# Mails a second through the outbox, and how long a code takes to the mail server while 10,000 other messages wait. With both compilers and
# with commits that wait for the disk, as the server runs. OUTBOX_PORT names another mail server of this machine than the benchmark's own.
bench_outbox() {
  need jdk maven
  mvn -B -ntp -q -pl server test -Dtest.compilers=-XX:TieredStopAtLevel=4 -Dtest.fsync=on -Dtest=OutboxBenchmark \
    ${OUTBOX_PORT:+"-Doutbox.port=$OUTBOX_PORT"} -Dsurefire.failIfNoSpecifiedTests=false | grep -a -E '^\| '
}

# What an SMS by a gateway costs, and how many threads are started for a thousand.
bench_sms() {
  need jdk maven
  mvn -B -ntp -q -pl server test -Dtest.compilers=-XX:TieredStopAtLevel=4 -Dtest=GatewayBenchmark \
    -Dsurefire.failIfNoSpecifiedTests=false | grep -a -E '^\| '
}

bench_users() {
  "$JAVA_HOME/bin/java" "$HOME_FOLDER/benchmarks/SignInLoad.java" users "$1" "$BENCH/users.csv"
  SALLYPORT_DATA="$BENCH/data" "${JAVA[@]}" -cp "$APP/server/sallyport.jar" org.sallyport.Sallyport \
    account import "$BENCH/users.csv" >"$BENCH/import.log" 2>&1 || fail "the users could not be made, see $BENCH/import.log"
}

# Starts three times on existing data and prints the start-up times in milliseconds.
starts() {
  local times=()
  while [ "${#times[@]}" -lt 3 ]; do
    start_bench "$1" "$2" "$3"
    times+=("$READY")
    stop_bench
  done
  printf '%s ' "${times[@]}"
}

# Sets SERVER to the process id and READY to the milliseconds from start to the first answered page.
start_bench() {
  local java=("${JAVA[@]}") begin
  [ "$3" = without ] && java=("$JAVA_HOME/bin/java" "${JAVA_OPTIONS[@]}")
  begin=$(date +%s%3N)
  SERVER_PORT="$1" SERVER_ADDRESS=127.0.0.1 SALLYPORT_DATA="$BENCH/data" \
    SPRING_MAIL_HOST=127.0.0.1 SALLYPORT_SMS_HTTP_URL="http://127.0.0.1:$2/" SALLYPORT_LOCK_ADDRESSDELAYAFTER=100000 \
    SALLYPORT_OTP_PERPREFIXHOUR=1000000 SALLYPORT_OTP_PERINSTALLATIONHOUR=1000000 MANAGEMENT_SERVER_PORT=-1 \
    "${java[@]}" -cp "$APP/server/sallyport.jar" org.sallyport.Sallyport >"$BENCH/server.log" 2>&1 &
  SERVER=$!
  until curl -sf -o /dev/null "http://127.0.0.1:$1/login"; do
    kill -0 "$SERVER" 2>/dev/null || fail "the server did not start, see $BENCH/server.log"
    sleep 0.02
  done
  READY=$(($(date +%s%3N) - begin))
}

stop_bench() {
  [ -n "${SERVER:-}" ] || return 0
  kill "$SERVER" 2>/dev/null || true
  wait "$SERVER" 2>/dev/null || true
  SERVER=''
}

load() {
  local database
  database=$(head -1 "$BENCH"/data/postgres/*/postmaster.pid 2>/dev/null || find "$BENCH/data" -name postmaster.pid -exec head -1 {} \; | head -1)
  "$JAVA_HOME/bin/java" "$HOME_FOLDER/benchmarks/SignInLoad.java" "http://127.0.0.1:$1" "$2" "$3" "$4" "$SERVER,$database" 0 "$5"
}

bare_hash() {
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -cp "$APP/server/lib/*" "$HOME_FOLDER/benchmarks/HashCost.java"
}

rss() {
  awk '/VmRSS/ {print int($2 / 1024)}' "/proc/$1/status"
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Complete sign-ins with password and app code.
app_codes() {
  local round at
  start_linked "$1" "$2" "$(($3 * $5 + 100))" "$4"
  for round in 0 $(seq "$5"); do
    # Round 0 is the warm-up.
    at=$((round == 0 ? 0 : 100 + (round - 1) * $3))
    say "round $round: $(ours "$1" "$((round == 0 ? 100 : $3))" "$4" "$at"), $(rss "$SERVER") MB"
  done
  say "bare hash: $(bare_hash)"
  stop_bench
}

# Starts the server and links an app to each user.
start_linked() {
  start_bench "$1" "$2" with
  say "Sallyport: first page after $READY ms with its database, $(rss "$SERVER") MB idle"
  "$JAVA_HOME/bin/java" "$HOME_FOLDER/benchmarks/LinkApps.java" "http://127.0.0.1:$1" "$2" "$3" "$4" "$BENCH/ours.tsv"
  # The code that confirmed a link cannot be reused: each sign-in needs a code of a later 30-second
  # step.
  sleep $((31 - $(date +%s) % 30))
}

ours() {
  local database
  database=$(find "$BENCH/data" -name postmaster.pid -exec head -1 {} \; | head -1)
  forms "http://127.0.0.1:$1/login" "$BENCH/ours.tsv" "$2" "$3" "$SERVER,$database" "http://127.0.0.1:$1/studies" "$4"
}

# The same sign-ins, alternating with Keycloak on the same PostgreSQL.
beside_keycloak() {
  need jdk maven peer
  local portal="$1" gateway="$2" count="$3" at_once="$4" rounds="$5" theirs url secret issuer
  # Registered before the start, whose database is the embedded one.
  secret=$(SALLYPORT_DATA="$BENCH/data" "${JAVA[@]}" -cp "$APP/server/sallyport.jar" org.sallyport.Sallyport \
    application add load --name Load --redirect http://127.0.0.1:9999/cb 2>"$BENCH/application.log" | sed -n 's/.*not shown again: //p')
  [ -n "$secret" ] || fail "the application could not be registered, see $BENCH/application.log"
  export SALLYPORT_PUBLICURL="http://127.0.0.1:$portal"
  start_linked "$portal" "$gateway" "$((count * rounds + 100))" "$at_once"
  url=$("$JAVA_HOME/bin/java" -cp "$(echo "$APP"/server/lib/postgresql-*.jar)" "$HOME_FOLDER/benchmarks/Role.java" \
    "$BENCH/data/postgres/connection.properties" keycloak)
  theirs=$("$HOME_FOLDER/benchmarks/keycloak.sh" "$BENCH/keycloak" "$((count * rounds + 100))" "$url" keycloak keycloak)
  KEYCLOAK=$(sed -n 's/.* pid=\([0-9]*\).*/\1/p' <<<"$theirs")
  trap 'kill "$KEYCLOAK" 2>/dev/null; stop_bench; rm -rf "$BENCH"' EXIT
  say "Keycloak: $(sed -n '1s/ users=.*//p' <<<"$theirs")"
  local database round at
  database=$(find "$BENCH/data" -name postmaster.pid -exec head -1 {} \; | head -1)
  theirs=$(sed -n 's/^start=//p' <<<"$theirs")
  for round in 0 $(seq "$rounds"); do
    # Round 0 warms up both.
    at=$((round == 0 ? 0 : 100 + (round - 1) * count))
    say "round $round, Sallyport: $(ours "$portal" "$((round == 0 ? 100 : count))" "$at_once" "$at"), $(rss "$SERVER") MB"
    say "round $round, Keycloak:  $(forms "$theirs" "$BENCH/keycloak/users.tsv" "$((round == 0 ? 100 : count))" "$at_once" "$KEYCLOAK,$database" http://127.0.0.1:9999/ "$at"), $(rss "$KEYCLOAK") MB"
  done
  issuer=${theirs%%/protocol/*}
  for round in 0 $(seq "$rounds"); do
    applications "round $round, Sallyport" "http://127.0.0.1:$portal" "$secret" "$BENCH/ours.tsv" "$SERVER,$database" "$at_once" "$round"
    applications "round $round, Keycloak" "$issuer" load-secret "$BENCH/keycloak/users.tsv" "$KEYCLOAK,$database" "$at_once" "$round"
  done
  say "bare hash: $(bare_hash)"
}

# What an application asks: NAME ISSUER SECRET USERS PIDS AT_ONCE ROUND. Each round signs other people in.
applications() {
  tail -n "+$((1 + $7 * $6))" "$4" >"$BENCH/people.tsv"
  "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$HOME_FOLDER/benchmarks/OidcLoad.java" "$2" load "$3" http://127.0.0.1:9999/cb \
    "$BENCH/people.tsv" "$6" "${OIDC_OPERATIONS:-4000}" "$5" "$1"
}

# The client shares the machine with the server it measures; without the C2 compiler it uses less of
# it.
forms() {
  "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$HOME_FOLDER/benchmarks/FormLoad.java" "$@"
}
