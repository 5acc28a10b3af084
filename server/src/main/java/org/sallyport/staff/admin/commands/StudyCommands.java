package org.sallyport.staff.admin.commands;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SystemEvent.AccountsShown;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.Copies;
import org.sallyport.portal.studies.LetterReferences;
import org.sallyport.portal.studies.grants.AccessReason;
import org.sallyport.portal.studies.grants.Holder;
import org.sallyport.portal.studies.grants.Holders;
import org.sallyport.staff.admin.Command;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.CommandResult.Done;
import org.sallyport.staff.admin.CommandResult.Refused;
import org.sallyport.staff.admin.Operator;
import org.sallyport.staff.admin.Table;
import org.sallyport.staff.admin.TimeWords;
import org.springframework.stereotype.Component;

/** The commands on access to studies. */
@Component
@RequiredArgsConstructor
class StudyCommands {
  private final Holders holders;
  private final Copies copies;
  private final LetterReferences references;
  private final Accounts accounts;
  private final TimeWords times;
  private final DomainEvents events;

  CommandResult run(Arguments arguments) {
    return StudyUid.parse(arguments.operands().getLast())
        .map(study -> on(study, arguments))
        .orElseGet(() -> refused(arguments, "not a Study Instance UID"));
  }

  private CommandResult on(StudyUid study, Arguments arguments) {
    return switch (Command.of(arguments)) {
      case STUDY_WHO -> who(study);
      case STUDY_REFERENCE -> reference(study, arguments);
      case STUDY_END_REFERENCE -> endReferences(study, arguments);
      default ->
          accounts
              .findByUsername(arguments.first())
              .map(account -> on(account, study, arguments))
              .orElseGet(() -> refused(arguments, "there is no such account"));
    };
  }

  private CommandResult on(Account account, StudyUid study, Arguments arguments) {
    return switch (Command.of(arguments)) {
      case STUDY_WHY -> why(account, study);
      case STUDY_COPY_TO -> giveCopy(account, study, arguments);
      default -> endCopy(account, study, arguments);
    };
  }

  private CommandResult giveCopy(Account account, StudyUid study, Arguments arguments) {
    String reason = arguments.option("reason");
    return copies.give(study, account.id(), Operator.name(), reason, Operator.origin())
        ? new Done(account.username() + " has a copy of the study.")
        : refused(
            arguments,
            account.username() + " has a copy already, or is not a physician who can sign in");
  }

  private CommandResult endCopy(Account account, StudyUid study, Arguments arguments) {
    String reason = arguments.option("reason");
    return copies.end(study, account.id(), Operator.name(), reason, Operator.origin())
        ? new Done(account.username() + " no longer has a copy of the study.")
        : refused(arguments, account.username() + " has no copy of it");
  }

  private CommandResult reference(StudyUid study, Arguments arguments) {
    return switch (references.issue(study, Operator.name(), Operator.origin())) {
      case LetterReferences.Issued done -> new Done(shown(done));
      case LetterReferences.NoBirthDate _ ->
          refused(arguments, "the archive has no birth date of the patient");
      case LetterReferences.NoSuchStudy _ -> refused(arguments, "the archive has no such study");
      case LetterReferences.Unreachable _ -> refused(arguments, "the archive does not answer");
    };
  }

  private String shown(LetterReferences.Issued done) {
    return String.format(
        Locale.ROOT,
        "%s%nValid until %s, with the patient's birth date. It cannot be shown again.",
        done.number(),
        times.words(done.until()));
  }

  private CommandResult endReferences(StudyUid study, Arguments arguments) {
    int ended =
        references.withdraw(study, Operator.name(), arguments.option("reason"), Operator.origin());
    return ended == 0
        ? refused(arguments, "no number that is still valid was issued here for it")
        : new Done(
            String.format(
                Locale.ROOT,
                "%d number(s) no longer work, and what was added by them is no longer seen.",
                ended));
  }

  private CommandResult who(StudyUid study) {
    events.publish(new AccountsShown("study who", null), Operator.origin());
    return new Done(table(holders.of(study)));
  }

  private CommandResult why(Account account, StudyUid study) {
    events.publish(new AccountsShown("study why", account.id()), Operator.origin());
    List<Holder> reasons =
        holders.of(study).stream().filter(it -> account.id().equals(it.account())).toList();
    return new Done(
        reasons.isEmpty()
            ? String.format(
                Locale.ROOT, "%s has no access: the index names no reason.", account.username())
            : table(reasons));
  }

  private String table(List<Holder> holders) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("WHO", "REASON", "GIVEN BY", "GROUP", "FROM", "UNTIL", "REPORT", "SHARE ON"));
    for (Holder holder : holders) {
      rows.add(row(holder));
    }
    return Table.of(rows);
  }

  private List<String> row(Holder holder) {
    AccessReason reason = holder.reason();
    return List.of(
        holder.username() + (holder.disabled() ? " (disabled)" : ""),
        reason.word(),
        orDash(reason.grantedBy()),
        orDash(reason.group()),
        orDash(reason.from()),
        orDash(reason.until()),
        reason.withReport() ? "yes" : "no",
        reason.mayShareOn() ? "yes" : "no");
  }

  private String orDash(@Nullable Instant at) {
    return at == null ? "-" : times.words(at);
  }

  private static String orDash(@Nullable String text) {
    return text == null || text.isEmpty() ? "-" : text;
  }

  private static CommandResult refused(Arguments arguments, String why) {
    return new Refused(arguments.name() + ": " + why);
  }
}
