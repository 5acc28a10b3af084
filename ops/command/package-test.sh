# The test of the package and of the guides: on a Debian of their own, with systemd and without a
# network.
# shellcheck disable=SC2016
# shellcheck shell=bash

PLAIN_PACKAGES=systemd,systemd-sysv
GUIDE_PACKAGES=$PLAIN_PACKAGES,postgresql,postfix,libsasl2-modules,orthanc,orthanc-dicomweb,nginx,rsyslog,rsyslog-openssl
GUIDE_PACKAGES+=,openssl,curl,ca-certificates
PORTAL=portal.example.org

# test_package [plain | image | guides]: all without a word.
test_package() {
  [ "$(id -u)" -eq 0 ] || refuse "test --package: needs root, for a system of its own"
  need jdk maven npm dpkg debootstrap
  PACKAGES=$(mktemp -d)
  trap 'end_child; drop_pods; halt; rm -rf "$PACKAGES"' EXIT
  make_package --output "$PACKAGES" >/dev/null
  mv "$PACKAGES"/*.deb "$PACKAGES/new.deb"
  if [ "${1:-plain}" = plain ]; then
    package_before >/dev/null
    mv "$PACKAGES"/before/*.deb "$PACKAGES/old.deb"
  fi
  hardened
  [ "${1:-plain}" != plain ] || test_plain
  [ "${1:-image}" != image ] || test_image
  [ "${1:-guides}" != guides ] || test_guides
  [ -n "${1:-}" ] || same_twice
  say "the package, the image and the guides: all as expected"
}

# The package of the sources in which the list of migrations began: its tables are older.
package_before() {
  local copy="$PACKAGES/older" change
  change=$(git -C "$HOME_FOLDER" log --diff-filter=A --format=%H -1 -- server/src/test/resources/migrations.txt)
  [ -n "$change" ] || fail "the history of the sources is needed for the package of an older version"
  mkdir -p "$copy"
  git -C "$HOME_FOLDER" archive "$change" | tar -x -C "$copy"
  SOURCE_DATE_EPOCH=$(git -C "$HOME_FOLDER" log -1 --format=%ct "$change") "$copy/sallyport" package --output "$PACKAGES/before"
}

# Makes the package once more, from a copy of the sources, and compares.
same_twice() {
  local copy="$PACKAGES/sources" again
  mkdir -p "$copy"
  (cd "$HOME_FOLDER" && { git ls-files -z && git ls-files -z --others --exclude-standard; } | xargs -0 cp --parents -t "$copy")
  again=$(SOURCE_DATE_EPOCH=$(source_time) "$copy/sallyport" package --output "$PACKAGES/again")
  cmp "$PACKAGES/new.deb" "$again" || fail "the package is not the same when it is made twice"
  say "made twice, the same: sha256 $(sha256sum <"$again" | cut -c 1-16)…"
}

# At most 2.5 of 10.
hardened() {
  command -v systemd-analyze >/dev/null || return 0
  local points
  points=$(systemd-analyze security --offline=true "$HOME_FOLDER/ops/package/sallyport.service" | sed -n 's/.*Overall exposure level.*: \([0-9.]*\) .*/\1/p')
  say "systemd-analyze security: $points"
  awk -v points="$points" 'BEGIN {exit !(points <= 2.5)}' || fail "the service has more rights than it needs"
}

# From an empty system to the first sign-in, an upgrade, and the ways back.
test_plain() {
  boot plain "$PLAIN_PACKAGES"
  cp "$PACKAGES/old.deb" "$ROOT/root/sallyport.deb"
  local begin=$SECONDS
  person first "$PORTAL" 8080 ada@example.org ada.admin >"$PACKAGES/first" &
  PERSON=$!
  guide installation
  wait "$PERSON" || broken "no first sign-in"
  PERSON=
  say "from apt install to the first sign-in with a code: $((SECONDS - begin)) s"
  [ $((SECONDS - begin)) -lt 180 ] || fail "that took longer than 3 minutes"
  inside 'test "$(stat -c %a:%U /var/lib/sallyport)" = 700:sallyport && test "$(stat -c %a:%G /etc/sallyport/sallyport.yml)" = 640:sallyport' || fail "rights"
  inside 'test "$(stat -c %U:%a /usr/lib/sallyport/sallyport.aot)" = root:644' || fail "no cache"
  test_upgrade
  test_ways_back
  halt
}

test_upgrade() {
  person users 1000 "$ROOT/root/users.csv"
  inside 'chmod 600 users.csv && sallyport account import users.csv' >&2 || broken "import"
  person sessions "$PORTAL" 8080 20 "$PACKAGES/sessions" >/dev/null || broken "sessions"
  cp "$PACKAGES/new.deb" "$ROOT/root/sallyport-new.deb"
  cp "$PACKAGES/old.deb" "$ROOT/root/sallyport-old.deb"
  guide upgrade
  inside 'apt-get install -y ./sallyport-new.deb && systemctl is-active sallyport' >&2 || broken "upgrade of a running server"
  until inside 'curl -s localhost:8080 || (: <>/dev/tcp/127.0.0.1/8080)' >/dev/null 2>&1; do sleep 0.5; done
  [ "$(inside 'sallyport account list 2>/dev/null' | grep -c '^load')" -eq 1000 ] || broken "accounts are missing"
  [ "$(person open "$PORTAL" 8080 "$PACKAGES/sessions")" -eq 20 ] || broken "sessions have ended"
  say "upgraded with 1,000 accounts and 20 open sessions: all are there"
}

test_ways_back() {
  inside 'dpkg -i sallyport-old.deb' >"$PACKAGES/older" 2>&1 && fail "an older version was taken"
  grep -q 'is older than' "$PACKAGES/older" || fail "no reason for the refusal"
  inside 'apt-get remove -y sallyport' >/dev/null 2>&1
  inside 'test -d /var/lib/sallyport/data && test -e /etc/sallyport/sallyport.yml' || fail "a removal took data"
  inside 'dpkg --purge sallyport' >/dev/null 2>&1
  inside 'test -d /var/lib/sallyport/data && test ! -e /etc/sallyport/sallyport.yml' || fail "a purge without an answer took data"
  inside 'dpkg -i sallyport-new.deb && echo "sallyport sallyport/delete-data boolean true" | debconf-set-selections && dpkg --purge sallyport' >/dev/null 2>&1
  inside 'test ! -e /var/lib/sallyport && test ! -e /usr/lib/sallyport' || fail "a purge left what was to be deleted"
  say "an older version is refused, a removal keeps the data, a purge asks"
}

# The other guides, on one system: behind nginx, with the mail server, an authority and an older study of a hospital.
test_guides() {
  boot guides "$GUIDE_PACKAGES"
  cp "$PACKAGES/new.deb" "$ROOT/root/sallyport.deb"
  hospital
  guide installation
  guide orthanc
  inside 'curl -sf -u sallyport:change-this "localhost:8042/dicom-web/studies?PatientID=older&includefield=00321032"' | grep -q Ash || fail "the older study has no new attributes"
  guide nginx
  export MAIL_KEYS="$ROOT/root/smtp.p12"
  person first "$PORTAL" 443 ada@example.org ada.admin >"$PACKAGES/first" &
  PERSON=$!
  guide mail
  wait "$PERSON" || broken "no first sign-in through nginx, with a code that Postfix handed on"
  PERSON=
  unset MAIL_KEYS
  inside 'journalctl -u postfix | grep -q "to=<you@example.org>.*status=sent"' || fail "the doctor's mail was not handed on"
  guide csv-import
  guide siem
  inside 'sallyport account import accounts.csv' >&2 || broken "import"
  eventually 'grep -q "\"type\":\"AccountEvent.*h.fenwick" /var/log/sallyport-audit.log' || broken "no event has arrived"
  guide postgresql
  if ! eventually 'sallyport doctor >doctor && ! grep -vE "^(ok|warning  push) " doctor' >/dev/null; then
    cat "$ROOT/root/doctor" >&2
    broken "the doctor finds a mistake after all guides"
  fi
  say "after all guides the doctor finds nothing"
  halt
}

# What a hospital has: the services of the guides are not installed yet, that is, they do not run.
hospital() {
  inside 'systemctl disable --now nginx postfix postgresql rsyslog syslog.socket' >&2 || fail "the services cannot be stopped"
  inside 'postconf -e "smtp_host_lookup = native"'
  inside 'set -e
    openssl req -x509 -newkey rsa:2048 -nodes -days 3 -subj "/CN=Hospital CA" -keyout ca.key -out hospital.crt
    for name in smtp portal; do
      openssl req -newkey rsa:2048 -nodes -subj "/CN=$name.example.org" -addext "subjectAltName=DNS:$name.example.org" -keyout $name.key -out $name.csr
      openssl x509 -req -in $name.csr -CA hospital.crt -CAkey ca.key -days 30 -copy_extensions copy -out $name.crt
    done
    openssl pkcs12 -export -in smtp.crt -inkey smtp.key -passout pass:change-this -out smtp.p12
    install -D -m 600 portal.key /etc/ssl/sallyport/key.pem
    install -D -m 644 portal.crt /etc/ssl/sallyport/fullchain.pem' >"$PACKAGES/openssl" 2>&1 || fail "no certificates: $(cat "$PACKAGES/openssl")"
  "$JAVA_HOME/bin/java" "$HOME_FOLDER/ops/package/TrustStore.java" "$PACKAGES/trusted.p12" "$ROOT/root/hospital.crt"
  eventually 'curl -sf localhost:8042/tools/create-dicom -o /dev/null -d "{\"Tags\": {\"PatientID\": \"older\", \"PatientName\": \"Older\", \"Modality\": \"OT\", \"RequestingPhysician\": \"Ash^Ann\"}}"' ||
    fail "no study could be stored before"
}

# Tries a command inside for half a minute.
eventually() {
  local end=$((SECONDS + 30))
  until inside "$1" 2>/dev/null; do
    [ "$SECONDS" -lt "$end" ] || return 1
    sleep 1
  done
}

guide() {
  say "guide: $1.md"
  cp "$HOME_FOLDER/docs/$1.md" "$ROOT/root/"
  inside "run-guide $1.md" >&2 || broken "$1.md"
}

person() {
  nsenter --target "$SYSTEM" --net "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "-Djavax.net.ssl.trustStore=$PACKAGES/trusted.p12" \
    "$HOME_FOLDER/ops/package/FirstSignIn.java" "$@"
}

inside() {
  (cd / && nsenter --target "$SYSTEM" --mount --pid --net --uts --ipc --cgroup --root \
    env -i PATH=/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive VERBOSE="${VERBOSE:-}" bash -c "cd /root && $1")
}

broken() {
  inside 'journalctl --no-pager -n 40 -u sallyport' >&2 || true
  fail "$1"
}

# boot NAME PACKAGES: a fresh system. Sets ROOT and SYSTEM, the process id of its systemd.
boot() {
  debian_root "$1" "$2"
  ROOT="$PACKAGES/$1"
  mkdir -p "$ROOT"
  tar -C "$ROOT" -xf "$DEBIAN"
  install -m 755 "$HOME_FOLDER/ops/package/run-guide" "$ROOT/usr/local/sbin/run-guide"
  printf '127.0.0.1 localhost portal.example.org db.example.org smtp.example.org siem.lindenmoor.example\n' >"$ROOT/etc/hosts"
  : >"$PACKAGES/console"
  unshare --net --mount --pid --fork --uts --ipc --cgroup bash "$HOME_FOLDER/ops/package/boot" "$ROOT" "$PACKAGES/console" &
  BOOTED=$!
  until SYSTEM=$(pgrep -P "$BOOTED") && inside 'systemctl is-system-running | grep -qE "running|degraded"' 2>/dev/null; do
    kill -0 "$BOOTED" 2>/dev/null || fail "no system of its own could be booted here: $(cat "$PACKAGES/console")"
    sleep 0.5
  done
}

halt() {
  if [ -n "${PERSON:-}" ]; then
    pkill -P "$PERSON" || true
    PERSON=
  fi
  [ -n "${SYSTEM:-}" ] || return 0
  kill -9 "$SYSTEM" 2>/dev/null || true
  wait "$BOOTED" 2>/dev/null || true
  SYSTEM=
}

# debian_root NAME PACKAGES: makes it once and keeps it. Sets DEBIAN to its archive.
debian_root() {
  local folder="$PACKAGES/debootstrap"
  DEBIAN="$STATE/debian/$1-$(sha256sum <<<"$2" | cut -c 1-8).tar"
  [ -e "$DEBIAN" ] && return
  mkdir -p "$STATE/debian" "$folder"
  rm -f "$STATE/debian/$1"[.-]*
  work "making a Debian system, $1" "$STATE/log/debian-$1.log" debootstrapped "$folder" "$2" "$DEBIAN" ||
    fail "no Debian system, see $STATE/log/debian-$1.log"
  rm -rf "$folder"
}

debootstrapped() {
  debootstrap --variant=minbase --include="$2" trixie "$1" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" &&
    tar -C "$1" -cf "$3.new" . && mv "$3.new" "$3"
}
