package org.sallyport.staff.admin.gate;

import org.sallyport.platform.access.Rights;

/**
 * The acts of admins and the help desk, and how fresh the second factor must be for each (rule 28).
 * What gives somebody access, or takes a protection from an account, needs it as fresh as a change
 * of one's own account; everything else as fresh as the pages do. Every form of these pages is
 * listed.
 */
public enum StaffAct {
  MAKE_ACCOUNT("/admin/manage/new/make", true),
  EDIT_ACCOUNT("/admin/manage/{id}/edit/save", true),
  ENABLE("/admin/manage/{id}/{act:disable|enable|invite|unlink|give|take-back}", true),
  DISABLE("/admin/manage/{id}/{act:disable|enable|invite|unlink|give|take-back}", false),
  /** Mails a link to the account's own address. */
  INVITE("/admin/manage/{id}/{act:disable|enable|invite|unlink|give|take-back}", false),
  UNLINK("/admin/manage/{id}/{act:disable|enable|invite|unlink|give|take-back}", true),
  GIVE("/admin/manage/{id}/{act:disable|enable|invite|unlink|give|take-back}", true),
  TAKE_BACK("/admin/manage/{id}/{act:disable|enable|invite|unlink|give|take-back}", true),
  SIGN_EVERYBODY_OUT("/admin/manage/sign-out/everybody", true),
  LINK_ELSEWHERE("/admin/manage/{id}/elsewhere/link", true),
  UNLINK_ELSEWHERE("/admin/manage/{id}/elsewhere/unlink", true),
  RELEASE_SMS_BRAKE("/admin/limits/release", true),
  LET_DIRECTORY_THROUGH("/admin/directories/let-through", true),
  LINK_ACCOUNT("/admin/directories/link", true),
  LINK_ALIKE("/admin/directories/link-alike", true),
  LOOK_AT_ENTRY("/admin/directories/look", false),
  LIST_ALIKE("/admin/directories/alike", false),
  IMPORT("/admin/import/confirm", true),
  UPLOAD_IMPORT("/admin/import/upload", false),
  DISCARD_IMPORT("/admin/import/discard", false),
  ISSUE_LETTER("/admin/manage/{id}/letter/issue", true),
  VOID_LETTER("/admin/manage/{id}/letter/void", false),
  /** The letter that was just issued, with the code that the page sends back. */
  PRINT_LETTER("/admin/manage/{id}/letter/pdf", false),
  MAKE_GROUP("/admin/groups/make", true),
  CHANGE_MEMBER("/admin/groups/{id}/{word:add|confirm|remove|make-admin|no-admin}", true),
  RENAME_GROUP("/admin/groups/{id}/rename", true),
  DELETE_GROUP("/admin/groups/{id}/delete", true),
  CONFIRM_NAME("/admin/names/confirm", true),
  WITHDRAW_NAME("/admin/names/withdraw", true),
  ADD_APPLICATION("/admin/applications/new/add", true),
  CHANGE_APPLICATION("/admin/applications/{id}/edit/save", true),
  REPLACE_SECRET("/admin/applications/{id}/secret", true),
  DISABLE_APPLICATION("/admin/applications/{id}/disable", false),
  ENABLE_APPLICATION("/admin/applications/{id}/enable", true),
  DELETE_APPLICATION("/admin/applications/{id}/delete/confirm", true),
  MAKE_KEY("/admin/keys/new/make", true),
  REPLACE_KEY("/admin/keys/{id}/replace", true),
  END_KEY("/admin/keys/{id}/end", true),
  START_RESET("/admin/resets/start", true),
  CONFIRM_RESET("/admin/resets/confirm", true),
  CANCEL_RESET("/admin/resets/cancel", false),
  DESK_RESET("/admin/desk/{id}/reset", true, Rights.HELP_DESK),
  DESK_UNLOCK("/admin/desk/{id}/unlock", false, Rights.HELP_DESK),
  DESK_INVITE("/admin/desk/{id}/invite", false, Rights.HELP_DESK),
  DESK_END("/admin/desk/{id}/end", false, Rights.HELP_DESK),
  FIND("/admin/desk/find", false, Rights.HELP_DESK),
  OPEN_ACCOUNT("/admin/manage/open", false),
  EXPORT_ACCOUNTS("/admin/manage/list/file", false),
  EXAMINE_ACCOUNT("/admin/access/account", false),
  EXAMINE_STUDY("/admin/access/study", false),
  END_SHARE("/admin/access/study/{uid}/withdraw", false),
  LOOK_AT_NAME("/admin/names/look", false),
  SEARCH_AUDIT("/admin/audit/search", false),
  EXPORT_AUDIT("/admin/audit/export", false),
  TEST_MESSAGE("/admin/messages/test", false),
  PREVIEW_POLICY("/admin/policy/preview", false);

  private final String path;
  private final boolean fresh;
  private final Rights needs;

  StaffAct(String path, boolean fresh) {
    this(path, fresh, Rights.ADMINISTRATION);
  }

  StaffAct(String path, boolean fresh, Rights needs) {
    this.path = path;
    this.fresh = fresh;
    this.needs = needs;
  }

  /** The path of its form, as its handler has it. */
  public String path() {
    return path;
  }

  /** Whether the second factor must be as fresh as for a change of one's own account. */
  public boolean needsFreshFactor() {
    return fresh;
  }

  /** The right over other accounts that it needs. */
  Rights needs() {
    return needs;
  }
}
