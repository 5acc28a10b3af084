package org.sallyport.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A certificate authority for this demo only, created at its first start on a network, with a
 * certificate for one address: browsers on phones allow camera and notifications over HTTPS only.
 * The keys are generated with the JDK's keytool and stay in the demo's folder.
 */
final class LocalAuthority {
  private static final int PASSWORD_BYTES = 16;
  private static final String DAYS = "825";

  private final Path folder;
  private final InetAddress address;

  LocalAuthority(Path folder, InetAddress address) {
    this.folder = folder;
    this.address = address;
  }

  /** Creates what is missing or was created for another address. */
  static LocalAuthority take(Path folder, InetAddress address) throws IOException {
    LocalAuthority authority = new LocalAuthority(folder, address);
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    if (Files.notExists(authority.certificate())) {
      authority.makeAuthority();
    }
    if (Files.notExists(authority.keys())) {
      authority.makeServer();
    }
    return authority;
  }

  /** The CA certificate, to be trusted by phones. */
  Path certificate() {
    return folder.resolve("authority.crt");
  }

  /** The server's key and chain (PKCS 12). */
  Path keys() {
    return folder.resolve("server-" + address.getHostAddress().replace(':', '-') + ".p12");
  }

  /** The password of the key stores. */
  String password() throws IOException {
    Path file = folder.resolve("password");
    if (Files.notExists(file)) {
      byte[] bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      Files.writeString(file, HexFormat.of().formatHex(bytes));
    }
    return Files.readString(file);
  }

  private Path authorityKeys() {
    return folder.resolve("authority.p12");
  }

  private void makeAuthority() throws IOException {
    keytool(
        authorityKeys(),
        "-genkeypair -alias ca -keyalg EC -groupname secp256r1 -validity 3650",
        "-dname",
        "CN=Sallyport demo on this machine",
        "-ext",
        "bc:c=ca:true,pathlen:0",
        "-ext",
        "ku:c=keyCertSign,cRLSign");
    keytool(authorityKeys(), "-exportcert -rfc -alias ca", "-file", certificate().toString());
  }

  private void makeServer() throws IOException {
    Path request = folder.resolve("server.csr");
    Path signed = folder.resolve("server.crt");
    Path store = folder.resolve("server.new");
    Files.deleteIfExists(store);
    keytool(
        store,
        "-genkeypair -alias server -keyalg EC -groupname secp256r1 -validity " + DAYS,
        "-dname",
        "CN=" + address.getHostAddress());
    keytool(store, "-certreq -alias server", "-file", request.toString());
    keytool(
        authorityKeys(),
        "-gencert -rfc -alias ca -validity " + DAYS,
        "-ext",
        "san=ip:" + address.getHostAddress(),
        "-ext",
        "eku=serverAuth",
        "-infile",
        request.toString(),
        "-outfile",
        signed.toString());
    keytool(store, "-importcert -noprompt -alias ca", "-file", certificate().toString());
    keytool(store, "-importcert -noprompt -alias server", "-file", signed.toString());
    Files.move(store, keys());
    Files.delete(request);
    Files.delete(signed);
  }

  private void keytool(Path store, String act, String... more) throws IOException {
    ProcessBuilder keytool = new ProcessBuilder(command(store, act, more));
    keytool.redirectErrorStream(true).environment().put("STORE_PASSWORD", password());
    Process running = keytool.start();
    running.getOutputStream().close();
    waitForSuccess(running);
  }

  private static List<String> command(Path store, String act, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(act.split(" ")));
    command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString()));
    command.addAll(List.of("-storepass:env", "STORE_PASSWORD"));
    command.addAll(List.of(more));
    return command;
  }

  private static void waitForSuccess(Process running) throws IOException {
    String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (running.waitFor() != 0) {
        throw new IOException("keytool: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
