package org.sallyport.gate.personaldata;

import java.util.List;

/**
 * Rows about an account that are read by one statement, newest first.
 *
 * @param name of the section in the file, and of its title in the message bundle
 * @param query with {@code :account}, {@code :id} (the same as text), {@code :username}, {@code
 *     :key} (its form in comparisons) and {@code :most}; the names of its columns are those of the
 *     fields in the file. A column of bytes is a JSON object that was encrypted for the row's id;
 *     the file has its fields
 */
record Section(String name, String query) {
  /** In the order of the file. No statement reads a secret, a hash or the id of a session. */
  static final List<Section> ALL =
      List.of(
          new Section(
              "account",
              """
              select username, name, role, role_since, language, email, email_verified_at, phone, phone_verified_at,
                method, linked_methods, disabled_methods, password_hash is not null as has_password, directory,
                password_changed_at, password_change_required, email_fallback_used_at, email_codes_blocked_until,
                sms_codes_blocked_until, letters_blocked_until, wrong_codes, wrong_in_a_row, next_code_at, locked_at,
                lock_reference, disabled_at, disabled_by, created_at
                from account where id = :account limit :most
              """),
          new Section(
              "numbers",
              """
              select 'physician' as kind, issuer, number from physician_number where account_id = :account
              union all
              select 'patient', issuer, number from patient_number where account_id = :account limit :most
              """),
          new Section(
              "names",
              """
              select name, confirmed_by, confirmed_at from confirmed_name where account_id = :account
               order by confirmed_at desc limit :most
              """),
          new Section(
              "groups",
              """
              select g.name, g.kind, m.is_admin, m.joined_at, m.confirmed_until, m.left_at
                from group_member m join care_group g on g.id = m.group_id where m.account_id = :account
               order by m.joined_at desc limit :most
              """),
          new Section(
              "directory",
              """
              select directory, object_id, linked_at, linked_by, seen_at, trouble
                from directory_person where account_id = :account limit :most
              """),
          new Section(
              "issuers",
              """
              select issuer, subject, linked_at, linked_by, last_used_at
                from federated_identity where account_id = :account order by issuer limit :most
              """),
          new Section(
              "identity-system",
              """
              select external_id, given_name, family_name, formatted, display_name, email, phone, made_at, changed_at,
                gone_at from scim_user where account_id = :account limit :most
              """),
          new Section(
              "devices",
              """
              select 'Sallyport Authenticator' as kind, name, coalesce(linked_at, created_at) as linked_at, last_used_at,
                removed_at from app_device where account_id = :account
              union all
              select 'authenticator app', name, coalesce(confirmed_at, created_at), last_used_at, null
                from totp_secret where account_id = :account
              union all
              select 'passkey', name, linked_at, last_used_at, null from passkey where account_id = :account
               order by linked_at desc limit :most
              """),
          new Section(
              "written-codes",
              """
              select 'recovery code' as kind, created_at, null::timestamptz as expires_at, used_at
                from recovery_code where account_id = :account
              union all
              select 'activation code', created_at, expires_at, used_at
                from activation_code where account_id = :account limit :most
              """),
          new Section(
              "browsers",
              """
              select browser, address, created_at, last_used_at, expires_at, ended_at, end_reason
                from trusted_browser where account_id = :account order by created_at desc limit :most
              """),
          new Section(
              "sign-ins",
              """
              select password_at, state, passwordless, issuer, issuer_auth_at, issuer_factor, for_issuer, ticket_directory, ticket_auth_at,
                method, factor_method, factor_at, completed_at, last_seen_at,
                ended_at, end_reason, reported_at, address, browser, known_browser is not null as known_browser,
                landing, wrong_codes
                from sign_in where account_id = :account order by password_at desc limit :most
              """),
          new Section(
              "wrong-codes",
              """
              select at from wrong_code where account_id = :account order by at desc limit :most
              """),
          new Section(
              "codes",
              """
              select sent_at, purpose, channel, destination, tag, expires_at, used_at, voided_at, tries
                from otp_code where account_id = :account order by sent_at desc limit :most
              """),
          new Section(
              "sim-changes",
              """
              select changed_at, found_at, until from sim_swap where account_id = :account limit :most
              """),
          new Section(
              "sms-risk",
              """
              select confirmed_at from sms_risk_consent where account_id = :account limit :most
              """),
          new Section(
              "links",
              """
              select created_at, purpose, expires_at, used_at, voided_at
                from mailed_link where account_id = :account order by created_at desc limit :most
              """),
          new Section(
              "requests",
              """
              select created_at, purpose, state, answered_at
                from app_request where account_id = :account order by created_at desc limit :most
              """),
          new Section(
              "resets",
              """
              select requested_at, requested_by, reason, phone_lost, due_at, approved_by, confirmed_by, completed_at,
                cancelled_at from factor_reset where account_id = :account order by requested_at desc limit :most
              """),
          new Section(
              "changes",
              """
              select kind, lost, requested_at, due_at from delayed_change where account_id = :account
               order by requested_at desc limit :most
              """),
          new Section(
              "study-mails",
              """
              select told_until, mailed_at from study_mail where account_id = :account limit :most
              """),
          new Section(
              "studies-opened",
              """
              select study_uid, opened_at from study_opened where account_id = :account
               order by opened_at desc limit :most
              """),
          new Section(
              "marks",
              """
              select id, study_uid, created_at, changed_at, mark from image_mark where account_id = :account
               order by changed_at desc limit :most
              """),
          new Section("marks-sent", OwnStudies.MARKS_SENT),
          new Section(
              "layouts",
              """
              select kind, panes, linked, used_at from viewer_layout where account_id = :account
               order by used_at desc limit :most
              """),
          new Section(
              "applications",
              """
              select g.created_at, c.name, g.scopes, g.acr, g.revoked_at from oidc_grant g
                join oidc_client c on c.id = g.client_id where g.account_id = :account
               order by g.created_at desc limit :most
              """),
          new Section(
              "application-sessions",
              """
              select created_at, application, address, ended_at from forward_session where account_id = :account
               order by created_at desc limit :most
              """),
          new Section(
              "consents",
              """
              select o.given_at, c.name, o.scopes from oidc_consent o join oidc_client c on c.id = o.client_id
               where o.account_id = :account order by o.given_at desc limit :most
              """),
          new Section(
              "keys",
              """
              select made_at, name, expires_at, ended_at from api_key where made_by = :account
               order by made_at desc limit :most
              """),
          new Section(
              "published",
              """
              select stored_at, study_uid, kind from published_object where account_id = :account
                 and stored_at is not null order by stored_at desc limit :most
              """),
          new Section("own-studies", OwnStudies.VIEWS),
          new Section("shares-given", OwnStudies.GIVEN),
          new Section("shares-received", OwnStudies.RECEIVED),
          new Section(
              "references",
              """
              select study_uid, issued_at, expires_at, with_report, wrong_tries, locked_at, withdrawn_at
                from reference_number where issuer_id = :account order by issued_at desc limit :most
              """),
          new Section(
              "receivers",
              """
              select coalesce(f.email, a.name, g.name) as receiver, f.used_at from share_favourite f
                left join account a on a.id = f.account_id left join care_group g on g.id = f.group_id
               where f.owner_id = :account order by f.used_at desc limit :most
              """),
          new Section("events", OwnEvents.ALL));
}
