package org.sallyport.testing.messages;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A push service on loopback with the browser behind it: receives messages, verifies their sender,
 * and decrypts them with a separate implementation of RFC 8291 and RFC 8292.
 */
public final class PushReceiver implements AutoCloseable {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  /** The ASN.1 prefix of a P-256 public key, before the point. */
  private static final byte[] SPKI_HEAD =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private final HttpServer server;
  private final KeyPair key;
  private final byte[] auth = "sixteen bytes...".getBytes(StandardCharsets.US_ASCII);
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private volatile int status = 201;

  /** A received message. */
  public record Message(
      String text, Map<String, String> headers, String claims, String serverKey) {}

  public PushReceiver() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      key = generator.generateKeyPair();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::receive);
    server.start();
  }

  /** A subscription to this receiver, as JSON. */
  public String subscription() {
    return subscription("http://127.0.0.1:" + server.getAddress().getPort() + "/push/abc?x=1");
  }

  /** A subscription to another endpoint. */
  public String subscription(String endpoint) {
    return String.format(
        Locale.ROOT,
        "{\"endpoint\":\"%s\",\"p256dh\":\"%s\",\"auth\":\"%s\",\"expirationTime\":null}",
        endpoint,
        BASE64.encodeToString(point()),
        BASE64.encodeToString(auth));
  }

  /** Sets the status of further responses. */
  public void answer(int with) {
    status = with;
  }

  public Message next() {
    try {
      Message next = messages.poll(10, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("no push message came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The next message within a time; null if there is none. */
  public @Nullable Message within(long millis) {
    try {
      return messages.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    // Read the status before the message is visible: a test that sees the message may change the
    // status.
    int answer = status;
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      messages.add(
          new Message(
              decrypt(body),
              Map.of(
                  "TTL", exchange.getRequestHeaders().getFirst("TTL"),
                  "Urgency", exchange.getRequestHeaders().getFirst("Urgency"),
                  "Content-Encoding", exchange.getRequestHeaders().getFirst("Content-Encoding"),
                  "target", exchange.getRequestURI().toString()),
              claims(authorization),
              authorization.replaceFirst(".*, k=", "")));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      exchange.sendResponseHeaders(answer, -1);
      exchange.close();
    }
  }

  private String decrypt(byte[] body) throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(body);
    byte[] salt = new byte[16];
    in.get(salt);
    in.getInt();
    byte[] sender = new byte[in.get()];
    in.get(sender);
    byte[] sealed = new byte[in.remaining()];
    in.get(sealed);
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(key.getPrivate());
    agreement.doPhase(publicKey(sender), true);
    byte[] info = joined("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), point(), sender);
    byte[] ikm = hkdf(auth, agreement.generateSecret(), info, 32);
    byte[] cek =
        hkdf(salt, ikm, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), 16);
    byte[] nonce =
        hkdf(salt, ikm, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), 12);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(cek, "AES"), new GCMParameterSpec(128, nonce));
    byte[] open = cipher.doFinal(sealed);
    if (open[open.length - 1] != 2) {
      throw new GeneralSecurityException("not the last record");
    }
    return new String(open, 0, open.length - 1, StandardCharsets.UTF_8);
  }

  private static String claims(String authorization) throws GeneralSecurityException {
    String token = authorization.replaceFirst("vapid t=", "").replaceFirst(", k=.*", "");
    byte[] point = Base64.getUrlDecoder().decode(authorization.replaceFirst(".*, k=", ""));
    int last = token.lastIndexOf('.');
    Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
    check.initVerify(publicKey(point));
    check.update(token.substring(0, last).getBytes(StandardCharsets.US_ASCII));
    if (!check.verify(Base64.getUrlDecoder().decode(token.substring(last + 1)))) {
      throw new GeneralSecurityException("not signed");
    }
    String payload = token.substring(token.indexOf('.') + 1, last);
    return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
  }

  /** HKDF by HMAC alone (RFC 5869), for up to 32 bytes. */
  private static byte[] hkdf(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] extracted = hmac(salt, secret);
    return Arrays.copyOf(hmac(extracted, joined(info, new byte[] {1})), length);
  }

  private static byte[] hmac(byte[] with, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(with, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private byte[] point() {
    byte[] spki = ((ECPublicKey) key.getPublic()).getEncoded();
    return Arrays.copyOfRange(spki, spki.length - 65, spki.length);
  }

  private static PublicKey publicKey(byte[] point) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePublic(new X509EncodedKeySpec(joined(SPKI_HEAD, point)));
  }

  private static byte[] joined(byte[]... parts) {
    ByteBuffer joined =
        ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }
}
