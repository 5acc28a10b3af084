# shellcheck shell=bash

tests() {
  local quick='' long='' more=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --quick) quick=yes && shift ;;
      --package | --package=plain | --package=image | --package=guides)
        local part="${1#--package}"
        test_package ${part:+"${part#=}"}
        return
        ;;
      --long)
        more+=(-Drace.rounds=1000 -Daccess.histories=10000 -Dlist.histories=50 -Dcrash.kills=50 -Dbrowser.widths=all -DexcludedGroups=none)
        long=yes
        shift
        ;;
      *) refuse "test: no such option: $1" ;;
    esac
  done
  local needs=(jdk maven npm orthanc nginx shellcheck oathtool promtool)
  TESTED=server
  if [ -n "$quick" ]; then
    more+=("-DexcludedGroups=slow,long")
  else
    needs+=(samples numpy chromium rsyslog)
    # Applications behind other proxies than nginx.
    [ -z "$long" ] || needs+=(caddy haproxy apache)
    # Its settings are read from /etc, which only root may.
    [ "$(id -u)" -ne 0 ] || needs+=(freeradius)
    # Others have no right to its ports, and its tests are left out.
    [ "$(id -u)" -ne 0 ] || needs+=(samba kinit)
    [ -z "$long" ] || needs+=(openidc lemonldap slapd ds389 pamradius kannel postfix peer)
    TESTED+=,demo,browser-tests
  fi
  need "${needs[@]}"
  if [ -z "$quick" ]; then
    samples
    more+=(-Ddemo.samples="$SAMPLES")
  fi
  if [ -n "$long" ]; then
    keycloak
    more+=(-Dkeycloak.home="$KEYCLOAK_HOME")
    ohif
    more+=(-Dohif.files="$OHIF_FILES")
  fi
  cd "$HOME_FOLDER" || exit
  say "compiling; building and testing the phone app and the viewer; checking the scripts …"
  together compile_tests build_and_test_pages check_scripts compile_programs check_rules
  local status=0 begun
  begun=$(date '+%F %T')
  # Two modules at once, since the tests of the demo wait more than they compute.
  mvn -B -ntp -T2 -pl "$TESTED" "${more[@]}" test || status=$?
  [ -z "$long" ] || at_other_ratios || status=$?
  slowest_tests "$begun"
  return "$status"
}

# The tests of the viewer on screens with other ratios than 1.
at_other_ratios() {
  local ratio status=0
  for ratio in 1.25 1.5 2 3; do
    say "the viewer at ratio $ratio …"
    mvn -B -ntp -pl "$TESTED" -Ddemo.samples="$SAMPLES" -Dbrowser.ratio="$ratio" -DexcludedGroups=long \
      -Dtest='Viewer*Test,ReconstructionTest' -Dsurefire.failIfNoSpecifiedTests=false test || status=$?
  done
  return "$status"
}

# Sets KEYCLOAK_HOME to Keycloak's distribution, which is on Maven Central, unpacked.
keycloak() {
  local version=26.7.0
  KEYCLOAK_HOME="$STATE/keycloak-$version"
  [ -x "$KEYCLOAK_HOME/bin/kc.sh" ] || work "fetching Keycloak" "$STATE/log/keycloak.log" fetch_keycloak "$version" \
    || fail "no Keycloak, see $STATE/log/keycloak.log"
}

fetch_keycloak() {
  mvn -q -B dependency:copy -Dartifact="org.keycloak:keycloak-quarkus-dist:$1:zip" -DoutputDirectory="$STATE/fetched" \
    && unzip -q -o "$STATE/fetched/keycloak-quarkus-dist-$1.zip" -d "$STATE" && rm -r "$STATE/fetched"
}

# The modules whose tests run. They are compiled beside the other checks: one compiler does not use two
# processors. The phone app and the viewer, which are among the resources, are still being built.
TESTED=
compile_tests() {
  cd "$HOME_FOLDER" && mvn -B -ntp -q -T2 -pl "$TESTED" -Dmaven.resources.skip=true test-compile
}

build_and_test_pages() {
  build_web
  test_web
}

check_scripts() {
  shellcheck -x sallyport ops/command/*.sh ops/package/{sallyport,train,trust,preinst,postinst,prerm,postrm,run-guide,boot} ops/image/{entrypoint,ready,stamp} .ci/run
}

check_rules() {
  promtool check rules ops/prometheus/sallyport.rules.yml
  promtool check config ops/prometheus/prometheus.yml
  promtool test rules ops/prometheus/sallyport.rules.test.yml
}

# The programs that only the benchmarks and the test of the package run.
compile_programs() {
  local classes folder
  classes=$(mktemp -d)
  for folder in benchmarks ops/package; do
    "$JAVA_HOME/bin/javac" -proc:none -d "$classes/$folder" "$folder"/*.java || fail "a program in $folder is not compiled"
  done
  rm -rf "$classes"
}

# The ten classes that took longest since a time, with their seconds.
slowest_tests() {
  say "slowest test classes, in seconds:"
  find . -path '*/target/surefire-reports/*.txt' -newermt "$1" -not -name '*\$*' -exec \
    sed -n 's/^Tests run: .*Time elapsed: \([0-9.]*\) s.* -- in \(.*\)$/\1 \2/p' {} + | sort -rn | sed -n '1,10p'
}
