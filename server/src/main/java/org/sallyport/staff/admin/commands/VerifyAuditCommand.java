package org.sallyport.staff.admin.commands;

import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.platform.audit.Verification;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.springframework.stereotype.Component;

/** Verifies the chain of audit events. */
@Component
@RequiredArgsConstructor
class VerifyAuditCommand {
  private final AuditChain chain;

  /**
   * @param all whether earlier verified links are verified again
   */
  CommandResult verify(boolean all) {
    Verification result = chain.verify(all);
    return result
        .firstBroken()
        .map(VerifyAuditCommand::broken)
        .orElseGet(() -> new Done("The chain of audit events is intact." + links(result)));
  }

  private static CommandResult broken(long link) {
    return new Refused("account audit-verify: the chain of events is broken at link " + link);
  }

  /** Which links were verified, and the last one: kept elsewhere, it shows later changes. */
  private static String links(Verification result) {
    if (result.last() == 0) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "%nVerified: %s.%nLast link: %s, %s",
        verified(result),
        Long.toString(result.last()),
        result.hash());
  }

  private static String verified(Verification result) {
    return result.last() == result.after()
        ? "no links since link " + result.after()
        : "links " + (result.after() + 1) + " to " + result.last();
  }
}
