# How long a code by e-mail takes behind an import's mails and a slow relay (rule 49).
# shellcheck disable=SC2153
# shellcheck shell=bash

MAILS_PER_SECOND=8

bench_mail_queue() {
  local way
  for way in slow strict; do
    rm -rf "$BENCH/data"
    mail_queue "$way" "$(free_port)" "$(free_port)"
  done
}

# mail_queue WAY PORTAL_PORT SMTP_PORT
mail_queue() {
  "$JAVA_HOME/bin/java" "$HOME_FOLDER/benchmarks/MailQueue.java" users 5000 "$BENCH/users.csv"
  coproc RELAY { "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m "$HOME_FOLDER/benchmarks/MailQueue.java" \
    "http://127.0.0.1:$2" "$3" "$MAILS_PER_SECOND" "$1" 10 3; }
  local out="${RELAY[0]}" in="${RELAY[1]}" relay="$RELAY_PID"
  read -r -u "$out" _
  import_accounts users.csv
  SPRING_MAIL_PORT="$3" start_bench "$2" 9 with
  import_accounts bulk.csv
  echo queued >&"$in"
  say "a relay that takes $MAILS_PER_SECOND mails a second ($1): $(cat <&"$out")"
  wait "$relay" || true
  stop_bench
}

import_accounts() {
  SALLYPORT_DATA="$BENCH/data" "${JAVA[@]}" -cp "$APP/server/sallyport.jar" org.sallyport.Sallyport \
    account import "$BENCH/$1" >"$BENCH/import.log" 2>&1 || fail "the accounts could not be made, see $BENCH/import.log"
}
