package org.sallyport.gate.account.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.imports.ImportResult.BadLines;
import org.sallyport.gate.account.imports.ImportResult.Stored;
import org.sallyport.gate.account.imports.PlannedAccount.Kind;
import org.sallyport.gate.account.imports.file.BadLine;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.Poll;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.database.Rows;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class ImportPreviewTest {
  private static final Origin DESK = new Origin("203.0.113.24", "Firefox 145 on Windows");
  private static final String FILE =
      """
      username,password,name,email,phone,method,role,physician_numbers,patient_numbers,groups,language
      h.fenwick,,Dr. Hazel Marsh,hazel@marsh.example,+32470123499,sms,,LM:5,,Practice Elm,fr
      t.new,,Tom New,tom@new.example,,,patient,,LM:77,,nl
      o.same,,Ora Same,,,,,,,,
      """;

  @Autowired AccountImport accountImport;
  @Autowired Accounts accounts;
  @Autowired JdbcClient jdbc;
  @Autowired Rows rows;
  @Autowired TurnableClock clock;
  @Autowired TransactionTemplate transaction;

  @BeforeEach
  void threeAccounts() {
    empty();
    String before =
        """
        username,password,name,email,phone,method,role,physician_numbers,language,groups
        h.fenwick,meadow-lantern-42,Dr. Hazel Fenwick,hazel@lindenmoor.example,+32470123484,email,physician,LM:1;LM:2,nl-BE,Practice Oak
        o.same,meadow-lantern-42,Ora Same,ora@same.example,,email,physician,,,
        a.admin,meadow-lantern-42,Ada Min,ada@min.example,,email,admin,,,
        """;
    assertThat(accountImport.run(before.getBytes(StandardCharsets.UTF_8), Origin.COMMAND_LINE))
        .isInstanceOf(Stored.class);
  }

  @AfterEach
  void empty() {
    jdbc.sql("delete from account").update();
    jdbc.sql("delete from care_group").update();
  }

  private Account account(String username) {
    return accounts.findByUsername(username).orElseThrow();
  }

  private ImportRequest request(String file) {
    Actor by = new Actor(account("a.admin").id(), "a.admin");
    return new ImportRequest(file.getBytes(StandardCharsets.UTF_8), by, "list of May", DESK);
  }

  private ImportPlan plan(String file) {
    ImportPreview preview = accountImport.preview(request(file));
    assertThat(preview).isInstanceOf(ImportPlan.class);
    return (ImportPlan) preview;
  }

  private Optional<ImportResult> runAsShown(String file, ImportPlan shown) {
    return accountImport.runAsShown(request(file), shown.fingerprint());
  }

  /** Everything that an import can write, as text. */
  private String state() {
    return rows.query("select * from account order by username").toString()
        + rows.query("select * from physician_number order by number")
        + rows.query("select * from patient_number order by number")
        + rows.query("select * from care_group order by name")
        + rows.query("select * from group_member order by account_id, group_id")
        + rows.count("outbox")
        + rows.count("audit_event");
  }

  @Nested
  class ADryRun {
    @Test
    void showsEveryValueThatChangesBeforeAndAfter() {
      List<PlannedAccount> planned = plan(FILE).accounts();
      assertThat(planned)
          .extracting(PlannedAccount::kind)
          .containsExactly(Kind.CHANGED, Kind.MADE, Kind.UNCHANGED);
      assertThat(planned.getFirst().changes())
          .containsExactly(
              new ValueChange("name", "Dr. Hazel Fenwick", "Dr. Hazel Marsh"),
              new ValueChange("email", "hazel@lindenmoor.example", "hazel@marsh.example"),
              new ValueChange("phone", "+32470123484", "+32470123499"),
              new ValueChange("method", "email", "sms"),
              new ValueChange("physician_numbers", "LM:1; LM:2", "LM:5"),
              new ValueChange("groups", "Practice Oak", "Practice Elm"),
              new ValueChange("language", "nl-BE", "fr"));
      assertThat(planned.get(1).changes())
          .extracting(ValueChange::column)
          .containsExactly("username", "name", "email", "role", "patient_numbers", "language");
    }

    @Test
    void showsThatThereIsANewPasswordAndNeverWhich() {
      String file = "username,password\nh.fenwick,quiet-harbour-77\no.same,meadow-lantern-42\n";
      ImportPlan plan = plan(file);
      assertThat(plan.accounts().getFirst().changes())
          .containsExactly(new ValueChange("password", "", "new"));
      assertThat(plan.toString()).doesNotContain("quiet-harbour", "meadow-lantern");
    }

    @Test
    void J06_doesNotTellWhetherAPasswordIsRight() {
      ImportPlan right = plan("username,password\no.same,meadow-lantern-42\n");
      ImportPlan wrong = plan("username,password\no.same,meadow-lantern-43\n");
      assertThat(right.accounts().getFirst().changes())
          .isEqualTo(wrong.accounts().getFirst().changes())
          .containsExactly(new ValueChange("password", "", "new"));
    }

    @Test
    void isFollowedByAnImportThatLeavesTheSamePasswordAlone() {
      String file = "username,password\no.same,meadow-lantern-42\n";
      Account before = account("o.same");
      assertThat(runAsShown(file, plan(file))).contains(new Stored(0, 0, 1, List.of()));
      assertThat(account("o.same")).isEqualTo(before);
    }

    @Test
    void changesNothing() {
      String before = state();
      plan(FILE);
      assertThat(state()).isEqualTo(before);
    }

    @Test
    void refusesWhatTheImportRefuses() {
      String file = "username,name,role,email\nx,X,nurse,x@x.example\n";
      ImportPreview preview = accountImport.preview(request(file));
      assertThat(preview)
          .isInstanceOf(BadLines.class)
          .isEqualTo(accountImport.run(file.getBytes(StandardCharsets.UTF_8), Origin.COMMAND_LINE));
    }

    @Test
    void J06_refusesTheAdminsOwnAccount() {
      assertThat(accountImport.preview(request("username,name\nA.Admin,Else\n")))
          .isEqualTo(
              new BadLines(
                  List.of(
                      new BadLine(
                          2, "username: is your own account, which another admin must change"))));
    }
  }

  @Nested
  class TheSecondStep {
    @Test
    void doesWhatWasShown() {
      ImportPlan shown = plan(FILE);
      assertThat(runAsShown(FILE, shown))
          .contains(new Stored(1, 1, 1, List.of(account("t.new").id())));
      assertThat(account("h.fenwick").name()).isEqualTo("Dr. Hazel Marsh");
      assertThat(plan(FILE).count(Kind.UNCHANGED)).as("nothing is left to do").isEqualTo(3);
    }

    @Test
    void recordsWhoWhyAndEveryValueMasked() {
      runAsShown(FILE, plan(FILE));
      Map<String, @Nullable Object> event =
          rows.query(
                  "select details ->> 'by' as by, details ->> 'reason' as reason, details ->> 'changes' as changes from audit_event"
                      + " where type = 'AccountEvent.Imported' and account_id = ? order by id desc limit 1",
                  account("h.fenwick").id().value())
              .getFirst();
      assertThat(event).containsEntry("by", "a.admin").containsEntry("reason", "list of May");
      assertThat(String.valueOf(event.get("changes")))
          .contains("Dr. Hazel Fenwick", "Dr. Hazel Marsh", "LM:1; LM:2", "LM:5")
          .doesNotContain("hazel@", "+32470123499", "+32470123484");
    }

    @Test
    void isRefusedForAnotherFile() {
      ImportPlan shown = plan(FILE);
      String before = state();
      assertThat(runAsShown(FILE.replace("Hazel Marsh", "Hazel March"), shown)).isEmpty();
      assertThat(state()).isEqualTo(before);
    }

    @Test
    void isRefusedWhenAnAccountChangedMeanwhile() {
      ImportPlan shown = plan(FILE);
      rows.update("update account set phone = '+32470123400' where username = 'h.fenwick'");
      String before = state();
      assertThat(runAsShown(FILE, shown)).isEmpty();
      assertThat(state()).isEqualTo(before);
    }

    @Test
    void isRefusedWhenAnAccountOfTheFileWasMadeMeanwhile() {
      ImportPlan shown = plan(FILE);
      accountImport.run(
          "username,name,role,email\nt.new,T,patient,t@t.example\n"
              .getBytes(StandardCharsets.UTF_8),
          Origin.COMMAND_LINE);
      assertThat(runAsShown(FILE, shown)).isEmpty();
    }

    @Test
    void isNotDoneTwice() {
      ImportPlan shown = plan(FILE);
      runAsShown(FILE, shown);
      String before = state();
      assertThat(runAsShown(FILE, shown)).isEmpty();
      assertThat(state()).isEqualTo(before);
    }

    @Test
    void seesAChangeThatItWaitedFor() throws Exception {
      ImportPlan shown = plan(FILE);
      List<Future<Optional<ImportResult>>> waiting = new ArrayList<>();
      try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
        transaction.executeWithoutResult(
            status -> {
              accounts.hold(account("h.fenwick").id());
              waiting.add(thread.submit(() -> runAsShown(FILE, shown)));
              assertThat(Poll.until(Duration.ofSeconds(10), ImportPreviewTest.this::someoneWaits))
                  .isTrue();
              rows.update("update account set language = 'de' where username = 'h.fenwick'");
            });
      }
      assertThat(waiting.getFirst().get()).isEmpty();
      assertThat(account("h.fenwick").name()).isEqualTo("Dr. Hazel Fenwick");
    }
  }

  private boolean someoneWaits() {
    return !rows.query(
            "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        .isEmpty();
  }

  /** Two people or a day, as for a reset: one admin alone receives no codes of another. */
  @Nested
  class Rule39_AContactThatAnAdminChanged {
    private static final String CONTACTS =
        "username,email,phone\nh.fenwick,hazel@marsh.example,+32470123499\n";

    @Test
    void receivesNoCodeForASignInForADay() {
      runAsShown(CONTACTS, plan(CONTACTS));
      Account hazel = account("h.fenwick");
      assertThat(hazel.emailCodesBlockedUntil())
          .isEqualTo(clock.instant().plus(Duration.ofDays(1)));
      assertThat(hazel.smsCodesBlockedUntil()).isEqualTo(hazel.emailCodesBlockedUntil());
    }

    @Test
    void keepsTheLaterOfTwoWaits() {
      Timestamp later = Timestamp.from(clock.instant().plus(Duration.ofDays(3)));
      rows.update(
          "update account set email_codes_blocked_until = ?, sms_codes_blocked_until = ? where username = 'h.fenwick'",
          later,
          later);
      runAsShown(CONTACTS, plan(CONTACTS));
      Account hazel = account("h.fenwick");
      assertThat(hazel.email()).isEqualTo("hazel@marsh.example");
      assertThat(hazel.emailCodesBlockedUntil()).isEqualTo(later.toInstant());
      assertThat(hazel.smsCodesBlockedUntil()).isEqualTo(later.toInstant());
    }

    @Test
    void doesSoAtOnceIfTheCommandLineChangedItOrTheAccountHasNoPassword() {
      accountImport.run(CONTACTS.getBytes(StandardCharsets.UTF_8), Origin.COMMAND_LINE);
      assertThat(account("h.fenwick").emailCodesBlockedUntil()).isNull();
      runAsShown(FILE, plan(FILE));
      String wrong = "username,email\nt.new,tom@right.example\n";
      runAsShown(wrong, plan(wrong));
      assertThat(account("t.new").emailCodesBlockedUntil()).isNull();
    }
  }
}
