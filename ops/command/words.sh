# Output of the command. Progress goes to stderr; stdout is for requested output.
# shellcheck shell=bash

say() {
  printf '%s\n' "$*" >&2
}

# Prints one line and exits; nothing was done.
refuse() {
  printf 'sallyport: %s\n' "$*" >&2
  exit 2
}

# Prints one line and exits; the operation was tried and failed.
fail() {
  printf 'sallyport: %s\n' "$*" >&2
  exit 1
}

# Runs a command with its output in a log and reports what it does and how long it takes.
# work "what" LOG COMMAND…
work() {
  local what="$1" log="$2" start=$SECONDS next=$((SECONDS + 15)) status=0
  shift 2
  mkdir -p "$(dirname "$log")"
  say "$what …"
  # Starts a separate process group, so that the command and its children can be ended together.
  set -m
  "$@" >"$log" 2>&1 </dev/null &
  CHILD=$!
  set +m
  while kill -0 "$CHILD" 2>/dev/null; do
    sleep 0.2
    if [ "$SECONDS" -ge "$next" ]; then
      say "  … $((SECONDS - start)) s"
      next=$((SECONDS + 15))
    fi
  done
  wait "$CHILD" || status=$?
  CHILD=
  return "$status"
}

# Runs functions at once and prints their output in turn; fails if one of them failed.
together() {
  local step status=0 i=0
  OUTPUTS=$(mktemp -d)
  # Each has a process group, so that it and its children can be ended together.
  set -m
  for step in "$@"; do
    run_step "$step" >"$OUTPUTS/$step" 2>&1 </dev/null &
    TOGETHER+=("$!")
  done
  set +m
  for step in "$@"; do
    wait "${TOGETHER[i]}" || status=$?
    cat "$OUTPUTS/$step" >&2
    i=$((i + 1))
  done
  TOGETHER=()
  rm -rf "$OUTPUTS"
  OUTPUTS=
  return "$status"
}

# One of several functions that run at once. What it starts by "work" ends with it.
run_step() {
  TOGETHER=()
  OUTPUTS=
  trap end_child EXIT
  trap 'exit 143' TERM
  "$1"
}

# On exit, end everything the command started.
CHILD=
TOGETHER=()
OUTPUTS=
end_child() {
  local one
  for one in "${TOGETHER[@]}"; do
    kill -- "-$one" 2>/dev/null || true
    wait "$one" 2>/dev/null || true
  done
  [ -z "$OUTPUTS" ] || rm -rf "$OUTPUTS"
  if [ -n "$CHILD" ]; then
    kill -- "-$CHILD" 2>/dev/null || true
    wait "$CHILD" 2>/dev/null || true
    CHILD=
  fi
}
trap end_child EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Sets VALUE to the required value of an option: take_value "$@"
take_value() {
  if [ -z "${2:-}" ]; then
    refuse "$1 needs a value"
  fi
  # shellcheck disable=SC2034
  VALUE="$2"
}

must_be_file() {
  if [ ! -f "$1" ] || [ ! -r "$1" ]; then
    refuse "no such file: $1"
  fi
}

is_port() {
  [[ "$1" =~ ^[0-9]{1,5}$ ]] && [ "$((10#$1))" -ge 1 ] && [ "$((10#$1))" -le 65535 ]
}

# Refuses a value that is not a port number.
check_port() {
  is_port "$2" || refuse "$1: no port: $2"
}

# Refuses a port that is already in use.
check_free() {
  if (: <>"/dev/tcp/127.0.0.1/$2") 2>/dev/null; then
    refuse "port $2 is taken, choose another with $1"
  fi
}
