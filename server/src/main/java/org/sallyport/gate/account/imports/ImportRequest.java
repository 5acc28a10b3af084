package org.sallyport.gate.account.imports;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;

/**
 * An import and who asked for it.
 *
 * @param file its bytes
 * @param by an admin, who cannot change their own account by it, or a system user
 * @param reason for the audit log
 * @param contactsWait whether a contact that this import changes gets no codes for a while
 * @param ofDirectory whether the accounts are those of a directory, which has their passwords, or
 *     of an issuer, so that they need no address for an activation link
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ImportRequest(
    byte[] file,
    Actor by,
    String reason,
    Origin origin,
    boolean contactsWait,
    boolean ofDirectory) {

  /** An import of a file; contacts that an admin changes wait. */
  public ImportRequest(byte[] file, Actor by, String reason, Origin origin) {
    this(file, by, reason, origin, by.account() != null, false);
  }

  /** An import at the command line, or by the installation itself. */
  static ImportRequest byCommand(byte[] file, Origin origin) {
    String user = origin.systemUser();
    return new ImportRequest(
        file, new Actor(null, user == null ? origin.browser() : user), "import", origin);
  }

  /** The account that this import must not change; null at the command line. */
  public @Nullable AccountId own() {
    return by.account();
  }

  /** Omits the file, which may contain passwords. */
  @Override
  public String toString() {
    return "ImportRequest[" + by.name() + "]";
  }
}
