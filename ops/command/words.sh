# What the command says. Progress goes to stderr: stdout is for what was asked.
# shellcheck shell=bash

say() {
  printf '%s\n' "$*" >&2
}

# One line, and nothing was done.
refuse() {
  printf 'sallyport: %s\n' "$*" >&2
  exit 2
}

# One line: it was tried and did not work.
fail() {
  printf 'sallyport: %s\n' "$*" >&2
  exit 1
}

# Runs a command with its output in a log, saying what it does and how long it takes.
# work "what" LOG COMMAND…
work() {
  local what="$1" log="$2" start=$SECONDS next=$((SECONDS + 15)) status=0
  shift 2
  mkdir -p "$(dirname "$log")"
  say "$what …"
  # A process group of its own, so that it can be ended with all that it starts.
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

# Whatever the command started ends with it.
CHILD=
end_child() {
  if [ -n "$CHILD" ]; then
    kill -- "-$CHILD" 2>/dev/null || true
    wait "$CHILD" 2>/dev/null || true
    CHILD=
  fi
}
trap end_child EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Sets VALUE to what must follow an option: take_value "$@"
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

# Refuses what is no port.
check_port() {
  is_port "$2" || refuse "$1: no port: $2"
}

# Refuses a port that something listens on.
check_free() {
  if (: <>"/dev/tcp/127.0.0.1/$2") 2>/dev/null; then
    refuse "port $2 is taken, choose another with $1"
  fi
}
