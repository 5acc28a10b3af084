# The OCI image: the Debian package in a minimal Debian, for Docker, Podman and Kubernetes.
# shellcheck disable=SC2016
# shellcheck shell=bash

IMAGE_USER=10001
# What nothing in the image uses: it is replaced as a whole, not updated in place.
IMAGE_UNUSED=(apt libapt-pkg7.0 sqv libhogweed6t64 libnettle8t64 debian-archive-keyring mount)
# JDK 25 would keep machine code in the cache without noting for which processor, and end with SIGILL on a smaller one.
IMAGE_TRAINING='-XX:+UnlockDiagnosticVMOptions -XX:-AOTAdapterCaching'

make_image() {
  local version='' file=''
  while [ $# -gt 0 ]; do
    case "$1" in
      --version | --output) take_value "$@" ;;&
      --version) version="$VALUE" ;;
      --output) file=$(readlink -m -- "$VALUE") ;;
      *) refuse "image: no such option: $1" ;;
    esac
    shift 2
  done
  [ "$(id -u)" -eq 0 ] || refuse "image: needs root, for debootstrap"
  [ -n "$version" ] || version=$(package_version)
  need jdk maven npm dpkg debootstrap buildah
  local architecture package
  architecture=$(dpkg --print-architecture)
  [ -n "$file" ] || file="$STATE/image/sallyport_${version}_$architecture.oci.tar"
  make_package --version "$version" --output "$STATE/image" >/dev/null
  package="$STATE/image/sallyport_${version}_$architecture.deb"
  image_of "$package" "$version" "$file"
  rm -f "$package"
  printf '%s\n' "$file"
}

# image_of PACKAGE VERSION FILE: SOURCE_DATE_EPOCH is the time of all files.
image_of() {
  image_root
  IMAGE_WORK="$STATE/image/work"
  drop_image_work
  mkdir -p "$IMAGE_WORK" "$(dirname "$3")"
  local log="$STATE/log/image.log" status
  # Behind ||, the function's `set -e` would have no effect.
  set +e
  work "making the image" "$log" assemble_image "$@"
  status=$?
  set -e
  drop_image_work
  [ "$status" -eq 0 ] || fail "the image was not made, see $log"
  say "  $(du -h "$3" | cut -f 1) in $3"
}

# buildah, with storage of its own.
bud() {
  buildah --root "$IMAGE_WORK/storage" --runroot "$IMAGE_WORK/run" "$@"
}

drop_image_work() {
  [ -d "$IMAGE_WORK" ] || return 0
  [ ! -d "$IMAGE_WORK/storage" ] || bud rm --all >/dev/null 2>&1 || true
  # The storage itself is a mount, for some drivers.
  awk -v below="$IMAGE_WORK/" 'index($2, below) == 1 {print $2}' /proc/mounts | sort -r | xargs -r -n 1 umount
  rm -rf "$IMAGE_WORK"
}

# assemble_image PACKAGE VERSION FILE: two layers. The first one is the same each time, the second one is the AOT cache.
assemble_image() {
  set -e
  local container root system=localhost/sallyport-system tag
  container=$(bud from --quiet --ulimit "nofile=$(ulimit -Hn)" --ulimit "nproc=$(ulimit -Hu)" scratch)
  root=$(bud mount "$container")
  tar -C "$root" -xf "$STATE/debian/image.tar"
  install_in_image "$container" "$root" "$1"
  install -m 755 "$HOME_FOLDER"/ops/image/{entrypoint,ready,stamp} "$root/usr/lib/sallyport/"
  mv "$root/usr/lib/sallyport/sallyport.aot" "$IMAGE_WORK/sallyport.aot"
  slim "$root"
  describe_image "$container" "$2"
  commit_image "$container" "$system"
  container=$(bud from --quiet --pull=never "$system")
  root=$(bud mount "$container")
  install -m 644 "$IMAGE_WORK/sallyport.aot" "$root/usr/lib/sallyport/sallyport.aot"
  # A tag may have no ~ and no +.
  tag=$(printf '%s' "$2" | tr '~+' '--')
  commit_image "$container" "oci:$IMAGE_WORK/layout:sallyport:$tag"
  pack_image "$IMAGE_WORK/layout" "sallyport:$tag" "$3"
}

# install_in_image CONTAINER ROOT PACKAGE: as on any Debian, but with a user of a fixed number.
install_in_image() {
  cp "$3" "$2/sallyport.deb"
  bud run --isolation chroot --env DEBIAN_FRONTEND=noninteractive --env "SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH" \
    --env "SALLYPORT_TRAINING=$IMAGE_TRAINING" --env "NUMBER=$IMAGE_USER" "$1" -- sh -euc '
      groupadd --gid "$NUMBER" sallyport
      useradd --uid "$NUMBER" --gid sallyport --home-dir /var/lib/sallyport --no-create-home --shell /usr/sbin/nologin sallyport
      dpkg --force-unsafe-io --install /sallyport.deb
      test -s /usr/lib/sallyport/sallyport.aot'
  rm "$2/sallyport.deb"
}

describe_image() {
  bud config --user "$IMAGE_USER:$IMAGE_USER" --workingdir /var/lib/sallyport --volume /var/lib/sallyport --port 8080 \
    --entrypoint '["/usr/lib/sallyport/entrypoint"]' --cmd serve --stop-signal SIGTERM \
    --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --env LANG=C.UTF-8 --env JAVA_TMPDIR=/var/lib/sallyport/tmp \
    --label org.opencontainers.image.title=Sallyport \
    --label 'org.opencontainers.image.description=Two-factor authentication gateway and portal in front of a DICOMweb archive' \
    --label "org.opencontainers.image.version=$2" --label org.opencontainers.image.licenses=Apache-2.0 "$1"
}

commit_image() {
  bud commit --quiet --rm --timestamp "$SOURCE_DATE_EPOCH" --omit-history --identity-label=false --disable-compression=false "$1" "$2"
}

# pack_image LAYOUT NAME FILE: an OCI archive, with the list that `docker load` of older versions reads.
pack_image() {
  local manifest digests
  manifest=$(blobs_of "$1/index.json")
  read -ra digests <<<"$(blobs_of "$1/$manifest" | tr '\n' ' ')"
  printf '[{"Config":"%s","RepoTags":["%s"],"Layers":["%s","%s"]}]\n' "${digests[0]}" "$2" "${digests[1]}" "${digests[2]}" >"$1/manifest.json"
  tar -C "$1" --sort=name --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
    -cf "$3" oci-layout index.json manifest.json blobs
}

# The blobs that a JSON file of the layout names, in its order.
blobs_of() {
  grep -o '"digest":"sha256:[0-9a-f]*"' "$1" | sed 's#.*"sha256:\(.*\)"#blobs/sha256/\1#'
}

# A minimal Debian with its security updates, kept for a day.
image_root() {
  local archive="$STATE/debian/image.tar" folder="$STATE/debian/image"
  [ -z "$(find "$archive" -mmin -1440 2>/dev/null)" ] || return 0
  rm -rf "$folder"
  mkdir -p "$folder"
  local log="$STATE/log/debian-image.log" status
  set +e
  work "making a minimal Debian system" "$log" minimal_debian "$folder" "$archive"
  status=$?
  set -e
  rm -rf "$folder"
  [ "$status" -eq 0 ] || fail "no Debian system, see $log"
}

minimal_debian() {
  set -e
  local mirror="${DEBIAN_MIRROR:-http://deb.debian.org/debian}"
  debootstrap --variant=minbase --include=libstdc++6 trixie "$1" "$mirror"
  printf 'deb %s trixie%s main\n' "$mirror" '' "$mirror" -updates \
    "${DEBIAN_SECURITY_MIRROR:-http://deb.debian.org/debian-security}" -security >"$1/etc/apt/sources.list"
  DEBIAN_FRONTEND=noninteractive chroot "$1" sh -euc 'apt-get -q update; apt-get -q -y dist-upgrade; dpkg --purge "$@"' sh "${IMAGE_UNUSED[@]}"
  slim "$1"
  tar -C "$1" --numeric-owner -cf "$2.new" .
  mv "$2.new" "$2"
}

# Removes what differs each time, what names the machine it was made on, and what nobody reads.
slim() {
  rm -rf "$1"/var/lib/apt "$1"/var/cache/* "$1"/var/log/* "$1"/etc/apt "$1"/run/* "$1"/tmp/* "$1"/var/tmp/*
  rm -rf "$1"/usr/share/{man,info,locale,bash-completion,lintian} "$1"/etc/{hostname,resolv.conf,hosts}
  rm -f "$1"/etc/{passwd,group,shadow,gshadow,subuid,subgid}- "$1"/var/lib/dpkg/*-old "$1"/var/cache/ldconfig/aux-cache
  find "$1/usr/share/doc" -type f -not -name copyright -not -path "$1/usr/share/doc/sallyport/*" -delete
  find "$1/usr/share/doc" -type d -empty -delete
  find "$1" -xdev -type f -perm /6000 -exec chmod ug-s {} +
  : >"$1/etc/machine-id"
}
