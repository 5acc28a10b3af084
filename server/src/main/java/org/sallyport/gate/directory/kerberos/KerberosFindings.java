package org.sallyport.gate.directory.kerberos;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.kerberos.KerberosKey;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.sallyport.gate.directory.settings.KerberosProperties;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.springframework.util.unit.DataSize;

/**
 * What {@code doctor} says of tickets: whether the keytab can be read, by nobody else, and has the
 * keys that the directory has; whether browsers ask for a ticket for this principal; and whether
 * there is room for a ticket in a request.
 */
public final class KerberosFindings {
  private static final String SUBJECT = "directory";
  private static final String VERSION = "msDS-KeyVersionNumber";
  private static final String ENCRYPTION = "msDS-SupportedEncryptionTypes";
  private static final long RC4 = 0x4;
  private static final long AES = 0x18;

  /** A ticket of somebody in many groups has up to 48 KB (MaxTokenSize), a third more in Base64. */
  private static final DataSize LARGEST_HEADER = DataSize.ofKilobytes(64);

  private static final DataSize STANDARD_HEADER = DataSize.ofKilobytes(8);

  private KerberosFindings() {}

  /** What this machine and the settings say. */
  public static List<Finding> ofFiles(
      String name, DirectoryProperties properties, Examined examined) {
    KerberosProperties kerberos = properties.kerberos();
    if (kerberos == null) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    ServiceKeys keys = new ServiceKeys(kerberos);
    if (!keys.isReadable()) {
      findings.add(error(name, kerberos.keytab() + " cannot be read"));
    } else if (keys.isOpenToOthers()) {
      findings.add(
          error(name, kerberos.keytab() + " is open to other users of the machine: chmod 600"));
    } else if (keys.strong().isEmpty()) {
      findings.add(
          error(
              name, kerberos.keytab() + " has no AES key of the principal " + kerberos.service()));
    }
    String host = examined.publicUrl().getHost();
    if (!kerberos.host().equalsIgnoreCase(host)) {
      findings.add(
          error(
              name,
              "browsers ask for a ticket for HTTP/"
                  + host
                  + ", the host of sallyport.public-url, and kerberos.principal is "
                  + kerberos.service()));
    }
    if (header(examined).compareTo(LARGEST_HEADER) < 0) {
      findings.add(
          Finding.warning(
              SUBJECT,
              name
                  + ": kerberos: tickets of people in many groups are larger than a request may be: set server.max-http-request-header-size to 64KB, here and at the proxy"));
    }
    return findings;
  }

  private static DataSize header(Examined examined) {
    try {
      return examined
          .value("server.max-http-request-header-size")
          .map(DataSize::parse)
          .orElse(STANDARD_HEADER);
    } catch (IllegalArgumentException e) {
      return STANDARD_HEADER;
    }
  }

  /**
   * What the directory says of the service principal.
   *
   * @param where the directory and its server
   */
  public static List<Finding> ofDirectory(
      String where, LDAPConnection connection, RootDSE root, DirectoryProperties properties)
      throws LDAPException {
    KerberosProperties kerberos = properties.kerberos();
    String domain = root.getAttributeValue("defaultNamingContext");
    if (kerberos == null || domain == null) {
      return List.of();
    }
    String principal = kerberos.service().substring(0, kerberos.service().indexOf('@'));
    List<SearchResultEntry> accounts =
        Objects.requireNonNull(
            connection
                .search(
                    new SearchRequest(
                        domain,
                        SearchScope.SUB,
                        Filter.createEqualityFilter("servicePrincipalName", principal),
                        VERSION,
                        ENCRYPTION))
                .getSearchEntries());
    return switch (accounts.size()) {
      case 0 -> List.of(error(where, "no account has the service principal " + principal));
      case 1 -> ofAccount(where, accounts.getFirst(), new ServiceKeys(kerberos));
      default ->
          List.of(
              error(
                  where,
                  "more than one account has the service principal "
                      + principal
                      + ", so that the domain gives no ticket for it"));
    };
  }

  private static List<Finding> ofAccount(
      String where, SearchResultEntry account, ServiceKeys keys) {
    List<Finding> findings = new ArrayList<>();
    Integer version = account.getAttributeValueAsInteger(VERSION);
    Set<Integer> versions =
        keys.strong().stream().map(KerberosKey::getVersionNumber).collect(Collectors.toSet());
    if (version != null && !versions.isEmpty() && !versions.contains(version)) {
      findings.add(
          error(
              where,
              "the keytab has version "
                  + versions.stream()
                      .sorted()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", "))
                  + " of the key, and the directory version "
                  + version
                  + ": write a new keytab"));
    }
    Long types = account.getAttributeValueAsLong(ENCRYPTION);
    if (types == null || (types & AES) == 0) {
      findings.add(
          error(
              where,
              "the account of the service principal has no AES: set msDS-SupportedEncryptionTypes to 24"));
    } else if ((types & RC4) != 0) {
      findings.add(
          Finding.warning(
              SUBJECT,
              where
                  + ": kerberos: the account of the service principal allows RC4, which is not accepted here: set msDS-SupportedEncryptionTypes to 24"));
    }
    return findings;
  }

  private static Finding error(String where, String words) {
    return Finding.error(SUBJECT, where + ": kerberos: " + words);
  }
}
