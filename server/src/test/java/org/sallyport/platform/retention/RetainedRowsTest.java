package org.sallyport.platform.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sallyport.gate.lockout.LockProperties;
import org.sallyport.platform.tables.OwnedTable;
import org.sallyport.platform.tables.RetainedRows;
import org.sallyport.platform.tables.Tables;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Rule 41, for every table with a retention period: of two rows that differ by one step the older
 * one is deleted and the younger one stays, and a row still in force stays at any age.
 */
@SallyportTest
class RetainedRowsTest {
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final int ALL = 100_000;

  /**
   * In {@code insert}: the owner of the row, a UUID of an account and of a sign-in of that account.
   */
  private static final String OF_ACCOUNT = "account_id = cast(:mark as uuid)";

  /** Tested in another class. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "audit_event",
          "AuditCutTest",
          "pending_import",
          "ImportPageTest",
          "staff_reads_day",
          "AuditPageTest",
          "outside_share",
          "SharingTest",
          "forward_request",
          "ForwardAuthTest",
          "federation_request",
          "FederatedSignInTest",
          "entra_mfa_request",
          "EntraMfaTest",
          "oidc_request",
          "CodeFlowTest",
          "oidc_assertion",
          "PrivateKeyJwtTest");

  /**
   * The rows of a table.
   *
   * @param name the table; of one with two retention periods, with the period
   * @param mine a condition that finds the rows of a mark
   * @param ends inserts a row of a mark that ended at a given time, one statement for each way to
   *     end
   * @param never inserts a row of a mark that is older than that time and still in force
   * @param step between the row that is deleted and the one that stays
   */
  private record Pair(
      String name, String mine, List<String> ends, List<String> never, Duration step) {

    Pair(String name, String mine, List<String> ends, String... never) {
      this(name, mine, ends, List.of(never), MOMENT);
    }

    String table() {
      return name.replaceFirst(" .*", "");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>(ofSignIns());
    pairs.addAll(ofCodes());
    pairs.addAll(ofPhones());
    pairs.addAll(ofCounts());
    pairs.addAll(ofOthers());
    return pairs;
  }

  private static List<Pair> ofSignIns() {
    String signIn =
        """
        insert into sign_in (id, account_id, state, password_at, last_seen_at, address, browser, attempt_expires_at)
        values (gen_random_uuid(), cast(:mark as uuid), 'password', :at, %s, 'a', 'b', :at)
        """;
    String trusted =
        """
        insert into trusted_browser (id, account_id, created_at, expires_at, last_used_at, browser, address, ended_at)
        values (gen_random_uuid(), cast(:mark as uuid), :at, %s, :at, 'b', 'a', %s)
        """;
    String failed =
        """
        insert into failed_sign_in (sign_in_id, account_id, at, due_at, address, browser)
        values (gen_random_uuid(), cast(:mark as uuid), :at, :at, 'a', 'b')
        """;
    return List.of(
        new Pair(
            "sign_in",
            OF_ACCOUNT + " and id <> account_id",
            List.of(signIn.formatted(":at")),
            signIn.formatted("cast(:at as timestamptz) + interval '100 years'")),
        new Pair(
            "trusted_browser",
            OF_ACCOUNT,
            List.of(
                trusted.formatted(":at", "null"),
                trusted.formatted("cast(:at as timestamptz) + interval '30 days'", ":at")),
            trusted.formatted("cast(:at as timestamptz) + interval '100 years'", "null")),
        new Pair("failed_sign_in", OF_ACCOUNT, List.of(failed)));
  }

  private static List<Pair> ofCodes() {
    String otp =
        """
        insert into otp_code (id, account_id, sign_in_id, purpose, channel, destination, tag, code_hash, message_id,
                              sent_at, expires_at)
        values (gen_random_uuid(), cast(:mark as uuid), cast(:mark as uuid), 'sign-in', 'sms', '+32', 'K7', 'x',
                gen_random_uuid(), :at, :at)
        """;
    String activation =
        """
        insert into activation_code (account_id, code_hash, created_at, expires_at, used_at)
        values (cast(:mark as uuid), 'x', :at, %s, %s)
        """;
    String recovery =
        """
        insert into recovery_code (account_id, code_hash, created_at, used_at)
        values (cast(:mark as uuid), convert_to(:mark, 'UTF8'), :at, %s)
        """;
    String challenge =
        """
        insert into passkey_challenge (sign_in_id, purpose, challenge, valid_until)
        values (cast(:mark as uuid), 'sign-in', 'x', :at)
        """;
    return List.of(
        new Pair("otp_code", OF_ACCOUNT, List.of(otp)),
        new Pair(
            "activation_code",
            OF_ACCOUNT,
            List.of(
                activation.formatted(":at", "null"),
                activation.formatted("cast(:at as timestamptz) + interval '7 days'", ":at")),
            activation.formatted("cast(:at as timestamptz) + interval '100 years'", "null")),
        new Pair(
            "recovery_code",
            OF_ACCOUNT,
            List.of(recovery.formatted(":at")),
            recovery.formatted("null")),
        new Pair("passkey_challenge", "sign_in_id = cast(:mark as uuid)", List.of(challenge)),
        new Pair(
            "passkey_used_challenge",
            "challenge = convert_to(:mark, 'UTF8')",
            List.of(
                "insert into passkey_used_challenge (challenge, valid_until) values (convert_to(:mark, 'UTF8'), :at)")));
  }

  private static List<Pair> ofPhones() {
    String request =
        """
        insert into app_request (id, account_id, sign_in_id, purpose, challenge, number, created_at, expires_at, state,
                                 unanswered)
        values (gen_random_uuid(), cast(:mark as uuid), cast(:mark as uuid), 'sign-in', 'x', 'x', :at, :at, 'denied', %s)
        """;
    String linked =
        """
        insert into app_device (id, account_id, public_key, name, created_at, expires_at, claimed_at, linked_at, removed_at)
        values (gen_random_uuid(), cast(:mark as uuid), 'x', 'Phone', :at, :at, :at, :at, %s)
        """;
    String begun =
        """
        insert into app_device (id, account_id, sign_in_id, created_at, expires_at)
        values (gen_random_uuid(), cast(:mark as uuid), cast(:mark as uuid), :at, :at)
        """;
    return List.of(
        new Pair(
            "app_request",
            OF_ACCOUNT,
            List.of(request.formatted("false")),
            request.formatted("true")),
        new Pair(
            "app_device SIGN_INS",
            OF_ACCOUNT,
            List.of(linked.formatted(":at")),
            linked.formatted("null")),
        new Pair("app_device CODES", OF_ACCOUNT, List.of(begun), linked.formatted("null")));
  }

  private static List<Pair> ofCounts() {
    String limit =
        """
        insert into rate_limit (key, name, share, used, max_uses, ends_at)
        values (convert_to(:mark, 'UTF8'), 'a', 'b', 1, 1, :at)
        """;
    String throttle =
        """
        insert into throttle (key, failures, blocked_until, last_at) values (convert_to(:mark, 'UTF8'), 1, %s, :at)
        """;
    String password =
        """
        insert into wrong_password (name_hash, day, network, address, browser, count, last_at)
        values ('x', cast(:at as date), :mark, 'a', 'b', 1, :at)
        """;
    String erased =
        "insert into erased_username (name_hash, erased_at) values (convert_to(:mark, 'UTF8'), :at)";
    String code = "insert into wrong_code (account_id, at) values (cast(:mark as uuid), :at)";
    String key = "key = convert_to(:mark, 'UTF8')";
    return List.of(
        new Pair("rate_limit", key, List.of(limit)),
        new Pair(
            "throttle",
            key,
            List.of(throttle.formatted(":at")),
            throttle.formatted("cast(:at as timestamptz) + interval '100 years'")),
        new Pair(
            "wrong_password", "network = :mark", List.of(password), List.of(), Duration.ofDays(1)),
        new Pair("erased_username", "name_hash = convert_to(:mark, 'UTF8')", List.of(erased)),
        new Pair("wrong_code", OF_ACCOUNT, List.of(code)));
  }

  private static List<Pair> ofOthers() {
    String message =
        """
        insert into outbox (id, channel, destination, state, created_at, next_try_at, expires_at, ended_at)
        values (gen_random_uuid(), 'email', convert_to(:mark, 'UTF8'), '%s', :at, :at, :at, :at)
        """;
    String share =
        """
        insert into share (id, kind, account_id, shared_by, shared_at, valid_from, expires_at)
        values (gen_random_uuid(), 'share', cast(:mark as uuid), 'A', :now, :at, %s)
        """;
    String shareOfStudy =
        """
        with shared as (
          insert into share (id, kind, account_id, shared_by, shared_at, valid_from)
          values (gen_random_uuid(), 'share', cast(:mark as uuid), 'A', :now, :now) returning id
        )
        insert into share_study (share_id, study_uid, withdrawn_at) select id, :mark, %s from shared
        """;
    String shareSession =
        """
        with shared as (
          insert into share (id, kind, email, shared_by, shared_at, valid_from)
          values (gen_random_uuid(), 'share', 'a@b.example', 'A', :now, :now) returning id
        ), linked as (
          insert into share_link (share_id, token_hash, mailed_at)
          select id, convert_to(id::text, 'UTF8'), :now from shared
        )
        insert into share_session (id, share_id, address, browser, asked_at, last_seen_at)
        select gen_random_uuid(), id, :mark, '', :now, :at from shared
        """;
    String reference =
        """
        insert into reference_number (id, number_hash, born_hash, study_uid, issued_by, issued_at, expires_at)
        values (gen_random_uuid(), convert_to(gen_random_uuid()::text, 'UTF8'), '', :mark, 'A', :now, :at)
        """;
    String favourite =
        """
        insert into share_favourite (id, owner_id, email, used_at)
        values (gen_random_uuid(), cast(:mark as uuid), gen_random_uuid()::text, :at)
        """;
    String opened =
        "insert into study_opened (account_id, study_uid, opened_at) values (cast(:mark as uuid), '1.2.41.9', :at)";
    String mark =
        """
        insert into image_mark (id, account_id, study_uid, mark_id, mark, created_at, changed_at, lost_at)
        values (gen_random_uuid(), cast(:mark as uuid), '1.2.41.9', gen_random_uuid(), '', :at, :at, %s)
        """;
    String sentMark =
        """
        with shared as (
          insert into share (id, kind, email, shared_by, shared_at, valid_from, expires_at)
          values (gen_random_uuid(), 'share', 'a@b.example', 'A', :now, :now, %s) returning id
        ), of_study as (
          insert into share_study (share_id, study_uid) select id, :mark from shared returning share_id
        )
        insert into share_mark (id, share_id, study_uid, place, mark, changed_at)
        select gen_random_uuid(), share_id, :mark, 0, '', :now from of_study
        """;
    String layout =
        """
        insert into viewer_layout (account_id, kind, panes, linked, used_at)
        values (cast(:mark as uuid), 'CT', 'CT/axial/1', false, :at)
        """;
    String client =
        """
        with client as (
          insert into oidc_client (id, client_id, name, authentication, native, own, redirect_uris, post_logout_uris, scopes,
                                   roles, groups, assurance, access_lasts, created_at)
          values (gen_random_uuid(), gen_random_uuid(), 'A', 'none', false, true, '{}', '{}', '{}', '{}', '{}', 'password',
                  0, :now) returning id
        )
        """;
    String given =
        """
        insert into oidc_grant (id, client_id, account_id, sign_in_id, scopes, redirect_uri, code_challenge, acr, amr,
                                authenticated_at, claims, code_hash, code_expires_at, created_at)
        select cast(:mark as uuid), id, cast(:mark as uuid), cast(:mark as uuid), '{}', '', '', '', '{}', :at, '{}',
               convert_to(gen_random_uuid()::text, 'UTF8'), :at, :at from client
        """;
    String grant = client + given;
    String token =
        client
            + ", given as ("
            + given
            + " returning id)"
            + """
              insert into oidc_token (hash, grant_id, kind, scopes, created_at, expires_at)
              select convert_to(gen_random_uuid()::text, 'UTF8'), id, 'access', '{}', :at, %s from given
              """;
    String application =
        """
        insert into forward_session (id, token_hash, application, address, account_id, sign_in_id, created_at)
        values (gen_random_uuid(), convert_to(:mark, 'UTF8'), 'wiki', '', cast(:mark as uuid), cast(:mark as uuid), :at)
        """;
    String key =
        """
        insert into api_key (id, name, scopes, networks, hash, made_at, expires_at, ended_at)
        values (gen_random_uuid(), :mark || gen_random_uuid(), '{}', '{}', convert_to(gen_random_uuid()::text, 'UTF8'), :at,
                %s, %s)
        """;
    String conflict =
        """
        insert into directory_conflict (directory, object_id, username, name, first_at, last_at)
        values ('hosp', :mark, 'hester', 'Hester', :at, :at)
        """;
    String position =
        """
        insert into directory_position (directory, source, position, read_at) values ('hosp', :mark, '1', :at)
        """;
    String published =
        """
        insert into published_object (id, account_id, request_id, form_hash, study_uid, kind, series_id, left_out,
                                      created_at, stored_at)
        values (gen_random_uuid(), cast(:mark as uuid), gen_random_uuid(), '', '1.2', 'measurements', gen_random_uuid(), 0,
                :at, %s)
        """;
    String link =
        """
        insert into mailed_link (token_hash, account_id, purpose, created_at, expires_at)
        values (convert_to(:mark, 'UTF8'), cast(:mark as uuid), 'password', :at, :at)
        """;
    String request =
        """
        insert into password_request (id, dedupe_key, name, created_at, address, browser, known_browser, processing_since)
        values (gen_random_uuid(), convert_to(:mark, 'UTF8'), 'x', :at, 'a', 'b', false, cast(:now as timestamptz) + interval '100 years')
        """;
    String reset =
        """
        insert into factor_reset (id, account_id, requested_by, reason, requested_at, due_at, completed_at, cancelled_at)
        values (gen_random_uuid(), cast(:mark as uuid), 'desk', 'lost', :at, cast(:now as timestamptz) + interval '100 years', %s, %s)
        """;
    return List.of(
        new Pair("directory_conflict", "object_id = :mark", List.of(conflict)),
        new Pair(
            "api_key",
            "name like :mark || '%'",
            List.of(
                key.formatted(":at", "null"),
                key.formatted("cast(:at as timestamptz) + interval '100 years'", ":at")),
            key.formatted("cast(:at as timestamptz) + interval '100 years'", "null")),
        new Pair(
            "key_change",
            OF_ACCOUNT,
            List.of(
                "with made as ("
                    + key.formatted("cast(:now as timestamptz) + interval '100 years'", "null")
                    + " returning id) insert into key_change (key_id, account_id, at)"
                    + " select id, cast(:mark as uuid), :at from made")),
        new Pair("directory_position", "source = :mark", List.of(position)),
        new Pair(
            "route_failure",
            "route = :mark",
            List.of(
                "insert into route_failure (channel, route, reason, since) values ('sms', :mark, 'x', :at)")),
        new Pair(
            "sim_swap",
            OF_ACCOUNT,
            List.of(
                """
                insert into sim_swap (account_id, number_hash, found_at, until)
                values (cast(:mark as uuid), 'x', :at, :at)
                """)),
        new Pair(
            "sms_brake",
            "block = :mark",
            List.of(
                """
                insert into sms_brake (block, scope, since, until, sent, answered)
                values (:mark, 'new', :at, :at, 20, 0)
                """)),
        new Pair(
            "spending_warning",
            "day = date '2000-01-01' + (hashtext(:mark) % 1000000)",
            List.of(
                """
                insert into spending_warning (channel, day, told_at)
                values ('sms', date '2000-01-01' + (hashtext(:mark) % 1000000), :at)
                """)),
        new Pair(
            "outbox",
            "destination = convert_to(:mark, 'UTF8')",
            List.of(
                message.formatted("sent"),
                message.formatted("failed"),
                message.formatted("unknown"))),
        new Pair("share", OF_ACCOUNT, List.of(share.formatted(":at")), share.formatted("null")),
        new Pair(
            "share_study",
            "study_uid = :mark",
            List.of(shareOfStudy.formatted(":at")),
            shareOfStudy.formatted("cast(null as timestamptz)")),
        new Pair("share_session", "address = :mark", List.of(shareSession)),
        new Pair("reference_number", "study_uid = :mark", List.of(reference)),
        new Pair("share_favourite", "owner_id = cast(:mark as uuid)", List.of(favourite)),
        new Pair("study_opened", OF_ACCOUNT, List.of(opened)),
        new Pair("image_mark", OF_ACCOUNT, List.of(mark.formatted(":at")), mark.formatted("null")),
        new Pair(
            "share_mark",
            "study_uid = :mark",
            List.of(sentMark.formatted(":at")),
            sentMark.formatted("null")),
        new Pair("viewer_layout", OF_ACCOUNT, List.of(layout)),
        new Pair("oidc_grant", OF_ACCOUNT, List.of(grant)),
        new Pair("forward_session", OF_ACCOUNT, List.of(application)),
        new Pair(
            "oidc_token",
            "grant_id = cast(:mark as uuid)",
            List.of(token.formatted(":at")),
            token.formatted("cast(:at as timestamptz) + interval '100 years'")),
        new Pair(
            "published_object",
            OF_ACCOUNT,
            List.of(published.formatted(":at"), published.formatted("null"))),
        new Pair("mailed_link", OF_ACCOUNT, List.of(link)),
        new Pair("password_request", "dedupe_key = convert_to(:mark, 'UTF8')", List.of(request)),
        new Pair(
            "factor_reset",
            OF_ACCOUNT,
            List.of(reset.formatted(":at", "null"), reset.formatted("null", ":at")),
            reset.formatted("null", "null")));
  }

  @Autowired Tables tables;
  @Autowired RetentionProperties settings;
  @Autowired LockProperties lock;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired TurnableClock clock;
  @Autowired People people;

  private final List<String> marks = new ArrayList<>();
  private @Nullable Pair tested;

  @AfterEach
  void clear() {
    for (String mark : marks) {
      jdbc.sql(
              "delete from share where id in (select share_id from share_study where study_uid = :mark)")
          .param("mark", mark)
          .update();
      if (tested != null) {
        jdbc.sql("delete from " + tested.table() + " where " + tested.mine())
            .param("mark", mark)
            .update();
      }
      jdbc.sql("delete from account where id = cast(:mark as uuid)").param("mark", mark).update();
    }
  }

  private Map<String, RetainedRows> declared() {
    Map<String, RetainedRows> declared = new TreeMap<>();
    for (OwnedTable table : tables.all()) {
      boolean two = table.retained().size() > 1;
      table
          .retained()
          .forEach(
              rows -> declared.put(two ? rows.table() + " " + rows.period() : rows.table(), rows));
    }
    return declared;
  }

  @Test
  void everyRetainedTableHasSuchRows() {
    TreeSet<String> known = new TreeSet<>(ELSEWHERE.keySet());
    pairs().forEach(pair -> known.add(pair.name()));
    assertThat(known).containsExactlyElementsOf(declared().keySet());
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void expiredRowsAreRemovedAndOthersKept(Pair pair) {
    tested = pair;
    RetainedRows rows = Objects.requireNonNull(declared().get(pair.name()));
    Instant before = edge(rows);
    List<String> go = new ArrayList<>();
    List<String> stay = new ArrayList<>();
    for (String ends : pair.ends()) {
      go.add(row(ends, before.minus(pair.step())));
      stay.add(row(ends, before));
    }
    for (String never : pair.never()) {
      stay.add(row(never, before.minus(Duration.ofDays(3000))));
    }
    transaction.executeWithoutResult(
        status -> rows.removal().remove(jdbc, before, clock.instant(), ALL));
    assertThat(go).as("past their time").noneMatch(this::isThere);
    assertThat(stay).as("not past their time, or in force").allMatch(this::isThere);
  }

  /** Counts of wrong tries have a retention of their own. */
  private Instant edge(RetainedRows rows) {
    Duration kept =
        rows.table().equals("throttle") ? lock.passwordFailureWindow() : settings.of(rows.period());
    return clock.instant().minus(kept);
  }

  /** A row of a new account and a new sign-in. */
  private String row(String insert, Instant at) {
    UUID id = people.add(null, true, false, "physician").id().value();
    Timestamp now = Timestamp.from(clock.instant());
    jdbc.sql(
            """
            insert into sign_in (id, account_id, state, password_at, last_seen_at, address, browser, attempt_expires_at)
            values (:id, :id, 'password', :now, :now, 'a', 'b', :now)
            """)
        .param("id", id)
        .param("now", now)
        .update();
    marks.add(id.toString());
    jdbc.sql(insert)
        .param("mark", id.toString())
        .param("at", Timestamp.from(at))
        .param("now", now)
        .update();
    return id.toString();
  }

  private boolean isThere(String mark) {
    Pair pair = Objects.requireNonNull(tested);
    return jdbc.sql("select exists (select from " + pair.table() + " where " + pair.mine() + ")")
        .param("mark", mark)
        .query(Boolean.class)
        .single();
  }
}
