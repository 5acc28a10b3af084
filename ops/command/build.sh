# Builds what changed. Each build has its own folder, named after its sources, so that a running
# server keeps the files it was started from.
# shellcheck shell=bash

sources_of() {
  find "$HOME_FOLDER"/{pom.xml,LICENSE,NOTICE,server,demo,web} \( -name target -o -name dist -o -name node_modules -o -path '*/src/test' \) -prune \
    -o -type f -print0 | LC_ALL=C sort -z
}

stamp() {
  sources_of | xargs -0 sha256sum | cat - "$JAVA_HOME/release" | sha256sum | cut -c 1-16
}

# Sets APP to the folder of the build, which contains server/ and demo/.
build() {
  APP="$STATE/app/$(stamp)"
  [ -e "$APP/complete" ] && return
  if ! mkdir -p "$STATE/app" 2>/dev/null || [ ! -w "$STATE/app" ]; then
    refuse "not built yet, and $STATE may not be written: run ./sallyport build first, as the owner of $HOME_FOLDER"
  fi
  exec 9>"$STATE/app/lock"
  flock 9
  if [ ! -e "$APP/complete" ]; then
    local log="$STATE/log/build.log"
    build_web
    work "building (the first time downloads what it is made of)" "$log" package \
      || fail "the build failed, see $log"
    lay_out "$APP"
    forget_old_builds
  fi
  exec 9>&-
}

package() {
  cd "$HOME_FOLDER" || exit
  mvn -B -ntp -pl server,demo -Dmaven.test.skip=true -Dspotless.check.skip=true package
}

lay_out() {
  rm -rf "$1"
  mkdir -p "$1/demo"
  "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$HOME_FOLDER"/server/target/*-exec.jar \
    extract --destination "$1/server" >/dev/null
  mv "$1"/server/*-exec.jar "$1/server/sallyport.jar"
  cp "$HOME_FOLDER"/demo/target/{demo-libraries/*,sallyport-demo-*}.jar "$1/demo/"
  cp "$HOME_FOLDER"/{LICENSE,NOTICE,server/target/licences/THIRD-PARTY.txt} "$1/"
  touch "$1/complete"
}

forget_old_builds() {
  local folder
  for folder in "$STATE"/app/*/; do
    folder=${folder%/}
    [ "$folder" = "$APP" ] || in_use "$folder" || rm -rf "$folder"
  done
}

in_use() {
  grep -qsF -- "$1/" /proc/[0-9]*/cmdline
}
