# The benchmark of forward-auth: an application behind nginx, without a check, with a check that is a static answer of
# nginx, and with one of Sallyport, in turn.
# shellcheck disable=SC2153
# shellcheck shell=bash

CHECKS_AT_ONCE=8
CHECKS_SECONDS=5

bench_forward_auth() {
  need jdk nginx wrk
  local rounds="$1" portal gateway open static checked cookie round way
  portal=$(free_port) gateway=$(free_port) open=$(free_port) static=$(free_port) checked=$(free_port)
  bench_users 1
  trap 'stop_forward_auth; rm -rf "$BENCH"' EXIT
  export SALLYPORT_PUBLICURL="http://127.0.0.1:$portal" SALLYPORT_TRUSTEDPROXIES=127.0.0.1
  export SALLYPORT_FORWARDAUTH_BENCH_ADDRESSES="http://127.0.0.1:$checked"
  export SALLYPORT_FORWARDAUTH_BENCH_RULES='/**; roles=physician'
  start_bench "$portal" "$gateway" with
  start_application_proxy "$portal" "$open" "$static" "$checked"
  cookie=$("$JAVA_HOME/bin/java" "$HOME_FOLDER/benchmarks/ForwardAuthStudy.java" sign-in "http://127.0.0.1:$portal" "$gateway" \
    "http://127.0.0.1:$checked")
  for round in $(seq 0 "$rounds"); do
    # Round 0 warms up.
    for way in 1 "$CHECKS_AT_ONCE"; do
      say "round $round, $way at once: requests a second; p50, p90 and p99 in ms; errors; requests; CPU of Sallyport and PostgreSQL a request in ms"
      checks "nginx, no check" "$way" "$open" "$cookie"
      checks "nginx, static answer" "$way" "$static" "$cookie"
      checks "nginx, Sallyport" "$way" "$checked" "$cookie"
    done
  done
}

# checks NAME AT_ONCE PORT COOKIE
checks() {
  local before after line
  before=$(checks_cpu)
  line=$(wrk -t1 -c"$2" -d"${CHECKS_SECONDS}s" -s "$HOME_FOLDER/benchmarks/forwardauth.lua" "http://127.0.0.1:$3/page" -- Cookie "$4" | tail -1)
  after=$(checks_cpu)
  say "  $(printf '%-22s' "$1") $line $(awk -v ms=$((after - before)) -v n="${line##* }" 'BEGIN {printf "%.2f", ms / (n ? n : 1)}')"
}

checks_cpu() {
  local database
  database=$(find "$BENCH/data" -name postmaster.pid -exec head -1 {} \; | head -1)
  "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "$HOME_FOLDER/benchmarks/ForwardAuthStudy.java" cpu "$SERVER,$database"
}

# nginx with ops/forward-auth/nginx.conf, without TLS, and the same twice more: without the question, and with a static
# answer to it. start_application_proxy PORTAL OPEN STATIC CHECKED
start_application_proxy() {
  local folder="$BENCH/nginx" application
  mkdir -p "$folder"
  application=$(free_port)
  sed -E -e "s/listen 443 ssl/listen 127.0.0.1:$4/; /^ *(http2|ssl_[a-z_]+) .*;$/d" \
    -e "s/(X-Forwarded-Host +)wiki.hosp.example/\1127.0.0.1:$4/; s/wiki.hosp.example/127.0.0.1/" \
    -e "s/portal.hosp.example/127.0.0.1/; s/127.0.0.1:8080/127.0.0.1:$1/; s/127.0.0.1:3000/127.0.0.1:$application/" \
    "$HOME_FOLDER/ops/forward-auth/nginx.conf" >"$folder/checked.conf"
  sed -E -e "s/127.0.0.1:$4/127.0.0.1:$2/; /auth_request|error_page 401/d; /^upstream|^map/,/^}/d" "$folder/checked.conf" >"$folder/open.conf"
  sed -E -e "s/127.0.0.1:$4/127.0.0.1:$3/; /^upstream|^map/,/^}/d; /location = .\.sallyport-check/,/^    }/c location = /.sallyport-check { internal; return 204; }" \
    "$folder/checked.conf" >"$folder/static.conf"
  sed -i -E '/location @sign_in/,/^    }/d' "$folder/open.conf"
  # shellcheck disable=SC2016
  sed -i -E 's/\$auth_[a-z]+/""/' "$folder/open.conf"
  cat >"$folder/nginx.conf" <<END
daemon off;
worker_processes 1;
pid $folder/pid;
events {}
http {
  access_log off;
  client_body_temp_path $folder/body; proxy_temp_path $folder/proxy; fastcgi_temp_path $folder/fastcgi;
  uwsgi_temp_path $folder/uwsgi; scgi_temp_path $folder/scgi;
  server { listen 127.0.0.1:$application; location / { return 200 "a page\n"; } }
  include $folder/checked.conf;
  include $folder/open.conf;
  include $folder/static.conf;
}
END
  /usr/sbin/nginx -p "$folder" -c "$folder/nginx.conf" -e "$folder/error.log" &
  PROXY=$!
  until curl -s -o /dev/null "http://127.0.0.1:$2/"; do
    kill -0 "$PROXY" 2>/dev/null || fail "nginx did not start, see $folder/error.log"
    sleep 0.05
  done
}

stop_forward_auth() {
  if [ -n "${PROXY:-}" ]; then
    kill "$PROXY" 2>/dev/null || true
    wait "$PROXY" 2>/dev/null || true
  fi
  stop_bench
}
