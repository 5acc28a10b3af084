package org.sallyport.gate.personaldata;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is erased of an account beside its own row and the rows that are deleted with it. A row of
 * somebody else is changed only if it has the account's id. The index of studies is the archive's:
 * it names physicians and patients for as long as the archive does.
 */
final class AccountTraces {
  /** Shares with colleagues in groups that are of studies naming the account. */
  private static final List<String> GROUPS =
      List.of(
          "update group_member set left_at = :now where account_id = :account and left_at is null",
          "select end_lost_shares_around(:account, :now)");

  /**
   * What the account did for others stays, under the pseudonym, and what it typed there without its
   * name. A reset that still waits goes: without its requester it would be one of the command line.
   */
  private static final List<String> DONE_FOR_OTHERS =
      List.of(
          "update share set sharer_id = null, shared_by = :pseudonym, message = replace(message,"
              + " :name, :pseudonym) where sharer_id = :account and kind = 'copy_to'",
          "update confirmed_name set confirmed_by = :pseudonym where confirmed_by_id = :account",
          "update directory_person set linked_by = :pseudonym where linked_by_id = :account",
          "update directory_sync set let_through_by = :pseudonym where let_through_by_id = :account",
          "update federated_identity set linked_by = :pseudonym where linked_by_id = :account",
          "update sms_brake set released_by = :pseudonym where released_by_id = :account",
          "update factor_reset set reason = replace(reason, :name, :pseudonym)"
              + " where :account in (requester_id, approver_id, confirmer_id)",
          "update factor_reset set approved_by = :pseudonym where approver_id = :account",
          "update factor_reset set confirmed_by = :pseudonym where confirmer_id = :account",
          "update factor_reset set requested_by = case when requested_by like 'key %' then"
              + " requested_by else :pseudonym end, requester_id = null where requester_id ="
              + " :account and coalesce(completed_at, cancelled_at) is not null");

  /** What was sent to an address or number that no other account has. */
  private static final List<String> RECEIVED =
      List.of(
          "delete from share where lower(email) in (select lower(unnest(:destinations::text[])))",
          "delete from share where id in (select share_id from share_link where phone ="
              + " any(:destinations))",
          "delete from share_favourite where lower(email) in (select"
              + " lower(unnest(:destinations::text[])))");

  /** The statements in their order. */
  static final List<String> STATEMENTS =
      Stream.of(GROUPS, DONE_FOR_OTHERS, RECEIVED).flatMap(List::stream).toList();

  private AccountTraces() {}
}
