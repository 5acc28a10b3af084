package org.sallyport.gate.personaldata;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is erased of an account beside its own row and the rows that are deleted with it. The index
 * of studies is the archive's: it names physicians and patients for as long as the archive does.
 */
final class AccountTraces {
  /** Shares with colleagues in groups that are of studies naming the account. */
  private static final List<String> GROUPS =
      List.of(
          "update group_member set left_at = :now where account_id = :account and left_at is null",
          "select end_lost_shares_around(:account, :now)");

  /** What the account did for others stays, under the pseudonym. */
  private static final List<String> DONE_FOR_OTHERS =
      List.of(
          "update share set sharer_id = null, shared_by = :pseudonym where sharer_id = :account and"
              + " kind = 'copy_to'",
          "update share set shared_by = :pseudonym where shared_by = any(:names)",
          "update share_study set withdrawn_by = :pseudonym where withdrawn_by = any(:names)",
          "update reference_number set issued_by = :pseudonym where issued_by = any(:names)",
          "update confirmed_name set confirmed_by = :pseudonym where confirmed_by = any(:names)",
          "update factor_reset set requested_by = :pseudonym where requested_by = any(:names)",
          "update factor_reset set approved_by = :pseudonym where approved_by = any(:names)",
          "update factor_reset set confirmed_by = :pseudonym where confirmed_by = any(:names)",
          "update sms_brake set released_by = :pseudonym where released_by = any(:names)");

  /** What others typed. */
  private static final List<String> TYPED =
      List.of(
          "update share set message = replace(message, :name, :pseudonym) where position(:name in"
              + " message) > 0",
          "update factor_reset set reason = replace(reason, :name, :pseudonym) where position(:name"
              + " in reason) > 0",
          "delete from share where lower(email) = lower(:email)",
          "delete from share where id in (select share_id from share_link where phone = :phone)",
          "delete from share_favourite where lower(email) = lower(:email)");

  /** The statements in their order. */
  static final List<String> STATEMENTS =
      Stream.of(GROUPS, DONE_FOR_OTHERS, TYPED).flatMap(List::stream).toList();

  private AccountTraces() {}
}
