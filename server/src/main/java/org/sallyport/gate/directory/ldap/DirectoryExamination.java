package org.sallyport.gate.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sallyport.gate.directory.kerberos.KerberosFindings;
import org.sallyport.gate.directory.settings.DirectoryKind;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.sallyport.platform.installation.DurationText;

/**
 * The directories: whether each server answers under a certificate that is trusted and lets the
 * service account in, whether there are people and the groups of the settings, whether the clocks
 * agree, whether our limit of wrong passwords is below the domain's, and whether tickets can be
 * checked.
 */
final class DirectoryExamination implements Examination {
  private static final String DIRECTORY = "directory";
  private static final Duration LARGEST_DIFFERENCE = Duration.ofMinutes(4);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
  private static final int DIGITS_OF_TIME = 14;

  @Override
  public String subject() {
    return DIRECTORY;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    return examined
        .named("sallyport.directories", DirectoryProperties.class)
        .map(directories -> examine(directories, examined))
        .orElseGet(
            () ->
                List.of(
                    Finding.error(
                        DIRECTORY,
                        "not tried: the settings sallyport.directories are not understood")));
  }

  private static List<Finding> examine(
      Map<String, DirectoryProperties> directories, Examined examined) {
    if (directories.isEmpty()) {
      return List.of(Finding.sound(DIRECTORY, "not used"));
    }
    List<Finding> findings = new ArrayList<>();
    directories.forEach((name, it) -> findings.addAll(examine(name, it, examined)));
    return findings;
  }

  private static List<Finding> examine(
      String name, DirectoryProperties properties, Examined examined) {
    List<Finding> findings = new ArrayList<>(KerberosFindings.ofFiles(name, properties, examined));
    for (var url : properties.urls()) {
      try (LdapServer server = new LdapServer(url, properties)) {
        server.read(
            connection -> {
              findings.addAll(examine(name + " " + url, connection, properties, examined.clock()));
              return true;
            });
      } catch (GeneralSecurityException e) {
        findings.add(Finding.error(DIRECTORY, name + ": ca-file: " + e.getMessage()));
      } catch (LDAPException e) {
        findings.add(Finding.error(DIRECTORY, name + " " + url + ": " + LdapUnreachable.words(e)));
      }
    }
    if (properties.urls().size() < 2) {
      findings.add(
          Finding.warning(
              DIRECTORY, name + ": only one server; while it is away, nobody of it can sign in"));
    }
    return findings;
  }

  private static List<Finding> examine(
      String where, LDAPConnection connection, DirectoryProperties properties, Clock clock)
      throws LDAPException {
    List<Finding> findings = new ArrayList<>();
    GroupReader groups = new GroupReader(properties, clock);
    Set<String> unknown = groups.unknown(connection);
    if (!unknown.isEmpty()) {
      findings.add(
          Finding.error(
              DIRECTORY,
              where + ": no group, or more than one, has the name " + String.join(", ", unknown)));
    }
    long people = people(connection, properties, clock);
    if (people == 0) {
      findings.add(
          Finding.error(
              DIRECTORY,
              where
                  + ": nobody is found below base-dn with user-filter; the service account may lack the right to read"));
    }
    RootDSE root = connection.getRootDSE();
    if (root != null) {
      checkClock(where, root, clock, findings);
      checkLimit(where, connection, root, properties, findings);
      findings.addAll(KerberosFindings.ofDirectory(where, connection, root, properties));
    }
    return findings.isEmpty()
        ? List.of(Finding.sound(DIRECTORY, where + ": answers, and has people"))
        : findings;
  }

  private static long people(LDAPConnection connection, DirectoryProperties properties, Clock clock)
      throws LDAPException {
    PersonReader reader = new PersonReader(properties, clock);
    return LdapDirectory.search(
            connection, properties, reader, reader.everybody(), 1, ChangeReader.PATIENCE)
        .size();
  }

  private static void checkClock(String where, RootDSE root, Clock clock, List<Finding> findings) {
    String time = root.getAttributeValue("currentTime");
    if (time == null || time.length() < DIGITS_OF_TIME) {
      return;
    }
    Instant theirs =
        LocalDateTime.parse(time.substring(0, DIGITS_OF_TIME), TIME).toInstant(ZoneOffset.UTC);
    Duration difference = Duration.between(theirs, clock.instant()).abs();
    if (difference.compareTo(LARGEST_DIFFERENCE) > 0) {
      findings.add(
          Finding.error(
              DIRECTORY,
              where + ": its clock differs from this one by " + DurationText.words(difference)));
    }
  }

  private static void checkLimit(
      String where,
      LDAPConnection connection,
      RootDSE root,
      DirectoryProperties properties,
      List<Finding> findings)
      throws LDAPException {
    String domain = root.getAttributeValue("defaultNamingContext");
    LockPolicy policy =
        domain == null || properties.kind() != DirectoryKind.ACTIVE_DIRECTORY
            ? null
            : LockPolicy.read(connection, Objects.requireNonNull(domain));
    if (policy == null || policy.threshold() == 0) {
      return;
    }
    if (properties.wrongPasswords() >= policy.threshold()) {
      findings.add(
          Finding.error(
              DIRECTORY,
              String.format(
                  Locale.ROOT,
                  "%s: the domain locks after %d wrong passwords; wrong-passwords (%d) must be less, or strangers can lock people out",
                  where,
                  policy.threshold(),
                  properties.wrongPasswords())));
    }
    if (properties.wrongPasswordWindow().compareTo(policy.window()) < 0) {
      findings.add(
          Finding.error(
              DIRECTORY,
              String.format(
                  Locale.ROOT,
                  "%s: the domain counts wrong passwords for %s; wrong-password-window must not be shorter",
                  where,
                  DurationText.words(policy.window()))));
    }
  }
}
