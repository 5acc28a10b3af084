package org.sallyport.gate.account.contact;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.gate.account.contact.Email.Address;
import org.sallyport.gate.account.contact.Email.NoAddress;

/**
 * Parses and masks e-mail addresses. Accepts one address in the plain form of RFC 5322 (dot-atom at
 * a domain name), without quotes, comments and address literals, which are not used in practice and
 * can hide line breaks.
 */
public final class Emails {
  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_PART_LENGTH = 64;
  private static final Pattern AROUND = Pattern.compile("^ +| +$");
  private static final Pattern LOCAL =
      Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*");
  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])");
  private static final String HIDDEN = "\u2022".repeat(8);

  private Emails() {}

  /**
   * Parses an address. A domain with non-ASCII letters is converted to its ASCII form (RFC 5890).
   */
  public static Email parse(String typed) {
    String text = AROUND.matcher(typed).replaceAll("");
    int at = text.lastIndexOf('@');
    if (at < 1 || text.length() > MAX_LENGTH || !isLocalPart(text.substring(0, at))) {
      return new NoAddress();
    }
    return domain(text.substring(at + 1))
        .map(domain -> text.substring(0, at) + "@" + domain)
        .filter(address -> address.length() <= MAX_LENGTH)
        .<Email>map(Address::new)
        .orElseGet(NoAddress::new);
  }

  /**
   * The address as pages and messages show it, "h••••••••y@brambleway.example": the same width for
   * every name at a domain.
   *
   * @param address a stored address
   */
  public static String mask(String address) {
    int at = address.lastIndexOf('@');
    if (at < 1) {
      return HIDDEN;
    }
    return address.charAt(0) + HIDDEN + address.charAt(at - 1) + address.substring(at);
  }

  private static boolean isLocalPart(String typed) {
    return typed.length() <= MAX_LOCAL_PART_LENGTH && LOCAL.matcher(typed).matches();
  }

  private static Optional<String> domain(String typed) {
    try {
      String domain = IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
      return Optional.of(domain).filter(name -> DOMAIN.matcher(name).matches());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
