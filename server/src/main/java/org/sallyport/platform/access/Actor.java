package org.sallyport.platform.access;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.messages.Messages;

/**
 * The admin or system user who acts on another person's account.
 *
 * @param account the admin's own account; null for a system user at the command line, who is not
 *     authenticated by a second factor
 * @param name as recorded in the audit log
 * @param reason why, for the audit log; null if none was asked for
 * @param source what acts without a person's decision on this account: {@link #IMPORT}, a key by
 *     its id, or a directory by its name; null for a person
 */
public record Actor(
    @Nullable AccountId account, String name, @Nullable String reason, @Nullable String source) {
  /** Recorded as the actor where a reset ends with the rights of the admin who asked for it. */
  public static final String PORTAL = "the portal, since the admin who asked no longer is one";

  /** Before the name of a key, with which a program acts. */
  public static final String KEY = "key ";

  /** How the name begins of a directory that acts by a synchronisation. */
  public static final String DIRECTORY = "directory ";

  /** The source of what a file of accounts says. */
  public static final String IMPORT = "import";

  public Actor(@Nullable AccountId account, String name, @Nullable String reason) {
    this(account, name, reason, null);
  }

  public Actor(@Nullable AccountId account, String name) {
    this(account, name, null);
  }

  /** The account whose name this is; null for a system user, a program or a directory. */
  public @Nullable AccountId person() {
    return name.startsWith(KEY) ? null : account;
  }

  /** The same for a statement. */
  public @Nullable UUID personId() {
    AccountId person = person();
    return person == null ? null : person.value();
  }

  /** A directory of the settings. */
  public static Actor directory(String directory) {
    return new Actor(null, DIRECTORY + directory, null, DIRECTORY + directory);
  }

  /** The same, by a file of accounts, unless it is a source already. */
  public Actor byImport() {
    return source == null ? new Actor(account, name, reason, IMPORT) : this;
  }

  /** The same with a reason. */
  public Actor because(String why) {
    return new Actor(account, name, why, source);
  }

  /**
   * The actor as shown to the owner of an account: names of system users and machines appear in the
   * audit log only.
   *
   * @param by as recorded in the audit log
   */
  public static String forOwner(String by) {
    if (by.equals(PORTAL)) {
      return Messages.text("common.cancelled-by-portal");
    }
    if (by.startsWith(KEY)) {
      return Messages.text("common.program");
    }
    return by.endsWith(Origin.VIA_COMMAND_LINE) ? Messages.text("common.operators") : by;
  }
}
