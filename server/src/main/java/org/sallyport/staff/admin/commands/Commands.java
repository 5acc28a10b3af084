package org.sallyport.staff.admin.commands;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.commandline.Arguments;
import org.sallyport.staff.admin.Command;
import org.sallyport.staff.admin.CommandResult;
import org.sallyport.staff.admin.Work;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Executes the commands, each in one transaction. */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Commands {
  private final AccountCommands accounts;
  private final KeyCommands keys;
  private final RestoreCommand restored;
  private final AuditCommands audit;
  private final GroupCommands groups;
  private final ApplicationCommands applications;
  private final StudyCommands studies;

  @Transactional
  public CommandResult run(Work work) {
    Arguments arguments = work.arguments();
    return switch (Command.of(arguments)) {
      case IMPORT,
          IMPORT_PREVIEW,
          LIST,
          SHOW,
          MISSING,
          UNLOCK,
          INVITE,
          DISABLE,
          ENABLE,
          EXPORT,
          ERASE,
          RELEASE_USERNAME,
          ACTIVATION_CODE,
          RESET,
          RESET_CANCEL ->
          accounts.run(work);
      case KEYS_LIST, KEYS_ROTATE, KEYS_RETIRE -> keys.run(arguments);
      case RESTORED -> restored.run(arguments.option("reason"));
      case AUDIT_VERIFY, AUDIT_VERIFY_FILE -> audit.run(arguments);
      case APPLICATION_LIST,
          APPLICATION_ADD,
          APPLICATION_SECRET,
          APPLICATION_DISABLE,
          APPLICATION_ENABLE,
          APPLICATION_DELETE ->
          applications.run(arguments);
      case GROUP_LIST,
          GROUP_MEMBERS,
          GROUP_ADD,
          GROUP_REMOVE,
          GROUP_CONFIRM,
          GROUP_ADMIN,
          GROUP_NO_ADMIN ->
          groups.run(arguments);
      case STUDY_WHY,
          STUDY_WHO,
          STUDY_COPY_TO,
          STUDY_END_COPY,
          STUDY_REFERENCE,
          STUDY_END_REFERENCE ->
          studies.run(arguments);
    };
  }
}
