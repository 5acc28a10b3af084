package org.sallyport.testing.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.testing.Browser;

/**
 * A software authenticator with the browser in front of it: creates one key pair and signs
 * correctly unless a test says otherwise (WebAuthn, section 6).
 */
public final class SoftKey {
  private static final Pattern OPTIONS = Pattern.compile("data-options=\"([^\"]+)\"");
  private static final int PRESENT = 0x01;
  private static final int VERIFIED = 0x04;
  private static final int BACKUP_ELIGIBLE = 0x08;
  private static final int WITH_KEY = 0x40;

  private final KeyPair pair;

  public byte[] credentialId;
  public String origin = "http://localhost:8080";
  public String rpId = "localhost";
  public @Nullable String type;
  public String clientDataMore = "";
  public boolean present = true;
  public boolean verified = true;
  public int counter = 1;
  public int algorithm = -7;
  public String userHandle = "";
  public byte[] extraMapEntries = {};

  /** Whether it can be copied to other devices. */
  public boolean synced;

  /** Attests the model; null for an authenticator without attestation. */
  public @Nullable TestModel model;

  /** The model that it claims to be. */
  public UUID claimed = new UUID(0, 0);

  public SoftKey() {
    this(ByteBuffer.allocate(16).putLong(UUID.randomUUID().getMostSignificantBits()).array());
  }

  /** An authenticator that uses another credential's id. */
  public SoftKey(byte[] credentialId) {
    this.credentialId = credentialId;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The WebAuthn options on a page. */
  public static String options(Browser.Page page) {
    Matcher options = OPTIONS.matcher(page.body());
    if (!options.find()) {
      throw new AssertionError("no options on the page: " + page.text());
    }
    return options.group(1).replace("&quot;", "\"").replace("&amp;", "&");
  }

  /** Registers the passkey in a session with a fresh second factor. */
  public static SoftKey link(Browser browser, String... more) {
    SoftKey key = new SoftKey();
    Browser.Page linked = key.tryToLink(browser, more);
    if (!linked.location().endsWith("?linked")) {
      throw new AssertionError("not linked: " + linked.status() + " " + linked.text());
    }
    return key;
  }

  /** Tries to register the passkey and returns the response. */
  public Browser.Page tryToLink(Browser browser, String... more) {
    browser.get("/settings/devices");
    browser.post("/settings/devices/link/passkey");
    String options = options(browser.get("/settings/devices/link/passkey"));
    String[] fields = new String[more.length + 2];
    fields[0] = "credential";
    fields[1] = create(options);
    System.arraycopy(more, 0, fields, 2, more.length);
    return browser.post("/settings/devices/link/passkey/confirm", fields);
  }

  /** The response of navigator.credentials.create. */
  public String create(String options) {
    userHandle = found(options, "\"user\":\\{\"id\":\"([^\"]+)\"");
    byte[] client = clientData("webauthn.create", options);
    byte[] data = authenticatorData(true);
    TestModel attests = model;
    byte[] attestation =
        join(
            hex("a3"),
            text("fmt"),
            text(attests == null ? "none" : "packed"),
            text("attStmt"),
            attests == null ? hex("a0") : statement(attests, join(data, hash(client))),
            text("authData"),
            bytes(data),
            extraMapEntries);
    return json(
        client,
        "\"attestationObject\":\"" + base64(attestation) + "\",\"transports\":[\"internal\"]");
  }

  /** Packed attestation (WebAuthn, section 8.2). */
  private static byte[] statement(TestModel model, byte[] signed) {
    return join(
        hex("a3"),
        text("alg"),
        hex("26"),
        text("sig"),
        bytes(model.sign(signed)),
        text("x5c"),
        hex("81"),
        bytes(model.certificate()));
  }

  private byte[] model() {
    return ByteBuffer.allocate(16)
        .putLong(claimed.getMostSignificantBits())
        .putLong(claimed.getLeastSignificantBits())
        .array();
  }

  /** The response of navigator.credentials.get; increments the counter. */
  public String get(String options) {
    byte[] client = clientData("webauthn.get", options);
    counter += counter == 0 ? 0 : 1;
    byte[] data = authenticatorData(false);
    return json(
        client,
        "\"authenticatorData\":\""
            + base64(data)
            + "\",\"signature\":\""
            + base64(sign(join(data, hash(client))))
            + "\",\"userHandle\":\""
            + userHandle
            + "\"");
  }

  private String json(byte[] client, String response) {
    String id = base64(credentialId);
    return String.format(
        Locale.ROOT,
        """
        {"id":"%s","rawId":"%s","type":"public-key","response":{"clientDataJSON":"%s",%s},"clientExtensionResults":{}}""",
        id,
        id,
        base64(client),
        response);
  }

  private byte[] clientData(String usual, String options) {
    String is = type == null ? usual : type;
    return String.format(
            Locale.ROOT,
            "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\"%s}",
            is,
            found(options, "\"challenge\":\"([^\"]+)\""),
            origin,
            clientDataMore)
        .getBytes(UTF_8);
  }

  private byte[] authenticatorData(boolean withKey) {
    int flags =
        (present ? PRESENT : 0)
            | (verified ? VERIFIED : 0)
            | (synced ? BACKUP_ELIGIBLE : 0)
            | (withKey ? WITH_KEY : 0);
    byte[] head =
        ByteBuffer.allocate(37)
            .put(hash(rpId.getBytes(UTF_8)))
            .put((byte) flags)
            .putInt(counter)
            .array();
    return withKey
        ? join(
            head,
            model(),
            ByteBuffer.allocate(2).putShort((short) credentialId.length).array(),
            credentialId,
            publicKey())
        : head;
  }

  /** COSE (RFC 9053, section 7.1.1). */
  private byte[] publicKey() {
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    return join(
        hex("a5010203"),
        algorithm >= -24
            ? new byte[] {(byte) (0x1f - algorithm)}
            : ByteBuffer.allocate(3).put((byte) 0x39).putShort((short) (-1 - algorithm)).array(),
        hex("2001215820"),
        unsigned(key.getW().getAffineX().toByteArray()),
        hex("225820"),
        unsigned(key.getW().getAffineY().toByteArray()));
  }

  private byte[] sign(byte[] data) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(data);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] unsigned(byte[] number) {
    byte[] fixed = new byte[32];
    int length = Math.min(32, number.length);
    System.arraycopy(number, number.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static byte[] text(String text) {
    return join(new byte[] {(byte) (0x60 + text.length())}, text.getBytes(UTF_8));
  }

  private static byte[] bytes(byte[] value) {
    return join(
        ByteBuffer.allocate(3).put((byte) 0x59).putShort((short) value.length).array(), value);
  }

  private static byte[] hash(byte[] data) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String found(String options, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(options);
    if (!matcher.find()) {
      throw new AssertionError("not in the options: " + pattern + " in " + options);
    }
    return matcher.group(1);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
