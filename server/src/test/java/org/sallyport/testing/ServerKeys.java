package org.sallyport.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys of servers with self-signed certificates, and the TLS of both sides. */
public final class ServerKeys {
  private static final String WORD = "lantern";

  private ServerKeys() {}

  /**
   * A key with a self-signed certificate.
   *
   * @param name a subjectAltName as keytool has it, for example "ip:127.0.0.1"
   */
  public static KeyStore of(String name) throws GeneralSecurityException, IOException {
    Path folder = Files.createTempDirectory("sallyport-keys");
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=server",
                "-ext",
                "san=" + name,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                WORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (keytool.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("keytool.log")));
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, WORD.toCharArray());
    }
    return keys;
  }

  /** The side of a server with these keys. */
  public static SSLContext serving(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, WORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  /** The side of a client that trusts the certificate of these keys, and no other. */
  public static SSLContext trusting(KeyStore keys) throws GeneralSecurityException, IOException {
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    authorities.load(null, null);
    authorities.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
    managers.init(authorities);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
