# The help, the manual page and the completion, from commands.txt.
# shellcheck shell=bash

COMMANDS="$HOME_FOLDER/server/src/main/resources/commands.txt"
# The commands that read the settings.
WITH_SETTINGS='serve account group application study keys backup restore doctor'

# Calls a function for each command of a place and each of its options: each_command PLACE FUNCTION
# It sets AREA, the first word; WORDS, those after it; OPTION, empty for a command; and TEXT.
each_command() {
  local place="$1" function="$2" where='' line
  while IFS= read -r line; do
    case "$line" in
      '#'*) continue ;;
      ' '*)
        OPTION="--${line#*--}"
        OPTION="${OPTION%% :: *}"
        ;;
      *)
        where="${line%% *}"
        line="${line#* }"
        OPTION=
        WORDS="${line%% :: *}"
        AREA="${WORDS%% *}"
        WORDS="${WORDS#"$AREA"}"
        WORDS="${WORDS# }"
        ;;
    esac
    TEXT="${line#* :: }"
    case "$where" in
      "$place" | both) "$function" ;;
    esac
  done <"$COMMANDS"
}

# help_text PLACE: for people.
help_text() {
  local name=./sallyport
  [ "$1" = source ] || name=sallyport
  printf '%s COMMAND\n\n' "$name"
  each_command "$1" help_line
  printf '\nOptions of %s:\n' "${WITH_SETTINGS// /, }"
  if [ "$1" = source ]; then
    help_row '--config FILE' 'settings in place of ./sallyport.yml'
    help_row '--data DIR' 'the data of a demo or a server, running or not (not for serve)'
  else
    help_row '--config FILE' 'settings in place of /etc/sallyport/sallyport.yml'
  fi
}

help_line() {
  if [ -n "$OPTION" ]; then
    help_row "  $OPTION" "$TEXT"
  else
    help_row "$AREA${WORDS:+ $WORDS}" "$TEXT"
  fi
}

help_row() {
  [ ${#1} -le 44 ] || {
    printf '  %s\n' "$1"
    set -- '' "$2"
  }
  printf '  %-44s %s\n' "$1" "$2"
}

# The manual page: what stands in ops/package/sallyport.8, with the commands of the package.
manual() {
  local line
  while IFS= read -r line; do
    if [ "$line" = '@COMMANDS@' ]; then
      each_command package manual_item
    else
      printf '%s\n' "$line"
    fi
  done <"$HOME_FOLDER/ops/package/sallyport.8"
}

manual_item() {
  local words="${OPTION:-$AREA${WORDS:+ $WORDS}}"
  [ -z "$OPTION" ] || printf '.RS\n'
  printf '.TP\n%s\n%s\n' "$(manual_words "$words")" "$(manual_escaped "${TEXT^}.")"
  [ -z "$OPTION" ] || printf '.RE\n'
}

# Words to be typed are bold, and what they stand for is slanted.
manual_words() {
  local word result=''
  for word in $1; do
    if [[ $word =~ ^[A-Z_.]+$ || $word == FILE.csv ]]; then
      word="\\fI$(manual_escaped "${word,,}")\\fR"
    else
      word="\\fB$(manual_escaped "$word")\\fR"
    fi
    result+="${result:+ }$word"
  done
  printf '%s' "$result"
}

manual_escaped() {
  local text="${1//\\/\\e}"
  printf '%s' "${text//-/\\-}"
}

# The completion of bash for the package.
completion() {
  COMPLETED_AREAS=
  declare -gA COMPLETED_WORDS=() COMPLETED_OPTIONS=()
  each_command package completion_item
  local area line
  while IFS= read -r line; do
    case "$line" in
      '@AREAS@') printf "    words='%s'\n" "$COMPLETED_AREAS" ;;
      '@OPTIONS@')
        for area in $COMPLETED_AREAS; do
          [ -z "${COMPLETED_OPTIONS[$area]:-}" ] || printf "      %s) words='%s' ;;\n" "$area" "${COMPLETED_OPTIONS[$area]}"
        done
        ;;
      '@WORDS@')
        for area in $COMPLETED_AREAS; do
          [ -z "${COMPLETED_WORDS[$area]:-}" ] || printf "      %s) words='%s' ;;\n" "$area" "${COMPLETED_WORDS[$area]}"
        done
        ;;
      *) printf '%s\n' "$line" ;;
    esac
  done <"$HOME_FOLDER/ops/package/completion"
}

completion_item() {
  local word
  case " $COMPLETED_AREAS " in
    *" $AREA "*) ;;
    *)
      COMPLETED_AREAS+="${COMPLETED_AREAS:+ }$AREA"
      case " $WITH_SETTINGS " in
        *" $AREA "*) COMPLETED_OPTIONS[$AREA]='--config' ;;
      esac
      ;;
  esac
  word="${WORDS%% *}"
  [[ ! $word =~ ^[a-z] ]] || completion_add COMPLETED_WORDS "$word"
  for word in $OPTION $WORDS; do
    [[ $word != --* ]] || completion_add COMPLETED_OPTIONS "${word%%=*}"
  done
}

# Adds a word to the list of the area.
completion_add() {
  local -n list="$1"
  # shellcheck disable=SC2004
  case " ${list[$AREA]:-} " in
    *" $2 "*) ;;
    *) list[$AREA]="${list[$AREA]:-}${list[$AREA]:+ }$2" ;;
  esac
}

# Where to do what is no command: elsewhere AREA WORD
elsewhere() {
  local line
  while IFS= read -r line; do
    case "$line" in
      "gone $1 $2 :: "*) printf '%s' "${line#* :: }" ;;
    esac
  done <"$COMMANDS"
}

# Whether a command of this area exists: has_word AREA WORD
has_word() {
  WANTED_AREA="$1" WANTED_WORD="$2" FOUND=
  each_command source find_word
  [ -n "$FOUND" ]
}

find_word() {
  [ -n "$OPTION" ] || [ "$AREA" != "$WANTED_AREA" ] || [ "${WORDS%% *}" != "$WANTED_WORD" ] || FOUND=yes
}
