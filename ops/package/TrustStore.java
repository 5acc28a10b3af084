import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/**
 * Makes a trust store for Java, without a password, from certificates in PEM: java TrustStore STORE
 * FILE.pem…
 */
public class TrustStore {
  public static void main(String[] args) throws IOException, GeneralSecurityException {
    System.setProperty("keystore.pkcs12.certProtectionAlgorithm", "NONE");
    System.setProperty("keystore.pkcs12.macAlgorithm", "NONE");
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    int number = 0;
    for (int i = 1; i < args.length; i++) {
      try (InputStream in = Files.newInputStream(Path.of(args[i]))) {
        for (Certificate certificate : factory.generateCertificates(in)) {
          store.setCertificateEntry("%04d".formatted(number++), certificate);
        }
      }
    }
    // Replaced in one step: a server that starts meanwhile reads the old one or the new one.
    Path written = Path.of(args[0] + ".new");
    try (var out = Files.newOutputStream(written)) {
      store.store(out, null);
    }
    Files.move(written, Path.of(args[0]), StandardCopyOption.ATOMIC_MOVE);
  }
}
