package org.sallyport.staff.admin.commands;

import java.util.List;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.personaldata.Erasure;
import org.sallyport.platform.audit.AuditChain;
import org.sallyport.platform.audit.Verification;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.DataRestored;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.Operator;
import org.springframework.stereotype.Component;

/** Ends what was given out, in data that are older than what has happened since. */
@Component
@RequiredArgsConstructor
class RestoreCommand {
  private final RestoredRows rows;
  private final AuditChain chain;
  private final Erasure erasure;
  private final DomainEvents events;

  CommandResult run(String reason) {
    Verification verified = chain.verify(true);
    List<String> ended = rows.end();
    events.publish(new DataRestored(reason, ended), Operator.origin());
    int erased = erasure.eraseAgain(Operator.name(), reason, Operator.origin());
    return new Done(words(ended) + again(erased) + "\n" + words(verified));
  }

  private static String again(int erased) {
    return erased == 0
        ? ""
        : "\nAccounts erased again, because they were erased since then: " + erased;
  }

  private static String words(List<String> ended) {
    return ended.isEmpty()
        ? "Nothing was open that could be used twice."
        : "Ended, because it may have been used since:\n  " + String.join("\n  ", ended);
  }

  private static String words(Verification verified) {
    return verified
        .firstBroken()
        .map(link -> "The chain of audit events is broken at link " + link + ".")
        .orElse("The chain of audit events is intact, up to link " + verified.last() + ".");
  }
}
