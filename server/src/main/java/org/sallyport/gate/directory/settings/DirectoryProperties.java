package org.sallyport.gate.directory.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.installation.Loopback;
import org.sallyport.platform.policy.NamedSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A directory.
 *
 * @param kind active-directory, openldap or ds389
 * @param urls its servers, tried in this order, for example ldaps://dc1.hosp.example. ldap:// is
 *     encrypted by StartTLS
 * @param caFile certificates of the hospital's own authority, as PEM; those of Java if not set
 * @param clearTextOnLoopback whether ldap:// to this same machine is left unencrypted
 * @param bindDn the service account, which reads people and groups
 * @param bindPassword its password
 * @param baseDn where people are searched
 * @param groupBaseDn where groups are searched; base-dn if not set
 * @param userFilter a filter that people must match besides, for example (employeeType=staff)
 * @param domains names of the domain before a backslash, for example HOSP for HOSP\hester
 * @param upnSuffixes what stands behind the @ in names of this directory, for example hosp.example
 * @param idAttribute the attribute with the id by which people are known here, of OpenLDAP and 389
 *     alone: entryUUID or nsUniqueId if not set. Another one makes everybody unknown
 * @param usernameAttribute the attribute with the username; sAMAccountName or uid if not set
 * @param nameAttribute the attribute with the person's name; displayName or cn if not set
 * @param emailAttribute the attribute with the e-mail address
 * @param phoneAttribute the attribute with the mobile number
 * @param languageAttribute the attribute with the language; not taken if not set
 * @param physicianNumbers attributes with physician numbers, each as issuer=attribute
 * @param roles groups and the roles of their members, each as group=role; nested groups count.
 *     Others get no account. If empty, everybody is a physician
 * @param groups groups whose members are members of groups here, each as group=name
 * @param contacts how far addresses and numbers are believed: ignore, delay or trust
 * @param create when a person gets an account: never, sign-in or sync
 * @param forgottenPassword what somebody who forgot the password is mailed: refer (whom to ask) or
 *     reset (a link to set a new one, for which the service account needs the right to reset
 *     passwords)
 * @param wrongPasswords how many wrong passwords for one person are passed on to the directory
 *     within wrong-password-window. Must be less than the number at which the directory locks
 * @param wrongPasswordWindow the time without a wrong password after which earlier ones no longer
 *     count; at least that of the directory
 * @param timeout the longest wait for a connection to a server, and for its answer
 * @param syncInterval how often changes are read
 * @param fullSyncInterval how often everybody is read
 * @param maxDisabled see max-disabled-percent
 * @param maxDisabledPercent a synchronisation that would disable more accounts than this, and more
 *     than max-disabled, stops and asks the admins
 * @param kerberos sign-ins with tickets of the domain; none if not set
 */
@NamedSettings
@ConfigurationProperties("sallyport.directories.name")
public record DirectoryProperties(
    @DefaultValue("active-directory") DirectoryKind kind,
    @DefaultValue List<URI> urls,
    @Nullable Path caFile,
    @DefaultValue("false") boolean clearTextOnLoopback,
    @Nullable String bindDn,
    @Nullable String bindPassword,
    @Nullable String baseDn,
    @Nullable String groupBaseDn,
    @Nullable String userFilter,
    @DefaultValue List<String> domains,
    @DefaultValue List<String> upnSuffixes,
    @Nullable String idAttribute,
    @Nullable String usernameAttribute,
    @Nullable String nameAttribute,
    @DefaultValue("mail") String emailAttribute,
    @DefaultValue("mobile") String phoneAttribute,
    @Nullable String languageAttribute,
    @DefaultValue List<String> physicianNumbers,
    @DefaultValue List<String> roles,
    @DefaultValue List<String> groups,
    @DefaultValue("delay") ContactTrust contacts,
    @DefaultValue("sign-in") AccountCreation create,
    @DefaultValue("refer") ForgottenPassword forgottenPassword,
    @DefaultValue("4") int wrongPasswords,
    @DefaultValue("30m") Duration wrongPasswordWindow,
    @DefaultValue("700ms") Duration timeout,
    @DefaultValue("20s") Duration syncInterval,
    @DefaultValue("1d") Duration fullSyncInterval,
    @DefaultValue("5") int maxDisabledPercent,
    @DefaultValue("10") int maxDisabled,
    @NestedConfigurationProperty @Nullable KerberosProperties kerberos) {

  private static final Set<String> ROLES = Set.of("physician", "patient", "helpdesk", "admin");

  public DirectoryProperties {
    if (urls.isEmpty()) {
      throw refused("urls must name at least one server");
    }
    for (URI url : urls) {
      check(url, clearTextOnLoopback);
    }
    need("base-dn", baseDn);
    need("bind-dn", bindDn);
    need("bind-password", bindPassword);
    for (String role : pairs("roles", roles).values()) {
      if (!ROLES.contains(role)) {
        throw refused(
            "roles: \""
                + role
                + "\" is none of "
                + String.join(", ", ROLES.stream().sorted().toList()));
      }
    }
    if (idAttribute != null && kind == DirectoryKind.ACTIVE_DIRECTORY) {
      throw refused(
          "id-attribute is not for the kind active-directory, whose people have objectGUID");
    }
    if (kerberos != null && kind != DirectoryKind.ACTIVE_DIRECTORY) {
      throw refused("kerberos is for the kind active-directory");
    }
    pairs("groups", groups);
    pairs("physician-numbers", physicianNumbers);
  }

  private static void need(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw refused(name + " must be set");
    }
  }

  private static void check(URI url, boolean clearTextOnLoopback) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !Set.of("ldaps", "ldap").contains(scheme)) {
      throw refused("urls: " + url + " must be ldaps://HOST or ldap://HOST");
    }
    if (clearTextOnLoopback && scheme.equals("ldap") && !Loopback.is(url.getHost())) {
      throw refused(
          "clear-text-on-loopback is for this same machine, and not for " + url.getHost());
    }
  }

  private static IllegalArgumentException refused(String words) {
    return new IllegalArgumentException("sallyport.directories: " + words);
  }

  /** The names of groups of the directory and the roles of their members. */
  public Map<String, String> rolesByGroup() {
    return pairs("roles", roles);
  }

  /** The names of groups of the directory and the groups here. */
  public Map<String, String> groupsByGroup() {
    return pairs("groups", groups);
  }

  /** The issuers of physician numbers and the attributes with the numbers. */
  public Map<String, String> numberAttributes() {
    return pairs("physician-numbers", physicianNumbers);
  }

  private static Map<String, String> pairs(String name, List<String> values) {
    Map<String, String> pairs = new HashMap<>();
    for (String value : values) {
      int at = value.indexOf('=');
      if (at < 1 || at == value.length() - 1) {
        throw refused(name + ": \"" + value + "\" has no = between two names");
      }
      pairs.put(value.substring(0, at).strip(), value.substring(at + 1).strip());
    }
    return pairs;
  }

  public String idAttributeOrStandard() {
    return idAttribute == null ? kind.idAttribute() : idAttribute;
  }

  public String usernameAttributeOrStandard() {
    return usernameAttribute == null ? kind.usernameAttribute() : usernameAttribute;
  }

  public String nameAttributeOrStandard() {
    return nameAttribute == null ? kind.nameAttribute() : nameAttribute;
  }

  /** Where people are searched. */
  public String base() {
    return String.valueOf(baseDn);
  }

  /** Where groups are searched. */
  public String groupBase() {
    return groupBaseDn == null ? base() : groupBaseDn;
  }

  /** Omits the password. */
  @Override
  public String toString() {
    return "DirectoryProperties" + urls;
  }
}
