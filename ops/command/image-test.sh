# The test of the image: made twice, and run by Podman as operators run it.
# shellcheck disable=SC2016
# shellcheck shell=bash

# test_image, with the package in PACKAGES/new.deb
test_image() {
  need podman
  local version
  version=$(package_version)
  image_of "$PACKAGES/new.deb" "$version" "$PACKAGES/one.tar"
  image_of "$PACKAGES/new.deb" "$version" "$PACKAGES/two.tar"
  same_layers
  keep_pods
  test_container
  drop_pods
}

# The layer with system and server is the same when it is made again; the AOT cache is not.
same_layers() {
  local one two
  read -ra one <<<"$(layers_of "$PACKAGES/one.tar")"
  read -ra two <<<"$(layers_of "$PACKAGES/two.tar")"
  if [ "${#one[@]}" -ne 2 ] || [ "${one[0]}" != "${two[0]}" ]; then
    fail "the first layer is not the same when it is made twice: ${one[*]}, ${two[*]}"
  fi
  say "made twice: the layer with system and server is the same, sha256 $(basename "${one[0]}" | cut -c 1-16)…"
  [ "${one[1]}" = "${two[1]}" ] || say "  the layer with the AOT cache differs"
}

layers_of() {
  tar -xOf "$1" manifest.json | sed 's/.*"Layers":\[\(.*\)\].*/\1/' | tr -d '"' | tr ',' ' '
}

test_container() {
  local image begin first SYSTEM
  image=$(load_image one)
  refused "$image" 'spring.mail.host'
  [ ! -e "$(kept_version)" ] || fail "a version that did not start counts as the one that used the data last"
  begin=$(date +%s%N)
  start_container "$image"
  say "from nothing to the sign-in page: $((($(date +%s%N) - begin) / 1000000)) ms"
  person first "$PORTAL" 8080 ada@example.org ada.admin >"$PACKAGES/first" &
  first=$!
  until nsenter --target "$SYSTEM" --net bash -c ': <>/dev/tcp/127.0.0.1/25' 2>/dev/null; do sleep 0.2; done
  printf 'username,name,email,role,method\nada.admin,Ada Admin,ada@example.org,admin,email\n' |
    pod exec --interactive portal sh -c 'cat >/tmp/accounts.csv && sallyport account import /tmp/accounts.csv' >&2 || broken_pod "import"
  wait "$first" || broken_pod "no first sign-in"
  say "signed in with a code"
  kept
  stop_container
  image=$(load_image two)
  begin=$(date +%s%N)
  start_container "$image"
  say "from the second start to the sign-in page: $((($(date +%s%N) - begin) / 1000000)) ms"
  pod exec portal sallyport account list >"$PACKAGES/accounts" 2>&1
  grep -q '^ada.admin .* open ' "$PACKAGES/accounts" || broken_pod "the account is missing: $(cat "$PACKAGES/accounts")"
  ! pod logs portal 2>&1 | grep 'no native library' || fail "a library could not be loaded"
  pod exec portal /usr/lib/sallyport/ready || broken_pod "not ready"
  stop_container
  say "stopped by SIGTERM, and started again with the account"
  printf '99\n' >"$(kept_version)"
  refused "$image" 'is older than 99'
  refused "$image" 'runs as user 10001' --user 4711
}

# The file with the version that used the data last.
kept_version() {
  printf '%s/version\n' "$(pod volume inspect --format '{{.Mountpoint}}' data)"
}

# The version counts within a few seconds of the first page.
kept() {
  local end=$((SECONDS + 10))
  until [ "$(cat "$(kept_version)" 2>/dev/null)" = "$(pod exec portal sallyport version)" ]; do
    [ "$SECONDS" -lt "$end" ] || broken_pod "the version that used the data is not kept"
    sleep 0.2
  done
}

# refused IMAGE REASON [OPTION…]: a start with exit code 2 and this reason.
refused() {
  local status=0 image="$1" reason="$2"
  shift 2
  pod run --rm --cgroups=disabled --network none --volume data:/var/lib/sallyport "$@" "$image" >"$PACKAGES/refused" 2>&1 || status=$?
  if [ "$status" -ne 2 ] || ! grep -q -- "$reason" "$PACKAGES/refused"; then
    fail "not refused with $reason, but $status: $(tail -3 "$PACKAGES/refused")"
  fi
}

# As strict as can be: no capability, nothing written but the volume and /tmp, from which nothing is executed. The cache must be used.
# Sets SYSTEM to its process, whose network the test enters.
start_container() {
  pod run --detach --name portal --cgroups=disabled --network none --read-only --tmpfs /tmp:rw,noexec,nosuid,nodev,size=64m \
    --cap-drop all --security-opt no-new-privileges --volume data:/var/lib/sallyport \
    --env SPRING_MAIL_HOST=127.0.0.1 --env SALLYPORT_MAIL_FROM=portal@example.org --env SALLYPORT_OTP_CHANNELS=email \
    --env "SALLYPORT_PUBLICURL=https://$PORTAL" --env SALLYPORT_TRUSTEDPROXIES=127.0.0.1 --env JAVA_OPTS=-XX:AOTMode=on \
    "$1" >/dev/null || fail "no container could be started here"
  SYSTEM=$(pod inspect --format '{{.State.Pid}}' portal)
  until sign_in_page 2>/dev/null; do
    [ -d "/proc/$SYSTEM" ] || broken_pod "the server has ended"
    sleep 0.2
  done
}

sign_in_page() {
  nsenter --target "$SYSTEM" --net bash -c 'exec 3<>/dev/tcp/127.0.0.1/8080
    printf "GET /login HTTP/1.0\r\nHost: %s\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.7\r\n\r\n" "$1" >&3
    grep -q "name=\"password\"" <&3' bash "$PORTAL"
}

stop_container() {
  pod stop --time 60 portal >/dev/null 2>&1
  [ "$(pod inspect --format '{{.State.ExitCode}}' portal)" -eq 143 ] || broken_pod "not stopped by SIGTERM"
  local data
  data=$(pod volume inspect --format '{{.Mountpoint}}' data)/data/postgres/data
  if [ ! -d "$data" ] || [ -e "$data/postmaster.pid" ]; then
    broken_pod "the database was not stopped"
  fi
  pod rm portal >/dev/null
}

load_image() {
  pod load --quiet --input "$PACKAGES/$1.tar" | sed 's/^Loaded image: //'
}

broken_pod() {
  pod logs --tail 40 portal >&2 || true
  fail "$1"
}

# A namespace for the mounts of Podman. Where both versions of cgroups are mounted, it has the second one only. It has a /dev/null of its own,
# since crun gives the one it finds to the container's user.
keep_pods() {
  unshare --mount --propagation private bash -c '
    if [ "$(stat -f -c %T /sys/fs/cgroup)" != cgroup2fs ]; then
      umount -R /sys/fs/cgroup && mount -t cgroup2 cgroup2 /sys/fs/cgroup || exit
    fi
    mknod -m 666 "$1.null" c 1 3 && mount --bind "$1.null" /dev/null && touch "$1" && exec sleep infinity' bash "$PACKAGES/pods" &
  PODS=$!
  until [ -e "$PACKAGES/pods" ]; do
    kill -0 "$PODS" 2>/dev/null || fail "no namespace for containers"
    sleep 0.1
  done
}

pod() {
  nsenter --target "$PODS" --mount podman --root "$PACKAGES/containers" --runroot "$PACKAGES/run" --tmpdir "$PACKAGES/tmp" "$@"
}

drop_pods() {
  [ -n "${PODS:-}" ] || return 0
  pod rm --force --all --time 5 >/dev/null 2>&1 || true
  SYSTEM=
  kill "$PODS" 2>/dev/null || true
  wait "$PODS" 2>/dev/null || true
  PODS=
}
