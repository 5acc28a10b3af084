package org.sallyport.testing.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An authority and a certificate for one address, made by openssl. */
public final class Certificates {
  private Certificates() {}

  /** Writes ca.pem, cert.pem and key.pem; the certificate is for the address and "localhost". */
  public static void make(Path folder, String address) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Process shell =
        new ProcessBuilder(
                "/bin/sh",
                "-ec",
                """
                openssl req -x509 -newkey rsa:2048 -nodes -keyout ca-key.pem -out ca.pem -days 30 -subj "/CN=Test authority"
                openssl req -newkey rsa:2048 -nodes -keyout key.pem -out request.pem -subj "/CN=dc"
                printf 'subjectAltName=IP:%s,DNS:localhost' "$1" >names
                openssl x509 -req -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -out cert.pem -days 30 \
                  -extfile names
                chmod 600 key.pem
                """,
                "sh",
                address)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("openssl.log").toFile())
            .start();
    if (shell.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(folder.resolve("openssl.log")));
    }
  }
}
