package org.sallyport.account.imports;

import java.util.ArrayList;
import java.util.List;
import org.sallyport.access.Origin;
import org.sallyport.account.AccountRegister;
import org.sallyport.account.imports.ImportResult.Refused;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates and updates accounts from a file. The whole file is validated first, then stored in one
 * transaction or not at all. An empty cell keeps the account's value, such as a method or contacts
 * registered by its owner; counters and lock never change. Contacts in the file count as verified.
 */
@Component
public class AccountImport {
  private final FileCheck check;
  private final ImportedPasswords passwords;
  private final DraftStore draftStore;
  private final AccountRegister register;

  AccountImport(
      FileCheck check,
      ImportedPasswords passwords,
      DraftStore draftStore,
      AccountRegister register) {
    this.check = check;
    this.passwords = passwords;
    this.draftStore = draftStore;
    this.register = register;
  }

  /**
   * Imports a file of accounts. The result lists the accounts without a password, for which the
   * caller must send an activation link in the same transaction.
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
