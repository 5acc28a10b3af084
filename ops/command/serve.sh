# shellcheck shell=bash

serve() {
  local config=''
  while [ $# -gt 0 ]; do
    case "$1" in
      --config)
        take_value "$@"
        config="$VALUE"
        shift 2
        ;;
      *) refuse "serve: no such option: $1" ;;
    esac
  done
  take_settings "$config"
  need jdk maven npm
  build
  train
  prepare_java
  exec "${JAVA[@]}" -cp "$APP/server/sallyport.jar" org.sallyport.Sallyport
}

# Builds and creates the AOT cache without starting the server: for a service that may not write its
# own program files.
prepare() {
  [ $# -eq 0 ] || refuse "build: no such option: $1"
  need jdk maven npm
  build
  train
}

# The settings file: the one given, or sallyport.yml in the current folder if it exists.
take_settings() {
  local file="$1"
  if [ -z "$file" ] && [ -e sallyport.yml ]; then
    file=sallyport.yml
  fi
  [ -z "$file" ] && return
  case "$file" in
    *.yml | *.yaml | *.properties) ;;
    *) refuse "settings are a .yml, .yaml or .properties file, not $file" ;;
  esac
  must_be_file "$file"
  local more="${SPRING_CONFIG_ADDITIONAL_LOCATION:-}"
  SPRING_CONFIG_ADDITIONAL_LOCATION="${more:+$more,}file:$(readlink -f -- "$file")"
  export SPRING_CONFIG_ADDITIONAL_LOCATION
}
