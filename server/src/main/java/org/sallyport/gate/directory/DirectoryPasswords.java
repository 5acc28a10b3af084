package org.sallyport.gate.directory;

import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.directory.DirectoryAnswer.Away;
import org.sallyport.gate.directory.DirectoryAnswer.NoAccount;
import org.sallyport.gate.directory.DirectoryAnswer.Refused;
import org.sallyport.gate.directory.DirectoryAnswer.Right;
import org.sallyport.gate.directory.DirectoryAnswer.Throttled;
import org.sallyport.gate.directory.DirectoryAnswer.Wrong;
import org.sallyport.gate.directory.ldap.BindAnswer;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.ldap.LdapUnreachable;
import org.sallyport.gate.directory.ldap.Person;
import org.sallyport.gate.directory.ldap.TypedName;
import org.sallyport.platform.access.Origin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Checks passwords in directories, by a search and a bind on the server that answered the search.
 * The same two requests are made for names that nobody has and for accounts with a password of
 * their own, so that the time does not tell them apart (rule 33). A password goes to one server,
 * once.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DirectoryPasswords {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryPasswords.class);

  private final Directories directories;
  private final DirectoryTries tries;
  private final DirectoryAccounts accounts;
  private final DirectoryMetrics metrics;

  /**
   * Checks a password at a sign-in.
   *
   * @param username as typed
   * @param own whether an account with a password of its own has the name: then no directory's
   *     person is looked for
   * @param knownBrowser whether somebody of that name signed in from this browser before
   */
  public DirectoryAnswer verify(
      String username, String password, boolean own, boolean knownBrowser, Origin origin) {
    TypedName typed = directories.typed(username);
    LdapDirectory.@Nullable Sought nobody = null;
    @Nullable LdapDirectory asked = null;
    @Nullable Away away = null;
    for (LdapDirectory directory : directories.of(typed)) {
      try {
        LdapDirectory.Sought sought = directory.find(own ? TypedName.nobodys() : typed);
        if (sought.person().isPresent()) {
          return verify(directory, sought, password, knownBrowser, origin);
        }
        nobody = sought;
        asked = directory;
      } catch (LdapUnreachable e) {
        away = away(directory, e);
      }
    }
    if (away != null || nobody == null || asked == null) {
      return away == null ? new Wrong() : away;
    }
    return refuseNobody(asked, nobody, typed.plain(), password, knownBrowser);
  }

  private Away away(LdapDirectory directory, LdapUnreachable e) {
    LOG.warn("a password was not checked: {}", e.getMessage());
    metrics.count(directory.name(), "unreachable");
    return new Away(directory.name());
  }

  private DirectoryAnswer refuseNobody(
      LdapDirectory directory,
      LdapDirectory.Sought nobody,
      String name,
      String password,
      boolean knownBrowser) {
    Optional<Instant> wait =
        tries.count(directory.name(), name, false, knownBrowser, directory.properties());
    if (wait.isPresent()) {
      return new Throttled(wait.get());
    }
    nobody.bindNobody(password);
    metrics.count(directory.name(), "unknown");
    return new Wrong();
  }

  private DirectoryAnswer verify(
      LdapDirectory directory,
      LdapDirectory.Sought sought,
      String password,
      boolean knownBrowser,
      Origin origin) {
    Person person = sought.person().orElseThrow();
    Optional<Instant> wait =
        tries.count(
            directory.name(), person.objectId(), true, knownBrowser, directory.properties());
    if (wait.isPresent()) {
      metrics.count(directory.name(), "throttled");
      return new Throttled(wait.get());
    }
    BindAnswer answer = sought.bind(password);
    metrics.count(directory.name(), answer);
    if (answer.provesPassword()) {
      tries.right(directory.name(), person.objectId());
    }
    if (answer.admits()) {
      return admit(directory, person, answer, origin);
    }
    return switch (answer) {
      case WRONG -> new Wrong();
      case NONE -> new Away(directory.name());
      default -> {
        accounts.refused(directory, person, answer, origin);
        yield new Refused(answer);
      }
    };
  }

  private DirectoryAnswer admit(
      LdapDirectory directory, Person person, BindAnswer answer, Origin origin) {
    try {
      return switch (accounts.admit(directory, directory.withGroups(person), origin)) {
        case DirectoryAccounts.Admission.Admitted(Account account) ->
            new Right(account, answer.mustChange());
        case DirectoryAccounts.Admission.None(DirectoryAnswer.Why why) -> {
          metrics.count(directory.name(), "no-account");
          yield new NoAccount(why);
        }
      };
    } catch (LdapUnreachable e) {
      return away(directory, e);
    }
  }
}
