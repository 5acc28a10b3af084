package org.sallyport.gate.directory.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.directory.settings.DirectoryKind;
import org.sallyport.gate.directory.settings.DirectoryProperties;

/** The attributes of people and the filters that find them, for one directory. */
@RequiredArgsConstructor
final class PersonReader {
  private static final String PRINCIPAL = "userPrincipalName";
  private static final String CONTROL = "userAccountControl";
  private static final String EXPIRES = "accountExpires";
  private static final String LOCKED_389 = "nsAccountLock";
  private static final String LOCKED_POLICY = "pwdAccountLockedTime";

  /** A lock without an end, by which admins disable an account (draft-behera, section 5.3.3). */
  private static final String LOCKED_FOR_GOOD = "000001010000Z";

  /** ADS_UF_ACCOUNTDISABLE. */
  private static final long ACCOUNT_DISABLED = 2;

  /** The 100-nanosecond intervals from 1601 to 1970. */
  private static final long FILETIME_EPOCH = 116_444_736_000_000_000L;

  private static final long FILETIME_PER_MILLI = 10_000;
  private static final int UUID_BYTES = 16;

  private final DirectoryProperties properties;
  private final Clock clock;

  /** The attributes to ask for. */
  String[] attributes() {
    List<String> names =
        new ArrayList<>(
            List.of(
                properties.idAttributeOrStandard(),
                properties.usernameAttributeOrStandard(),
                properties.nameAttributeOrStandard(),
                properties.emailAttribute(),
                properties.phoneAttribute(),
                PRINCIPAL,
                CONTROL,
                EXPIRES,
                LOCKED_389,
                LOCKED_POLICY));
    if (properties.languageAttribute() != null) {
      names.add(properties.languageAttribute());
    }
    names.addAll(properties.numberAttributes().values());
    return names.toArray(String[]::new);
  }

  /** What every person matches. */
  Filter everybody() throws LDAPException {
    Filter person = Filter.createEqualityFilter("objectClass", properties.kind().personClass());
    List<Filter> parts = new ArrayList<>(List.of(person));
    if (properties.kind() == DirectoryKind.ACTIVE_DIRECTORY) {
      parts.add(Filter.createEqualityFilter("objectCategory", "person"));
    }
    if (properties.userFilter() != null) {
      parts.add(Filter.create(properties.userFilter()));
    }
    return Filter.createANDFilter(parts);
  }

  /** Finds the owner of a name; the name is a value and never part of the syntax. */
  Filter named(TypedName typed) throws LDAPException {
    Filter plain =
        Filter.createEqualityFilter(properties.usernameAttributeOrStandard(), typed.plain());
    return Filter.createANDFilter(
        everybody(),
        typed.isPrincipalName()
            ? Filter.createORFilter(Filter.createEqualityFilter(PRINCIPAL, typed.name()), plain)
            : plain);
  }

  /** Finds an entry by its id. */
  Filter withId(String objectId) {
    return switch (properties.kind()) {
      case ACTIVE_DIRECTORY ->
          Filter.createEqualityFilter(properties.idAttributeOrStandard(), guidBytes(objectId));
      case OPENLDAP, DS389 ->
          Filter.createEqualityFilter(properties.idAttributeOrStandard(), objectId);
    };
  }

  /** Reads a person without groups; empty if the entry lacks its id or its name. */
  Optional<Person> person(SearchResultEntry entry) {
    Optional<String> id = objectId(entry);
    String username = value(entry, properties.usernameAttributeOrStandard());
    if (id.isEmpty() || username == null) {
      return Optional.empty();
    }
    String name = value(entry, properties.nameAttributeOrStandard());
    return Optional.of(
        new Person(
            id.get(),
            entry.getDN(),
            username,
            value(entry, PRINCIPAL),
            name == null ? username : name,
            value(entry, properties.emailAttribute()),
            value(entry, properties.phoneAttribute()),
            language(entry),
            numbers(entry),
            Set.of(),
            isDisabled(entry)));
  }

  private @Nullable String language(SearchResultEntry entry) {
    String attribute = properties.languageAttribute();
    String value = attribute == null ? null : value(entry, attribute);
    return value == null ? null : Locale.forLanguageTag(value.split("[,;]", 2)[0]).getLanguage();
  }

  private Map<String, List<String>> numbers(SearchResultEntry entry) {
    Map<String, List<String>> numbers = new HashMap<>();
    properties
        .numberAttributes()
        .forEach(
            (issuer, attribute) -> {
              String[] values = entry.getAttributeValues(attribute);
              numbers.put(issuer, values == null ? List.of() : List.of(values));
            });
    return numbers;
  }

  private boolean isDisabled(SearchResultEntry entry) {
    if (LOCKED_FOR_GOOD.equals(entry.getAttributeValue(LOCKED_POLICY))
        || "true".equalsIgnoreCase(entry.getAttributeValue(LOCKED_389))) {
      return true;
    }
    return isSwitchedOff(entry) || isOver(entry);
  }

  /** Whether Active Directory's admins disabled the account. */
  static boolean isSwitchedOff(SearchResultEntry entry) {
    Long control = entry.getAttributeValueAsLong(CONTROL);
    return control != null && (control & ACCOUNT_DISABLED) != 0;
  }

  /**
   * Whether its time is over: 0 and the largest number mean never (MS-ADTS 2.2.16 and the schema's
   * accountExpires).
   */
  boolean isOver(SearchResultEntry entry) {
    Long expires = entry.getAttributeValueAsLong(EXPIRES);
    return expires != null
        && expires > 0
        && expires < Long.MAX_VALUE
        && (expires - FILETIME_EPOCH) / FILETIME_PER_MILLI <= clock.millis();
  }

  private static @Nullable String value(SearchResultEntry entry, String attribute) {
    String value = entry.getAttributeValue(attribute);
    return value == null || value.isBlank() ? null : value.strip();
  }

  private Optional<String> objectId(SearchResultEntry entry) {
    Attribute attribute = entry.getAttribute(properties.idAttributeOrStandard());
    if (attribute == null) {
      return Optional.empty();
    }
    if (properties.kind() != DirectoryKind.ACTIVE_DIRECTORY) {
      return Optional.ofNullable(attribute.getValue());
    }
    ASN1OctetString[] values = attribute.getRawValues();
    return values.length == 1 && values[0].getValue().length == UUID_BYTES
        ? Optional.of(guid(values[0].getValue()))
        : Optional.empty();
  }

  /** A GUID as text: its first three parts are little-endian (MS-DTYP 2.3.4.2). */
  static String guid(byte[] value) {
    ByteBuffer little = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    long first = Integer.toUnsignedLong(little.getInt());
    long second = Short.toUnsignedLong(little.getShort());
    long third = Short.toUnsignedLong(little.getShort());
    long high = (first << 32) | (second << 16) | third;
    return new UUID(high, little.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
  }

  /** The bytes of a GUID in a directory. */
  static byte[] guidBytes(String text) {
    UUID uuid = UUID.fromString(text);
    long high = uuid.getMostSignificantBits();
    return ByteBuffer.allocate(UUID_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt((int) (high >>> 32))
        .putShort((short) (high >>> 16))
        .putShort((short) high)
        .order(ByteOrder.BIG_ENDIAN)
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }
}
