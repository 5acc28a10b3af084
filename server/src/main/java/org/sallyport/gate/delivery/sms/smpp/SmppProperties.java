package org.sallyport.gate.delivery.sms.smpp;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Loopback;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * An SMS centre (SMPP 3.4), to which each node keeps one connection as a transceiver.
 *
 * @param host its host
 * @param port its port
 * @param tls whether the connection is encrypted. May be off only to this same machine
 * @param caFile certificates of the authority of its certificate, as PEM; those of Java if not set
 * @param systemId the user (system_id), at most 15 characters
 * @param password the password, at most 8 characters, as SMPP 3.4 has it
 * @param systemType the system type, if the operator of the centre names one
 * @param sender from whom messages come: a name of at most 11 characters, or a number with +. The
 *     centre decides if not set
 * @param window how many messages may wait for the centre's answer at once
 * @param enquireLink after how long without traffic the connection is tested (enquire_link)
 * @param validity how long the centre tries to deliver a message
 * @param decimalReceipts whether receipts name in decimal digits the message that the centre's
 *     answer named in hexadecimal ones
 * @param timeout the longest wait for a connection, and for an answer
 */
public record SmppProperties(
    @Nullable String host,
    @DefaultValue("3550") int port,
    @DefaultValue("true") boolean tls,
    @Nullable Path caFile,
    @Nullable String systemId,
    @Nullable String password,
    @DefaultValue("") String systemType,
    @DefaultValue("") String sender,
    @DefaultValue("8") int window,
    @DefaultValue("30s") Duration enquireLink,
    @DefaultValue("20m") Duration validity,
    @DefaultValue("false") boolean decimalReceipts,
    @DefaultValue("10s") Duration timeout) {
  private static final int MAX_PORT = 65_535;
  private static final int MAX_USER = 15;
  private static final int MAX_PASSWORD = 8;
  private static final int MAX_SYSTEM_TYPE = 12;
  private static final int MAX_WINDOW = 100;
  private static final Duration MAX_VALIDITY = Duration.ofDays(1);

  public SmppProperties {
    if (host == null || host.isBlank()) {
      throw refused("host must be set");
    }
    if (port < 1 || port > MAX_PORT) {
      throw refused("port must be 1 to " + MAX_PORT);
    }
    if (!tls && !Loopback.is(host)) {
      throw refused("tls may be off only to this same machine");
    }
    check("system-id", systemId, 1, MAX_USER);
    check("password", password, 0, MAX_PASSWORD);
    check("system-type", systemType, 0, MAX_SYSTEM_TYPE);
    if (!sender.matches("|\\+[1-9][0-9]{3,14}|[0-9]{3,8}|[A-Za-z0-9 .&-]{1,11}")) {
      throw refused("sender must be a name of at most 11 characters, or a number");
    }
    if (window < 1 || window > MAX_WINDOW) {
      throw refused("window must be 1 to " + MAX_WINDOW);
    }
    if (!isPositive(timeout) || !isPositive(enquireLink) || !isPositive(validity)) {
      throw refused("timeout, enquire-link and validity must be more than 0s");
    }
    if (validity.compareTo(MAX_VALIDITY) >= 0) {
      throw refused("validity must be less than 24h");
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static void check(String name, @Nullable String value, int least, int most) {
    if (value == null || value.length() < least || value.length() > most) {
      throw refused(name + " must have " + least + " to " + most + " characters");
    }
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(value)
        || value.chars().anyMatch(Character::isISOControl)) {
      throw refused(name + " must be of ASCII characters");
    }
  }

  private static IllegalArgumentException refused(String words) {
    return new IllegalArgumentException("sallyport.sms.routes: smpp." + words);
  }

  String address() {
    return String.valueOf(host);
  }

  String user() {
    return String.valueOf(systemId);
  }

  String word() {
    return String.valueOf(password);
  }

  int timeoutMillis() {
    return Math.toIntExact(timeout.toMillis());
  }

  /** Omits the password. */
  @Override
  public String toString() {
    return "SmppProperties[" + host + ":" + port + "]";
  }
}
