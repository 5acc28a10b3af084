package org.sallyport.gate.directory.kerberos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.security.auth.kerberos.KerberosKey;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.directory.settings.KerberosProperties;

/**
 * The keys of a service principal. The file is read at each use, so new keys count at once. Keys of
 * DES and RC4 are left out, whatever the file and the machine's krb5.conf allow (RFC 6649, RFC
 * 8429).
 */
@RequiredArgsConstructor
final class ServiceKeys {
  /** AES with SHA-1 and with SHA-2 (RFC 3962, RFC 8009). */
  private static final Set<Integer> STRONG = Set.of(17, 18, 19, 20);

  private static final Set<PosixFilePermission> PERMISSIONS_OF_OTHERS =
      Set.of(
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final KerberosProperties properties;

  KerberosPrincipal principal() {
    return new KerberosPrincipal(properties.service(), KerberosPrincipal.KRB_NT_SRV_HST);
  }

  /** The keys that tickets are accepted with; empty if the file cannot be read, or has none. */
  List<KerberosKey> strong() {
    return Stream.of(KeyTab.getUnboundInstance(file().toFile()).getKeys(principal()))
        .filter(key -> STRONG.contains(key.getKeyType()))
        .toList();
  }

  private Path file() {
    return properties.keytab();
  }

  /**
   * Whether others than its owner and its group may read the file, or others than its owner write
   * it; false if that cannot be found out.
   */
  boolean isOpenToOthers() {
    try {
      return Files.getPosixFilePermissions(file()).stream()
          .anyMatch(PERMISSIONS_OF_OTHERS::contains);
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Whether this process can read the file. */
  boolean isReadable() {
    return Files.isReadable(file());
  }
}
