package org.sallyport.account.imports;

import org.sallyport.account.AccountRegister;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.access.Origin;
import org.sallyport.account.imports.ImportResult.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes or updates accounts from a file. The whole file is checked first, then all of it is stored
 * in one transaction, or nothing is. An empty cell leaves an account as it is: it keeps its method,
 * counters and lock, and contacts that its owner registered. Contacts in the file count as
 * registered.
 */
@Component
public class AccountImport {
  private final FileCheck check;
  private final ImportedPasswords passwords;
  private final DraftStore draftStore;
  private final AccountRegister register;

  AccountImport(
      FileCheck check, ImportedPasswords passwords, DraftStore draftStore, AccountRegister register) {
    this.check = check;
    this.passwords = passwords;
    this.draftStore = draftStore;
    this.register = register;
  }

  /**
   * Takes a file of accounts. Those whose lines hold no password and that have none are named in
   * the result: an activation link is for the caller to send, in the same transaction.
   *
   * @param file its bytes
   */
  @Transactional
  public ImportResult run(byte[] file, Origin origin) {
    register.takeTurn();
    List<BadLine> bad = new ArrayList<>();
    List<AccountDraft> drafts = check.drafts(AccountFile.read(file), bad);
    return bad.isEmpty()
        ? draftStore.store(drafts, passwords.hashes(drafts), origin)
        : new Refused(bad);
  }
}
