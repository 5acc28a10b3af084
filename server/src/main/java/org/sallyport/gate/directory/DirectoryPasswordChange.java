package org.sallyport.gate.directory;

import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.directory.ldap.LdapDirectory;
import org.sallyport.gate.directory.ldap.LdapUnreachable;
import org.sallyport.gate.directory.ldap.PasswordAnswer;
import org.sallyport.gate.directory.settings.ForgottenPassword;
import org.sallyport.platform.messages.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Changes passwords in directories, and sets those that were forgotten. The old one is counted like
 * one at a sign-in, since the directory counts it too. Our own rules for passwords do not apply:
 * those of the directory do.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class DirectoryPasswordChange {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryPasswordChange.class);

  private final Directories directories;
  private final DirectoryPeople people;
  private final DirectoryTries tries;
  private final DirectoryMetrics metrics;

  /** The result; its words are for the page. */
  public sealed interface Result {
    record Changed() implements Result {}

    /** The old password is wrong. */
    record WrongOld() implements Result {}

    /** Not sent, because of too many wrong ones before. */
    record Throttled(Instant until) implements Result {}

    /** The new password is not accepted. */
    record Refused(String words) implements Result {}
  }

  /** Changes the password. No connection of the database is held meanwhile. */
  public Result change(Account account, String old, String next, boolean knownBrowser) {
    Optional<LdapDirectory> directory = directories.find(account.directory());
    Optional<DirectoryPeople.Link> link = people.of(account.id());
    if (directory.isEmpty() || link.isEmpty()) {
      return refused("directory.password.away");
    }
    String name = directory.get().name();
    Optional<Instant> wait =
        tries.count(name, link.get().objectId(), true, knownBrowser, directory.get().properties());
    if (wait.isPresent()) {
      return new Result.Throttled(wait.get());
    }
    try {
      PasswordAnswer answer = directory.get().changePassword(link.get().objectId(), old, next);
      if (answer == PasswordAnswer.CHANGED || answer == PasswordAnswer.REFUSED_BY_POLICY) {
        tries.right(name, link.get().objectId());
      }
      return result(answer);
    } catch (LdapUnreachable e) {
      LOG.warn("a password was not changed: {}", e.getMessage());
      return refused("directory.password.away");
    }
  }

  /** Whether a forgotten password of the account can be set in its directory. */
  public boolean isReset(Account account) {
    return directories
        .find(account.directory())
        .filter(it -> it.properties().forgottenPassword() == ForgottenPassword.RESET)
        .isPresent();
  }

  /**
   * Sets a forgotten password; nothing is done where {@link #isReset} is not. What the directory
   * counted against the account stays: whom it locked waits. No connection of the database is held
   * meanwhile.
   */
  public Result reset(Account account, String next) {
    Optional<DirectoryPeople.Link> link = people.of(account.id());
    if (!isReset(account) || link.isEmpty()) {
      return refused("directory.password.away");
    }
    LdapDirectory directory = directories.find(account.directory()).orElseThrow();
    try {
      PasswordAnswer answer = directory.resetPassword(link.get().objectId(), next);
      metrics.count(directory.name(), answer);
      return switch (answer) {
        case CHANGED -> {
          tries.right(directory.name(), link.get().objectId());
          yield new Result.Changed();
        }
        case REFUSED_BY_POLICY -> refused("directory.password.reset-policy");
        case NO_RIGHT -> {
          LOG.error(
              "directory {}: the service account may not reset passwords, which"
                  + " forgotten-password: reset needs",
              directory.name());
          yield refused("directory.password.no-right");
        }
        case WRONG_OLD, LOCKED, NONE -> refused("directory.password.no-answer");
      };
    } catch (LdapUnreachable e) {
      LOG.warn("a forgotten password was not set: {}", e.getMessage());
      return refused("directory.password.away");
    }
  }

  private static Result result(PasswordAnswer answer) {
    return switch (answer) {
      case CHANGED -> new Result.Changed();
      case WRONG_OLD -> new Result.WrongOld();
      case REFUSED_BY_POLICY -> refused("directory.password.policy");
      case LOCKED -> refused("directory.password.locked");
      case NO_RIGHT, NONE -> refused("directory.password.away");
    };
  }

  private static Result refused(String key) {
    return new Result.Refused(Messages.text(key));
  }
}
