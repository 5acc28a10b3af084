# The Debian package: its own Java runtime, no compiler and no network on the target.
# shellcheck shell=bash

RUNTIME_MODULES=java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http
RUNTIME_MODULES+=,java.prefs,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa
RUNTIME_MODULES+=,java.xml,java.xml.crypto,jdk.charsets,jdk.crypto.ec,jdk.jfr,jdk.localedata,jdk.management,jdk.naming.dns
RUNTIME_MODULES+=,jdk.net,jdk.security.jgss,jdk.unsupported,jdk.zipfs

make_package() {
  local version='' output="$STATE/package"
  while [ $# -gt 0 ]; do
    case "$1" in
      --version | --output) take_value "$@" ;;&
      --version) version="$VALUE" ;;
      --output) output=$(readlink -m -- "$VALUE") ;;
      *) refuse "package: no such option: $1" ;;
    esac
    shift 2
  done
  [ -n "$version" ] || version=$(package_version)
  [[ $version =~ ^[0-9][0-9A-Za-z.+~-]*$ ]] || refuse "package: no version: $version"
  need jdk maven npm dpkg
  build
  local tree log="$STATE/log/package.log" architecture file status
  architecture=$(dpkg --print-architecture)
  file="$output/sallyport_${version}_$architecture.deb"
  # Reproducible: every file has the time of the last change of the sources.
  SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(source_time)}"
  export SOURCE_DATE_EPOCH
  tree="$STATE/package/tree"
  mkdir -p "$output"
  rm -rf "$tree" && mkdir -p "$tree"
  umask 022
  # Behind ||, the function's `set -e` would have no effect.
  set +e
  work "packing" "$log" pack "$tree" "$version" "$architecture" "$file"
  status=$?
  set -e
  [ "$status" -eq 0 ] || fail "the package was not made, see $log"
  rm -rf "$tree"
  say "  $(du -h "$file" | cut -f 1) in $file"
  printf '%s\n' "$file"
}

# The version of the project; a snapshot comes before its release, and after those of earlier sources.
package_version() {
  local made
  made=$(date -u -d "@${SOURCE_DATE_EPOCH:-$(source_time)}" +%Y%m%d.%H%M%S)
  sed -n 's#^  <version>\(.*\)</version>#\1#p' "$HOME_FOLDER/pom.xml" | head -1 | sed "s/-SNAPSHOT\$/~$made/"
}

source_time() {
  git -C "$HOME_FOLDER" log -1 --format=%ct 2>/dev/null || date -d 2026-01-01T00:00:00Z +%s
}

# pack TREE VERSION ARCHITECTURE FILE
pack() {
  set -e
  local place="$1/usr/lib/sallyport"
  mkdir -p "$place"
  "$JAVA_HOME/bin/jlink" --add-modules "$RUNTIME_MODULES" --strip-native-debug-symbols "objcopy=$(command -v objcopy)" --no-header-files --no-man-pages \
    --compress zip-0 --output "$place/runtime"
  # In place of the authorities that this machine trusts.
  "$JAVA_HOME/bin/javac" -proc:none --release 25 -d "$place" "$HOME_FOLDER/ops/package/TrustStore.java"
  "$JAVA_HOME/bin/java" -cp "$place" TrustStore "$place/runtime/lib/security/cacerts" /usr/share/ca-certificates/mozilla/*.crt
  cp -r "$APP/server" "$place/server"
  no_tests "$place/server"
  set_version "$place/server/sallyport.jar" "$2"
  forget_other_machines "$place/server/lib" "$3"
  cp "$HOME_FOLDER"/ops/command/{words,java}.sh "$HOME_FOLDER/ops/package/train" "$place/"
  printf '%s\n' "$2" >"$place/version"
  pack_files "$1"
  pack_documents "$1/usr/share/doc/sallyport" "$place"
  pack_control "$1" "$2" "$3"
  chmod -R u=rwX,go=rX "$1"
  chmod 755 "$1/usr/bin/sallyport" "$1/etc/ca-certificates/update.d/sallyport" "$1"/DEBIAN/{preinst,postinst,prerm,postrm}
  find "$1" -print0 | xargs -0 touch -h -d "@$SOURCE_DATE_EPOCH"
  dpkg-deb --root-owner-group -Zzstd -z12 --build "$1" "$4"
}

# Refuses to pack classes of the tests, sources and source maps, and libraries of the tests (attack P03): no_tests FOLDER
no_tests() {
  local found
  found=$({
    "$JAVA_HOME/bin/jar" --list --file "$1/sallyport.jar" | grep -E '(Tests?\.class|/testing/.*|\.(map|java|ts))$'
    find "$1/lib" -name '*.jar' -printf '%f\n' | grep -E '^(junit|assertj|mockito|archunit|awaitility|jsoup|opentelemetry-proto|spring-.*-?test)-'
  } || true)
  [ -z "$found" ] || refuse "package: of the tests: $(printf '%s' "$found" | tr '\n' ' ')"
}

# The version that the server says of itself: set_version JAR VERSION
set_version() {
  local more
  more=$(mktemp)
  printf 'Implementation-Version: %s\n' "$2" >"$more"
  "$JAVA_HOME/bin/jar" --update --file "$1" --manifest "$more" --date "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" 2>/dev/null
  rm -f "$more"
}

# The embedded PostgreSQL of other machines.
forget_other_machines() {
  local keep
  case "$2" in
    amd64) keep=amd64 ;;
    arm64) keep=arm64v8 ;;
    *) refuse "package: there is no embedded PostgreSQL for $2" ;;
  esac
  find "$1" -name 'embedded-postgres-binaries-linux-*' -not -name "*linux-$keep-*" -delete
}

pack_files() {
  local from="$HOME_FOLDER/ops/package"
  install -D "$from/sallyport" "$1/usr/bin/sallyport"
  install -D -m 644 "$from/sallyport.service" "$1/usr/lib/systemd/system/sallyport.service"
  install -D "$from/trust" "$1/etc/ca-certificates/update.d/sallyport"
  install -D -m 644 "$from/environment" "$1/usr/share/sallyport/environment"
  mkdir -p "$1/usr/share/man/man8" "$1/usr/share/bash-completion/completions" "$1/etc/sallyport"
  help_text package >"$1/usr/lib/sallyport/help"
  completion >"$1/usr/share/bash-completion/completions/sallyport"
  manual | gzip -9n >"$1/usr/share/man/man8/sallyport.8.gz"
  "$1/usr/lib/sallyport/runtime/bin/java" -cp "$1/usr/lib/sallyport/server/sallyport.jar" org.sallyport.Sallyport settings \
    >"$1/usr/share/sallyport/sallyport.yml"
}

pack_documents() {
  pack_guides "$1"
  gzip -9n <"$HOME_FOLDER/CHANGELOG.md" >"$1/changelog.gz"
  cp "$HOME_FOLDER/LICENSE" "$1/copyright"
  cp "$HOME_FOLDER/NOTICE" "$APP/THIRD-PARTY.txt" "$1/"
  list_components "$1" "$2"
}

# shellcheck disable=SC2016
# The guides with what they name, by the paths that it has in the package.
pack_guides() {
  mkdir -p "$1/examples" "$1/adr"
  cp "$HOME_FOLDER"/docs/*.md "$HOME_FOLDER/docs/openapi.json" "$1/"
  cp "$HOME_FOLDER"/docs/adr/*.md "$1/adr/"
  cp -r "$HOME_FOLDER"/docs/pictures "$1/"
  local guide
  for guide in "$HOME_FOLDER"/docs/*/user-guide.md; do
    cp -r "${guide%/user-guide.md}" "$1/"
  done
  cp -r "$HOME_FOLDER"/ops/{nginx,haproxy,caddy,apache,proxy,forward-auth,freeradius,keycloak,orthanc,prometheus,grafana,patroni} "$1/examples/"
  rm -f "$1"/examples/prometheus/*.test.yml
  sed -i -E \
    -e 's#(\.\./)*ops/package/sallyport\.service#/usr/lib/systemd/system/sallyport.service#g' \
    -e 's#(\.\./)*ops/(nginx|haproxy|caddy|apache|proxy|forward-auth|freeradius|keycloak|orthanc|prometheus|grafana|patroni)#examples/\2#g' \
    -e 's#\[([^]]*)\]\((\.\./)+[^)]*\)#\1#g' \
    -e 's#`\./sallyport (account|group|application|study|keys|backup|restore|doctor|settings|serve)#`sallyport \1#g' \
    -e 's#^( *)\./sallyport (account|group|application|study|keys|backup|restore|doctor|settings|serve)#\1sallyport \2#' \
    "$1"/*.md
  sed -i -E 's#\[([^]]*)\]\((\.\./){2}[^)]*\)#\1#g' "$1"/adr/*.md
}

# The list of components (CycloneDX) of the Java part with its runtime, and of the browser parts: list_components FOLDER PLACE
list_components() {
  local part
  (cd "$HOME_FOLDER" && mvn -B -ntp -q -pl server org.cyclonedx:cyclonedx-maven-plugin:makeBom \
    -DprojectType=application -DincludeTestScope=false -DoutputFormat=json -DoutputName=sallyport.cdx "-DoutputDirectory=$1")
  node "$HOME_FOLDER/ops/package/components.mjs" "$1/sallyport.cdx.json" "$2/server/lib" "$2/runtime"
  npm_packages
  for part in authenticator viewer; do
    (cd "$HOME_FOLDER/web" && npm sbom -w "$part" --omit dev --sbom-format cyclonedx) |
      sed -e '/^  "serialNumber": /d' -e '/^    "timestamp": /d' >"$1/sallyport-$part.cdx.json"
  done
}

pack_control() {
  local size
  mkdir "$1/DEBIAN"
  size=$(find "$1" -path "$1/DEBIAN" -prune -o -type f -printf "%s\n" | awk "{kib += int((\$1 + 1023) / 1024)} END {print kib}")
  sed -e "s/@VERSION@/$2/; s/@ARCHITECTURE@/$3/; s/@SIZE@/$size/" "$HOME_FOLDER/ops/package/control" >"$1/DEBIAN/control"
  local part
  for part in preinst postinst prerm postrm templates; do
    sed "s/@VERSION@/$2/" "$HOME_FOLDER/ops/package/$part" >"$1/DEBIAN/$part"
  done
  (cd "$1" && find . -path ./DEBIAN -prune -o -type f -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
}
