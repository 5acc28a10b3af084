# shellcheck shell=bash

tests() {
  local quick='' more=()
  while [ $# -gt 0 ]; do
    case "$1" in
      --quick) quick=yes && shift ;;
      --long)
        more=(-Drace.rounds=1000 -Dcrash.kills=50 -Dbrowser.widths=all)
        shift
        ;;
      *) refuse "test: no such option: $1" ;;
    esac
  done
  local needs=(jdk maven npm orthanc nginx samples shellcheck oathtool)
  local list=server,demo
  if [ -z "$quick" ] && [ -d "$HOME_FOLDER/browser-tests" ]; then
    needs+=(chromium)
    list+=,browser-tests
  fi
  need "${needs[@]}"
  samples
  cd "$HOME_FOLDER" || exit
  build_authenticator
  test_authenticator
  shellcheck -x sallyport ops/command/*.sh .ci/run
  exec mvn -B -ntp -pl "$list" -Ddemo.samples="$SAMPLES" "${more[@]}" test
}
