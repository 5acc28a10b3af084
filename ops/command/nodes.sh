# The benchmark of several servers: sign-ins at a fixed rate through a proxy, while a server leaves,
# comes back and is killed.
# shellcheck disable=SC2153
# shellcheck shell=bash

# From the environment where the machine is too small for 20: servers, database, proxy and client share it.
NODES_PER_SECOND="${NODES_PER_SECOND:-20}"
NODES_DRAIN=5s

# bench_nodes [PROXY]: nginx, haproxy or caddy; each of them without it.
bench_nodes() {
  local proxy proxies=("$@")
  [ $# -gt 0 ] || proxies=(nginx haproxy caddy)
  need jdk "${proxies[@]}"
  local keeper gateway
  keeper=$(free_port) gateway=$(free_port)
  # As on two machines: the same ports on two addresses.
  NODE_PORT=$(free_port) NODE_MANAGEMENT=$(free_port) NODE_ADDRESSES=(127.0.0.11 127.0.0.12)
  NODE_PIDS=('' '')
  trap 'stop_nodes; rm -rf "$BENCH"' EXIT
  bench_users 1000
  # A server that only keeps the database, beside the two that are measured.
  start_bench "$keeper" "$gateway" with
  for proxy in "${proxies[@]}"; do
    say "$proxy, $NODES_PER_SECOND sign-ins a second:"
    nodes_behind "$proxy" "$gateway" "$((NODES_FIRST))"
    NODES_FIRST=$((NODES_FIRST + 5000))
  done
}
NODES_FIRST=0

# nodes_behind PROXY GATEWAY FIRST_USER
nodes_behind() {
  local port
  port=$(free_port)
  start_node 0 "$2" && start_node 1 "$2"
  await_node 0 && await_node 1
  "front_$1" "$port"
  until curl -s -o /dev/null "http://127.0.0.1:$port/login"; do
    kill -0 "$FRONT" 2>/dev/null || fail "$1 did not start"
    sleep 0.1
  done
  coproc LOAD { "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m "$HOME_FOLDER/benchmarks/NodesLoad.java" \
    "http://localhost:$port" "$2" "$NODES_PER_SECOND" "$3"; }
  local out="${LOAD[0]}" in="${LOAD[1]}" load="$LOAD_PID"
  sleep 30
  echo "both" >&"$in" && sleep 15
  echo "rolling: a stops and starts" >&"$in" && leave 0 && start_node 0 "$2" && await_node 0 && sleep 3
  echo "rolling: b stops and starts" >&"$in" && leave 1 && start_node 1 "$2" && await_node 1 && sleep 3
  echo "b alone, and cold" >&"$in" && leave 1 && start_node 1 "$2" && await_node 1 && leave 0 && sleep 10
  echo "a comes back" >&"$in" && start_node 0 "$2" && await_node 0 && sleep 8
  echo "a is killed" >&"$in" && kill -9 "${NODE_PIDS[0]}" && sleep 8
  echo "a is back" >&"$in" && start_node 0 "$2" && await_node 0 && sleep 8
  echo "end" >&"$in"
  cat <&"$out" >&2
  wait "$load" || true
  # HAProxy ends with the number of the signal.
  kill "$FRONT" 2>/dev/null || true
  wait "$FRONT" 2>/dev/null || true
  FRONT=''
  leave 0 && leave 1
}

# start_node NUMBER GATEWAY
start_node() {
  local database="$BENCH/data/postgres/connection.properties" url user password
  url="${SPRING_DATASOURCE_URL:-$(sed -n 's/^url=//p' "$database")}"
  user="${SPRING_DATASOURCE_USERNAME:-$(sed -n 's/^username=//p' "$database")}"
  password="${SPRING_DATASOURCE_PASSWORD:-$(sed -n 's/^password=//p' "$database")}"
  SERVER_PORT="$NODE_PORT" SERVER_ADDRESS="${NODE_ADDRESSES[$1]}" SALLYPORT_DATA="$BENCH/node$1" \
    SALLYPORT_SECRETS_KEYFILE="$BENCH/data/keys/keys.txt" SPRING_DATASOURCE_URL="$url" \
    SPRING_DATASOURCE_USERNAME="$user" SPRING_DATASOURCE_PASSWORD="$password" SALLYPORT_TRUSTEDPROXIES=127.0.0.1 \
    SALLYPORT_SHUTDOWN_DRAIN="$NODES_DRAIN" SALLYPORT_LOCK_ADDRESSDELAYAFTER=100000 SALLYPORT_OTP_PERPREFIXHOUR=1000000 \
    SALLYPORT_OTP_PERINSTALLATIONHOUR=1000000 SALLYPORT_OTP_PERNETWORKHOUR=1000000 SALLYPORT_OTP_PERACCOUNTHOUR=1000 SPRING_MAIL_HOST=127.0.0.1 SALLYPORT_SMS_HTTP_URL="http://127.0.0.1:$2/" \
    MANAGEMENT_SERVER_PORT="$NODE_MANAGEMENT" MANAGEMENT_SERVER_ADDRESS="${NODE_ADDRESSES[$1]}" \
    "${JAVA[@]}" -cp "$APP/server/sallyport.jar" org.sallyport.Sallyport >>"$BENCH/node$1.log" 2>&1 &
  NODE_PIDS[$1]=$!
}

await_node() {
  until curl -sf -o /dev/null "http://${NODE_ADDRESSES[$1]}:$NODE_MANAGEMENT/actuator/health/readiness"; do
    kill -0 "${NODE_PIDS[$1]}" 2>/dev/null || fail "a server did not start, see $BENCH/node$1.log"
    sleep 0.1
  done
}

# As systemd stops it.
leave() {
  kill "${NODE_PIDS[$1]}" 2>/dev/null || true
  wait "${NODE_PIDS[$1]}" 2>/dev/null || true
}

stop_nodes() {
  local process
  for process in "${FRONT:-}" "${NODE_PIDS[@]}"; do
    { [ -n "$process" ] && kill "$process" 2>/dev/null && wait "$process" 2>/dev/null; } || true
  done
  stop_bench
}

# Prints a sample of ops/ with the addresses of the two servers.
here() {
  sed -e "s/10.0.0.11:8080/${NODE_ADDRESSES[0]}:$NODE_PORT/; s/10.0.0.12:8080/${NODE_ADDRESSES[1]}:$NODE_PORT/; s/8081/$NODE_MANAGEMENT/" \
    "$HOME_FOLDER/ops/$1"
}

# front_PROXY PORT: the sample of ops/, without TLS, in front of both servers. Sets FRONT.
front_nginx() {
  local folder="$BENCH/nginx"
  mkdir -p "$folder"
  here nginx/several.conf >"$folder/several.conf"
  sed -E -e '/^upstream sallyport \{/,/^\}/d' -e "s/listen 443 ssl/listen 127.0.0.1:$1/; s/listen 80;/listen 127.0.0.1:$(free_port);/" \
    -e '/^ *(http2|ssl_[a-z_]+) .*;$/d; s/server_name .*;/server_name localhost 127.0.0.1;/' \
    -e "s#/var/log/nginx/sallyport.log#$folder/access.log#; s#/etc/nginx/sallyport-archive-password\*.conf#$folder/none*.conf#" \
    -e "s#/etc/nginx/sallyport-(headers|busy).conf#$HOME_FOLDER/ops/nginx/sallyport-\1.conf#" \
    "$HOME_FOLDER/ops/nginx/sallyport.conf" >"$folder/sallyport.conf"
  cat >"$folder/nginx.conf" <<END
daemon off;
pid $folder/pid;
error_log $folder/error.log;
events { worker_connections 4096; }
http {
  client_body_temp_path $folder/body; proxy_temp_path $folder/proxy; fastcgi_temp_path $folder/fastcgi;
  uwsgi_temp_path $folder/uwsgi; scgi_temp_path $folder/scgi;
  include $folder/several.conf;
  include $folder/sallyport.conf;
}
END
  /usr/sbin/nginx -p "$folder" -c "$folder/nginx.conf" -e "$folder/error.log" &
  FRONT=$!
}

front_haproxy() {
  here haproxy/sallyport.cfg |
    sed -E -e "s/bind :443 .*/bind 127.0.0.1:$1/; s/bind :80$/bind 127.0.0.1:$(free_port)/; /ssl-default/d" \
      -e 's/host_only -i .* \}/host_only -i localhost 127.0.0.1 }/; s/Proto https/Proto http/; s/maxconn 20000/maxconn 2000/; s#log /dev/log#log stdout format raw#' \
      -e "s#/etc/haproxy/sallyport-busy#$HOME_FOLDER/ops/proxy/sallyport-busy#" \
      >"$BENCH/haproxy.cfg"
  haproxy -db -f "$BENCH/haproxy.cfg" >"$BENCH/haproxy.log" 2>&1 &
  FRONT=$!
}

front_caddy() {
  here caddy/Caddyfile | sed -E -e "s#^images.example.org \{#http://localhost:$1, http://127.0.0.1:$1 {#; /^\ttls /d" \
    -e "s#10.0.0.12:8080#${NODE_ADDRESSES[1]}:$NODE_PORT#; s#root \* /etc/caddy#root * $HOME_FOLDER/ops/proxy#" >"$BENCH/Caddyfile"
  HOME="$BENCH" caddy run --config "$BENCH/Caddyfile" --adapter caddyfile >"$BENCH/caddy.log" 2>&1 &
  FRONT=$!
}
