package org.sallyport.staff.admin.imports;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.ActorNames;
import org.sallyport.gate.account.imports.AccountImport;
import org.sallyport.gate.account.imports.ImportPlan;
import org.sallyport.gate.account.imports.ImportPreview;
import org.sallyport.gate.account.imports.ImportRequest;
import org.sallyport.gate.account.imports.ImportResult;
import org.sallyport.gate.account.imports.ImportResult.Stored;
import org.sallyport.gate.administration.ImportInvitations;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The two steps of an import by an admin. */
@Component
@RequiredArgsConstructor
class StaffImports {
  private final AccountImport imports;
  private final PendingImports pendingImports;
  private final ImportInvitations invitations;

  /** The result of the second step. */
  sealed interface Confirmed {
    record Imported(int made, int changed, int invited) implements Confirmed {}

    /** The import would do something else than was shown, or there is no file; nothing was done. */
    record Differs() implements Confirmed {}
  }

  /**
   * The dry run of a file, which is kept for the second step if it can be imported; an earlier one
   * is forgotten.
   */
  ImportPreview upload(Visitor visitor, String name, byte[] file, Origin origin) {
    ImportPreview preview = preview(visitor, new PendingImport(name, file), origin);
    if (preview instanceof ImportPlan) {
      pendingImports.keep(visitor, name, file);
    } else {
      pendingImports.forget(visitor);
    }
    return preview;
  }

  Optional<PendingImport> pending(Visitor visitor) {
    return pendingImports.find(visitor);
  }

  ImportPreview preview(Visitor visitor, PendingImport pending, Origin origin) {
    Actor by = ActorNames.actor(visitor);
    return imports.preview(new ImportRequest(pending.file(), by, "", origin));
  }

  /** Does what was shown, and sends activation links to accounts without a password. */
  @Transactional(propagation = Propagation.MANDATORY)
  Confirmed confirm(Visitor visitor, Actor by, String fingerprint, String reason, Origin origin) {
    Optional<ImportResult> result =
        pendingImports
            .find(visitor)
            .map(pending -> new ImportRequest(pending.file(), by, reason, origin))
            .flatMap(request -> imports.runAsShown(request, fingerprint));
    if (result.isEmpty() || !(result.get() instanceof Stored stored)) {
      return new Confirmed.Differs();
    }
    pendingImports.forget(visitor);
    int invited = invitations.send(stored.withoutPassword(), by.name(), origin);
    return new Confirmed.Imported(stored.made(), stored.changed(), invited);
  }

  void discard(Visitor visitor) {
    pendingImports.forget(visitor);
  }
}
