# What a command needs from the machine: found, installed with apt, or reported as missing.
# shellcheck shell=bash

# Prints the folder of a JDK 25, or nothing.
find_jdk() {
  local folder
  for folder in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -x "$folder/bin/javac" ] && grep -qs '^JAVA_VERSION="25[".]' "$folder/release"; then
      printf '%s' "$folder"
      return
    fi
  done
}

has_jdk() { [ -n "$(find_jdk)" ]; }
has_maven() { command -v mvn >/dev/null; }
has_npm() { command -v npm >/dev/null; }
has_orthanc() {
  [ -x /usr/sbin/Orthanc ] && [ -e /usr/share/orthanc/plugins/libOrthancDicomWeb.so ]
}
has_nginx() { [ -x /usr/sbin/nginx ]; }
has_pydicom() { [ -d "$PYDICOM" ]; }
# The tests of the viewer make objects with pydicom, and compute values with numpy.
has_numpy() { /usr/bin/python3 -c 'import numpy, pydicom' >/dev/null 2>&1; }
has_chromium() { command -v chromium >/dev/null && command -v chromium-headless-shell >/dev/null; }
has_peer() { command -v unzip >/dev/null && command -v curl >/dev/null && command -v python3 >/dev/null; }
has_wrk() { command -v wrk >/dev/null && command -v curl >/dev/null && command -v python3 >/dev/null; }
has_rsyslog() { [ -x /usr/sbin/rsyslogd ] && ls /usr/lib/*/rsyslog/lmnsd_ossl.so >/dev/null 2>&1 && command -v openssl >/dev/null; }
has_oathtool() { command -v oathtool >/dev/null; }
has_promtool() { command -v promtool >/dev/null; }
# A domain controller, for the tests of the directory; they need root, too.
has_samba() { [ -x /usr/sbin/samba ] && [ -x /usr/bin/samba-tool ] && [ -d /usr/share/samba/setup ] && command -v openssl >/dev/null; }
# Kerberos tickets as browsers outside Windows have them, for a test of the directory.
has_kinit() { [ -x /usr/bin/kinit ]; }
# OpenLDAP, for a long test.
has_slapd() { [ -x /usr/sbin/slapd ]; }
# 389 Directory Server, for a long test, which sets one up and removes it.
has_ds389() { [ -x /usr/sbin/dscreate ] && [ -x /usr/sbin/ns-slapd ]; }
# An application behind Apache that signs people in here, for a long test.
has_openidc() { [ -x /usr/sbin/apache2 ] && [ -e /usr/lib/apache2/modules/mod_auth_openidc.so ]; }
# LemonLDAP::NG, which signs people in here, for a long test.
has_lemonldap() { [ -e /usr/share/lemonldap-ng/portal/htdocs/index.psgi ] && [ -e /usr/share/perl5/Crypt/JWT.pm ]; }
# What asks who may enter a network.
has_freeradius() { [ -x /usr/sbin/freeradius ] && ls /usr/lib/freeradius/rlm_rest.so >/dev/null 2>&1; }
# A machine whose sign-in asks a RADIUS server, for a long test.
has_pamradius() { [ -x /usr/bin/pamtester ] && ls /usr/lib/*/security/pam_radius_auth.so >/dev/null 2>&1; }
# A gateway between HTTP and SMS centres, for a long test.
has_kannel() { [ -x /usr/sbin/bearerbox ] && [ -x /usr/sbin/smsbox ]; }
# A mail server, for a long test that root alone can run.
has_postfix() { [ -x /usr/sbin/postfix ]; }
has_haproxy() { [ -x /usr/sbin/haproxy ] && command -v curl >/dev/null; }
# With the client by which it asks Sallyport (forward-auth).
has_apache() { [ -x /usr/sbin/apache2 ] && [ -e /usr/share/lua/5.4/socket/http.lua ]; }
has_caddy() { command -v caddy >/dev/null && command -v curl >/dev/null; }
has_patroni() {
  local program
  for program in patroni patronictl etcd psql openssl curl setpriv /usr/lib/postgresql/17/bin/postgres; do
    command -v "$program" >/dev/null || return
  done
  [ -d /usr/lib/python3/dist-packages/etcd ]
}
has_dpkg() { command -v dpkg-deb >/dev/null && command -v objcopy >/dev/null && [ -d /usr/share/ca-certificates/mozilla ]; }
has_debootstrap() { [ -x /usr/sbin/debootstrap ]; }
has_buildah() { command -v buildah >/dev/null && { command -v netavark || [ -x /usr/lib/podman/netavark ]; } >/dev/null; }
has_podman() { command -v podman >/dev/null && command -v crun >/dev/null; }
has_shellcheck() { command -v shellcheck >/dev/null; }

packages_of() {
  case "$1" in
    jdk) echo openjdk-25-jdk-headless ;;
    maven) echo maven ;;
    npm) echo npm ;;
    orthanc) echo orthanc orthanc-dicomweb ;;
    nginx) echo nginx-light ;;
    samples) echo python3-pydicom npm ;;
    numpy) echo python3-pydicom python3-numpy ;;
    chromium) echo chromium chromium-headless-shell ;;
    peer) echo unzip curl python3-minimal ;;
    wrk) echo wrk curl python3-minimal ;;
    rsyslog) echo rsyslog rsyslog-openssl openssl ;;
    oathtool) echo oathtool ;;
    promtool) echo prometheus ;;
    samba) echo samba-ad-dc samba-ad-provision samba-dsdb-modules samba-common-bin python3-samba winbind openssl ;;
    kinit) echo krb5-user ;;
    slapd) echo slapd ;;
    ds389) echo 389-ds-base ;;
    openidc) echo apache2-bin libapache2-mod-auth-openidc ;;
    lemonldap)
      echo liblemonldap-ng-portal-perl libplack-perl libcrypt-jwt-perl libgd-securityimage-perl libimage-magick-perl \
        libstring-random-perl libmime-tools-perl libemail-sender-perl
      ;;
    freeradius) echo freeradius freeradius-rest ;;
    pamradius) echo libpam-radius-auth pamtester ;;
    kannel) echo kannel ;;
    postfix) echo postfix ;;
    haproxy) echo haproxy curl ;;
    caddy) echo caddy curl ;;
    apache) echo apache2 lua-socket ;;
    patroni) echo patroni python3-etcd etcd-server postgresql-17 openssl curl util-linux ;;
    dpkg) echo dpkg binutils ca-certificates ;;
    debootstrap) echo debootstrap ;;
    buildah) echo buildah netavark ;;
    podman) echo podman crun netavark ;;
    shellcheck) echo shellcheck ;;
  esac
}

# Ensures that everything named is available: need jdk maven …
need() {
  local thing missing=()
  for thing in "$@"; do
    # shellcheck disable=SC2207
    "has_$thing" || missing+=($(packages_of "$thing"))
  done
  if [ ${#missing[@]} -gt 0 ]; then
    install_packages "${missing[@]}"
    for thing in "$@"; do
      "has_$thing" || refuse "still missing after the installation: $thing"
    done
  fi
  JAVA_HOME=$(find_jdk)
  export JAVA_HOME
}

install_packages() {
  local command="apt-get update && apt-get install --no-install-recommends $*"
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    refuse "missing: $*. Install with: sudo sh -c '$command'"
  fi
  hold_services
  local log="$STATE/log/apt.log" status=0
  work "installing $*" "$log" apt_install "$@" || status=$?
  release_services
  [ "$status" -eq 0 ] || refuse "not installed, see $log. Repeat with: $command"
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q -o DPkg::Lock::Timeout=300 update
  apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
}

# Installing an archive package must not start it as a system service.
POLICY=/usr/sbin/policy-rc.d
HELD=
hold_services() {
  if [ ! -e "$POLICY" ]; then
    HELD=yes
    trap 'end_child; release_services' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$POLICY"
    chmod +x "$POLICY"
  fi
}

release_services() {
  if [ -n "$HELD" ]; then
    rm -f "$POLICY"
    HELD=
    trap end_child EXIT
  fi
}
