package org.sallyport.gate.account.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Usernames;
import org.sallyport.gate.account.imports.ImportResult.BadLines;
import org.sallyport.gate.account.imports.file.AccountFile;
import org.sallyport.gate.account.imports.file.AccountLine;
import org.sallyport.gate.account.imports.file.BadLine;
import org.sallyport.gate.account.imports.file.Column;
import org.sallyport.gate.account.imports.file.FileCheck;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creates and updates accounts from a file. The whole file is validated first, then stored in one
 * transaction or not at all. An empty cell keeps the account's value, such as a method or contacts
 * registered by its owner; counters and lock never change. Contacts in the file count as verified.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class AccountImport {
  /** The content of a cell that removes the present value, where a column allows that. */
  public static final String REMOVED = "-";

  public static final String ACTIVE = "active";
  public static final String DISABLED = "disabled";

  private final FileCheck check;
  private final ImportedPasswords passwords;
  private final ImportPlanner planner;
  private final DraftStore draftStore;
  private final AccountRegister register;
  private final Accounts accounts;
  private final ImportProperties properties;

  /** A file without accounts whose header names the columns, as CSV. */
  public static String template() {
    return Column.template();
  }

  /**
   * A dry run: says what an import would change now. It is read-only for the database too.
   * Passwords are not compared with those of the accounts, so that nobody can try passwords here:
   * each one given counts as new.
   */
  @Transactional(readOnly = true)
  public ImportPreview preview(ImportRequest request) {
    List<BadLine> bad = new ArrayList<>();
    List<AccountDraft> drafts = drafts(AccountFile.read(request.file()), request, bad);
    return bad.isEmpty() ? shown(request, drafts) : new BadLines(bad);
  }

  /** The dry run of a command. */
  @Transactional(readOnly = true)
  public ImportPreview preview(byte[] file, Origin origin) {
    return preview(ImportRequest.byCommand(file, origin));
  }

  /**
   * Imports a file of accounts. The result lists the accounts without a password, for which the
   * caller must send an activation link in the same transaction.
   *
   * @param file its bytes
   */
  @Transactional
  public ImportResult run(byte[] file, Origin origin) {
    return run(ImportRequest.byCommand(file, origin));
  }

  /** The same for anybody. */
  @Transactional
  public ImportResult run(ImportRequest request) {
    List<BadLine> bad = new ArrayList<>();
    List<AccountDraft> drafts = heldDrafts(request, bad);
    return bad.isEmpty() ? store(request, drafts) : new BadLines(bad);
  }

  /**
   * Imports what a dry run showed. The rows of all accounts of the file are held before the changes
   * are compared, so that none can change between the comparison and the import.
   *
   * @param fingerprint of the plan that was shown
   * @return empty, and nothing is stored, if the import would change anything else than was shown
   */
  @Transactional
  public Optional<ImportResult> runAsShown(ImportRequest request, String fingerprint) {
    List<BadLine> bad = new ArrayList<>();
    List<AccountDraft> drafts = heldDrafts(request, bad);
    if (!bad.isEmpty()) {
      return Optional.of(new BadLines(bad));
    }
    return shown(request, drafts).fingerprint().equals(fingerprint)
        ? Optional.of(store(request, drafts))
        : Optional.empty();
  }

  /** Reads which accounts a file names. */
  public NamedAccounts named(byte[] file) {
    AccountFile read = AccountFile.read(file);
    List<BadLine> bad = new ArrayList<>(read.bad());
    Set<String> keys = new HashSet<>();
    for (AccountLine line : read.lines()) {
      line.cell(Column.USERNAME)
          .ifPresentOrElse(
              name -> keys.add(Usernames.key(name)),
              () ->
                  bad.add(
                      new BadLine(
                          line.number(),
                          Column.USERNAME.problem(Messages.text("import.username.empty")))));
    }
    return new NamedAccounts(keys, bad);
  }

  /**
   * Imports a file of new accounts.
   *
   * @return empty, and nothing is stored, if one of them exists
   */
  @Transactional
  public Optional<ImportResult> runIfNew(ImportRequest request) {
    register.takeTurn();
    boolean isNew = known(AccountFile.read(request.file())).findAny().isEmpty();
    return isNew ? Optional.of(run(request)) : Optional.empty();
  }

  private List<AccountDraft> heldDrafts(ImportRequest request, List<BadLine> bad) {
    register.takeTurn();
    AccountFile file = AccountFile.read(request.file());
    known(file)
        .map(Account::id)
        .distinct()
        .sorted(Comparator.comparing(id -> id.value()))
        .forEach(accounts::hold);
    return drafts(file, request, bad);
  }

  /** The accounts of the file that exist. */
  private Stream<Account> known(AccountFile file) {
    return file.lines().stream()
        .flatMap(line -> line.cell(Column.USERNAME).stream())
        .flatMap(username -> accounts.findByUsername(username).stream());
  }

  private List<AccountDraft> drafts(AccountFile file, ImportRequest request, List<BadLine> bad) {
    if (request.own() != null && properties.isTooLong(file)) {
      bad.add(new BadLine(1, properties.tooLong()));
      return List.of();
    }
    return check.drafts(file, request, bad);
  }

  private ImportPlan shown(ImportRequest request, List<AccountDraft> drafts) {
    Set<Long> given =
        drafts.stream()
            .filter(draft -> draft.password() != null)
            .map(AccountDraft::line)
            .collect(Collectors.toSet());
    return planner.plan(request.file(), drafts, given);
  }

  private ImportResult store(ImportRequest request, List<AccountDraft> drafts) {
    Map<Long, String> hashes = passwords.hashes(drafts);
    ImportPlan plan = planner.plan(request.file(), drafts, hashes.keySet());
    return draftStore.store(plan, hashes, request);
  }
}
