# The drill of a database that fails over: etcd, Patroni and HAProxy by the samples of ops/, two servers, and sign-ins
# while the primary is killed and replaced. Afterwards everything that was confirmed to a client is looked up.
# shellcheck disable=SC2034,SC2153
# shellcheck shell=bash

# From the environment where the machine is too small for 10: everything shares it.
FAILOVER_PER_SECOND="${FAILOVER_PER_SECOND:-10}"
FAILOVER_KILLS="${FAILOVER_KILLS:-20}"
FAILOVER_SWITCHOVERS="${FAILOVER_SWITCHOVERS:-5}"
FAILOVER_USERS="${FAILOVER_USERS:-1000}"
DATABASE_NAMES=(db1 db2)
DATABASE_ADDRESSES=(127.0.0.21 127.0.0.22)
DATABASE_PIDS=('' '')
WITNESS=127.0.0.23
ETCD_PIDS=()

# bench_failover [jdbc|asynchronous]
#   jdbc: the servers know both addresses themselves, without HAProxy between them and the database.
#   asynchronous: the database confirms what only the primary has, and so loses some of it.
bench_failover() {
  local way="${1:-haproxy}"
  need jdk haproxy patroni
  GATEWAY=$(free_port) NODE_PORT=$(free_port) NODE_MANAGEMENT=$(free_port) NODE_ADDRESSES=(127.0.0.11 127.0.0.12) NODE_PIDS=('' '')
  PG_PORT=$(free_port) REST_PORT=$(free_port) ETCD_PORT=$(free_port) ETCD_PEER_PORT=$(free_port) DATABASE_PORT=$(free_port)
  trap 'stop_failover; [ -n "${SALLYPORT_KEEP:-}" ] || rm -rf "$BENCH" "$CLUSTER"' EXIT
  make_cluster "$way"
  local front
  front=$(free_port)
  start_node 0 "$GATEWAY" && await_node 0
  start_node 1 "$GATEWAY" && await_node 1
  front_haproxy "$front"
  drill "http://localhost:$front" "$way"
}

# A folder that belongs to the user of PostgreSQL, which does not run as root.
make_cluster() {
  CLUSTER=$(mktemp -d)
  make_certificates
  mkdir "$CLUSTER/db1.socket" "$CLUSTER/db2.socket"
  AS_POSTGRES=(env -i "PATH=/usr/bin:/bin" "HOME=$CLUSTER" LC_ALL=C.UTF-8)
  if [ "$(id -u)" -eq 0 ]; then
    AS_POSTGRES=(setpriv --reuid postgres --regid postgres --init-groups "${AS_POSTGRES[@]}")
    chown -R postgres:postgres "$CLUSTER"
  fi
  local number
  for number in 0 1 2; do
    start_etcd "$number"
  done
  for number in 0 1; do
    patroni_settings "$number" "$1" >"$CLUSTER/${DATABASE_NAMES[$number]}.yml"
  done
  start_database 0
  await "the first database" is_primary 0
  start_database 1
  [ "$1" = asynchronous ] || await "the second database" is_synchronous 1
  [ "$1" != asynchronous ] || await "the second database" is_replica 1
  make_database
  DATABASE_URL="jdbc:postgresql://127.0.0.1:$DATABASE_PORT/sallyport?sslmode=verify-ca&sslrootcert=$CLUSTER/tls/ca.pem"
  BOTH_URL="jdbc:postgresql://${DATABASE_ADDRESSES[0]}:$PG_PORT,${DATABASE_ADDRESSES[1]}:$PG_PORT/sallyport?targetServerType=primary&sslmode=verify-full&sslrootcert=$CLUSTER/tls/ca.pem"
  if [ "$1" = jdbc ]; then
    DATABASE_URL="$BOTH_URL"
  else
    in_cluster haproxy/database.cfg | sed -e 's#log /dev/log#log stdout format raw#' >"$CLUSTER/haproxy.cfg"
    haproxy -db -f "$CLUSTER/haproxy.cfg" >"$CLUSTER/haproxy.log" 2>&1 &
    DATABASE_FRONT=$!
  fi
  export SPRING_DATASOURCE_URL="$DATABASE_URL" SPRING_DATASOURCE_USERNAME=sallyport SPRING_DATASOURCE_PASSWORD=sallyport
  bench_users "$FAILOVER_USERS"
}

# One authority, and one certificate for all addresses. Patroni's Python accepts no certificate without key identifiers.
make_certificates() {
  mkdir "$CLUSTER/tls"
  local tls="$CLUSTER/tls"
  {
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=the drill's authority" \
      -addext keyUsage=critical,keyCertSign,cRLSign -keyout "$tls/ca.key" -out "$tls/ca.pem"
    openssl req -newkey rsa:2048 -nodes -subj /CN=machine -keyout "$tls/machine.key" -out "$tls/machine.csr"
    openssl x509 -req -in "$tls/machine.csr" -CA "$tls/ca.pem" -CAkey "$tls/ca.key" -days 2 -out "$tls/machine.pem" \
      -extfile <(printf '%s\n' keyUsage=critical,digitalSignature extendedKeyUsage=serverAuth,clientAuth \
        subjectKeyIdentifier=hash authorityKeyIdentifier=keyid \
        "subjectAltName=IP:127.0.0.1,IP:${DATABASE_ADDRESSES[0]},IP:${DATABASE_ADDRESSES[1]},IP:$WITNESS")
  } >"$tls/log" 2>&1 || fail "no certificates, see $tls/log"
  chmod 755 "$CLUSTER" "$tls"
  chmod 600 "$tls/machine.key"
}

# Prints a sample of ops/ with the addresses, ports and folders of the drill.
in_cluster() {
  sed -E -e 's#10\.0\.0\.2[12]/32#127.0.0.1/32#; s#10\.0\.0\.0/24#127.0.0.0/8#' \
    -e "s#10\.0\.0\.21#${DATABASE_ADDRESSES[0]}#g; s#10\.0\.0\.22#${DATABASE_ADDRESSES[1]}#g; s#10\.0\.0\.10#$WITNESS#g" \
    -e "s#127\.0\.0\.1:5432#127.0.0.1:$DATABASE_PORT#; s#:5432#:$PG_PORT#g; s#:8008#:$REST_PORT#g; s#port 8008#port $REST_PORT#; s#:2379#:$ETCD_PORT#g; s#:2380#:$ETCD_PEER_PORT#g" \
    -e "s#/etc/(patroni|etcd)/tls#$CLUSTER/tls#g; s#/etc/sallyport/database-ca#$CLUSTER/tls/ca#" "$HOME_FOLDER/ops/$1"
}

# start_etcd NUMBER
start_etcd() {
  local names=(db1 db2 proxy) addresses=("${DATABASE_ADDRESSES[@]}" "$WITNESS") settings
  mapfile -t settings < <(in_cluster patroni/etcd | sed -e "s#=db1\$#=${names[$1]}#" \
    -e "/^ETCD_\(LISTEN\|INITIAL_ADVERTISE\|ADVERTISE\)/s#${addresses[0]}#${addresses[$1]}#" -e '/^ETCD_/!d')
  "${AS_POSTGRES[@]}" "${settings[@]}" ETCD_DATA_DIR="$CLUSTER/etcd$1" etcd >"$CLUSTER/etcd$1.log" 2>&1 &
  ETCD_PIDS[$1]=$!
}

# patroni_settings NUMBER WAY
patroni_settings() {
  local name="${DATABASE_NAMES[$1]}" asynchronous=()
  [ "$2" != asynchronous ] || asynchronous=(-e 's/synchronous_mode: true/synchronous_mode: false/')
  in_cluster patroni/config.yml | sed -e "s#^name: .*#name: $name#; /# own address\$/s#${DATABASE_ADDRESSES[0]}#${DATABASE_ADDRESSES[$1]}#" \
    -e "s#/var/lib/postgresql/17/sallyport#$CLUSTER/$name#; s#/var/lib/postgresql/patroni.pgpass#$CLUSTER/$name.pgpass#; s#/var/run/postgresql#$CLUSTER/$name.socket#" \
    -e "/local all postgres peer/d" "${asynchronous[@]}"
}

# start_database NUMBER: as the machine's start does.
start_database() {
  "${AS_POSTGRES[@]}" patroni "$CLUSTER/${DATABASE_NAMES[$1]}.yml" >>"$CLUSTER/${DATABASE_NAMES[$1]}.log" 2>&1 &
  DATABASE_PIDS[$1]=$!
}

# ask NUMBER PATH: succeeds if Patroni answers 200.
ask() {
  curl -sf -m 2 -o /dev/null --cacert "$CLUSTER/tls/ca.pem" "https://${DATABASE_ADDRESSES[$1]}:$REST_PORT/$2"
}
is_primary() { ask "$1" primary; }
is_replica() { ask "$1" replica; }
is_synchronous() { ask "$1" synchronous; }

# await WHAT COMMAND...
await() {
  local what="$1" until=$((SECONDS + 180))
  shift
  until "$@"; do
    [ "$SECONDS" -lt "$until" ] || fail "$what did not come within 180 s, see $CLUSTER"
    sleep 0.2
  done
}

make_database() {
  PGPASSWORD=change-this-1 psql -q -v ON_ERROR_STOP=1 -h "${DATABASE_ADDRESSES[0]}" -p "$PG_PORT" -U postgres >"$CLUSTER/psql.log" 2>&1 <<'SQL' || fail "no database, see $CLUSTER/psql.log"
create role sallyport login password 'sallyport';
create database sallyport owner sallyport encoding 'UTF8' template template0;
revoke all on database sallyport from public;
SQL
}

# drill PORTAL WAY
drill() {
  local round primary counted
  coproc LOAD { "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -cp "$(echo "$APP"/server/lib/postgresql-*.jar)" \
    "$HOME_FOLDER/benchmarks/FailoverDrill.java" "$1" "$GATEWAY" "$FAILOVER_PER_SECOND" "$FAILOVER_USERS" "$BOTH_URL&connectTimeout=1&loginTimeout=5&socketTimeout=5"; }
  local in="${LOAD[1]}" load="$LOAD_PID" out
  DRILL="$load"
  exec {out}<&"${LOAD[0]}"
  cat <&"$out" >&2 &
  local printer=$!
  sleep 30
  for round in $(seq "$FAILOVER_KILLS"); do
    settle "$2"
    primary=$(primary)
    if [ $((round % 2)) -eq 1 ]; then
      echo "kill $round: the machine of the primary" >&"$in"
      kill_machine "$primary"
      await "the other primary" is_primary $((1 - primary))
      sleep 5
      start_database "$primary"
    else
      echo "kill $round: PostgreSQL alone" >&"$in"
      # Patroni lets the other one take over, or starts it again. It sees it at its next look.
      kill_postgres "$primary"
      sleep 6
    fi
  done
  for round in $(seq "$FAILOVER_SWITCHOVERS"); do
    settle "$2"
    primary=$(primary)
    echo "switchover $round" >&"$in"
    "${AS_POSTGRES[@]}" patronictl -c "$CLUSTER/${DATABASE_NAMES[$primary]}.yml" switchover --force --primary "${DATABASE_NAMES[$primary]}" \
      --candidate "${DATABASE_NAMES[$((1 - primary))]}" >>"$CLUSTER/switchover.log" 2>&1 || say "  refused, see $CLUSTER/switchover.log"
    await "the other primary" is_primary $((1 - primary))
  done
  settle "$2"
  echo "end" >&"$in"
  counted=0
  wait "$load" || counted=$?
  DRILL=''
  wait "$printer" || true
  [ "$counted" -eq 0 ] || [ "$2" = asynchronous ] || fail "something that was confirmed was lost"
}

# The number of the primary.
primary() {
  if is_primary 0; then echo 0; else echo 1; fi
}

# Until both are there again, as PostgreSQL says, and some seconds more, for sign-ins without a failure. A kill before
# that takes the only machine that has everything: the portal would wait until it is back.
settle() {
  local state="sync_state = 'sync'"
  kill -0 "$DRILL" 2>/dev/null || fail "the client ended"
  [ "$1" != asynchronous ] || state="state = 'streaming'"
  await "a second database" any replicates "$state"
  await "a primary" any is_primary
  sleep 4
}

# replicates STATE NUMBER
replicates() {
  [ "$(PGPASSWORD=change-this-1 PGCONNECT_TIMEOUT=2 psql -h "${DATABASE_ADDRESSES[$2]}" -p "$PG_PORT" -U postgres -Atc \
    "select count(*) from pg_stat_replication where $1" 2>/dev/null)" = 1 ]
}

# any COMMAND...: for one of the two.
any() { "$@" 0 || "$@" 1; }

# Patroni and PostgreSQL with all its processes at once.
kill_machine() {
  local postmaster
  postmaster=$(head -1 "$CLUSTER/${DATABASE_NAMES[$1]}/postmaster.pid")
  # shellcheck disable=SC2046
  kill -9 "${DATABASE_PIDS[$1]}" "$postmaster" $(cat "/proc/$postmaster/task/$postmaster/children") 2>/dev/null || true
  wait "${DATABASE_PIDS[$1]}" 2>/dev/null || true
}

kill_postgres() {
  kill -9 "$(head -1 "$CLUSTER/${DATABASE_NAMES[$1]}/postmaster.pid")"
}

stop_failover() {
  local process
  for process in "${DRILL:-}" "${FRONT:-}" "${DATABASE_FRONT:-}" "${NODE_PIDS[@]}" "${DATABASE_PIDS[@]}" "${ETCD_PIDS[@]}"; do
    { [ -n "$process" ] && kill "$process" 2>/dev/null && wait "$process" 2>/dev/null; } || true
  done
  return 0
}
