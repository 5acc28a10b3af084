package org.sallyport.connect.radius;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A gateway that asks a RADIUS server (RFC 2865 and, for Message-Authenticator, RFC 3579). */
final class Gateway {
  private static final int USER_NAME = 1;
  private static final int USER_PASSWORD = 2;
  private static final int FILTER_ID = 11;
  private static final int REPLY_MESSAGE = 18;
  private static final int STATE = 24;
  private static final int CALLING_STATION_ID = 31;
  private static final int NAS_IDENTIFIER = 32;
  private static final int MESSAGE_AUTHENTICATOR = 80;
  private static final int HEADER = 20;
  private static final int BLOCK = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int port;
  private final byte[] secret;
  private final Duration patience;

  Gateway(int port, String secret, Duration patience) {
    this.port = port;
    this.secret = bytes(secret);
    this.patience = patience;
  }

  /**
   * An answer.
   *
   * @param kind for example "Access-Accept"; empty if none came
   * @param words Reply-Message
   * @param state State, in hexadecimal; empty if there was none
   * @param filters each Filter-Id
   */
  record Received(String kind, String words, String state, List<String> filters) {}

  /**
   * Sends an Access-Request.
   *
   * @param state of the challenge that is answered; empty for none
   * @param signed whether it has a Message-Authenticator
   */
  Received asks(String username, String password, String state, boolean signed)
      throws IOException, GeneralSecurityException {
    byte[] authenticator = new byte[BLOCK];
    RANDOM.nextBytes(authenticator);
    ByteArrayOutputStream attributes = new ByteArrayOutputStream();
    if (signed) {
      add(attributes, MESSAGE_AUTHENTICATOR, new byte[BLOCK]);
    }
    add(attributes, USER_NAME, bytes(username));
    add(attributes, USER_PASSWORD, hidden(bytes(password), authenticator));
    add(attributes, CALLING_STATION_ID, bytes("203.0.113.9"));
    add(attributes, NAS_IDENTIFIER, bytes("fw1"));
    if (!state.isEmpty()) {
      add(attributes, STATE, HexFormat.of().parseHex(state));
    }
    byte[] request =
        ByteBuffer.allocate(HEADER + attributes.size())
            .put((byte) 1)
            .put((byte) RANDOM.nextInt())
            .putShort((short) (HEADER + attributes.size()))
            .put(authenticator)
            .put(attributes.toByteArray())
            .array();
    if (signed) {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(secret, "HmacMD5"));
      System.arraycopy(mac.doFinal(request), 0, request, HEADER + 2, BLOCK);
    }
    return sent(request, authenticator);
  }

  private Received sent(byte[] request, byte[] authenticator)
      throws IOException, GeneralSecurityException {
    try (DatagramSocket socket = new DatagramSocket()) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      socket.send(new DatagramPacket(request, request.length, loopback, port));
      socket.setSoTimeout((int) patience.toMillis());
      DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
      socket.receive(answer);
      return read(Arrays.copyOf(answer.getData(), answer.getLength()), authenticator);
    } catch (SocketTimeoutException e) {
      return new Received("", "", "", List.of());
    }
  }

  private Received read(byte[] answer, byte[] authenticator) throws GeneralSecurityException {
    byte[] expected = answer.clone();
    System.arraycopy(authenticator, 0, expected, 4, BLOCK);
    MessageDigest md5 = MessageDigest.getInstance("MD5");
    md5.update(expected);
    if (!MessageDigest.isEqual(md5.digest(secret), Arrays.copyOfRange(answer, 4, HEADER))) {
      throw new AssertionError("the answer is not the server's");
    }
    StringBuilder words = new StringBuilder();
    String state = "";
    List<String> filters = new ArrayList<>();
    boolean isSigned = false;
    for (int at = HEADER; at < answer.length; at += answer[at + 1] & 0xFF) {
      byte[] value = Arrays.copyOfRange(answer, at + 2, at + (answer[at + 1] & 0xFF));
      switch (answer[at] & 0xFF) {
        case REPLY_MESSAGE -> words.append(new String(value, StandardCharsets.UTF_8));
        case STATE -> state = HexFormat.of().formatHex(value);
        case FILTER_ID -> filters.add(new String(value, StandardCharsets.UTF_8));
        case MESSAGE_AUTHENTICATOR -> isSigned = true;
        default -> {}
      }
    }
    if (!isSigned) {
      throw new AssertionError("the answer has no Message-Authenticator");
    }
    return new Received(kind(answer[0]), words.toString(), state, filters);
  }

  private static String kind(byte code) {
    return switch (code) {
      case 2 -> "Access-Accept";
      case 3 -> "Access-Reject";
      case 11 -> "Access-Challenge";
      default -> "code " + code;
    };
  }

  /** RFC 2865, section 5.2. */
  private byte[] hidden(byte[] password, byte[] authenticator) throws GeneralSecurityException {
    byte[] hidden =
        Arrays.copyOf(password, Math.max(1, (password.length + BLOCK - 1) / BLOCK) * BLOCK);
    byte[] last = authenticator;
    for (int at = 0; at < hidden.length; at += BLOCK) {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(secret);
      byte[] pad = md5.digest(last);
      for (int i = 0; i < BLOCK; i++) {
        hidden[at + i] = (byte) (hidden[at + i] ^ pad[i]);
      }
      last = Arrays.copyOfRange(hidden, at, at + BLOCK);
    }
    return hidden;
  }

  private static void add(ByteArrayOutputStream attributes, int type, byte[] value) {
    attributes.write(type);
    attributes.write(2 + value.length);
    attributes.writeBytes(value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
