package org.sallyport.portal.studies.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/**
 * Every role, every reason, every form in which a study is given, against a real archive: what each
 * row of {@link Reason} says must be so in all of them.
 */
@Tag("slow")
@TestPropertySource(properties = "still=yes")
@SallyportTest
class AccessMatrixTest {
  /** What an account gets. */
  private enum Right {
    NOTHING,
    WITHOUT_REPORT,
    EVERYTHING
  }

  /** A reason, and what it gives to whom; "named" means that the archive says so. */
  private enum Reason {
    NONE(Right.NOTHING, Right.NOTHING, false),
    REQUESTING(Right.EVERYTHING, Right.EVERYTHING, true),
    REFERRING(Right.EVERYTHING, Right.EVERYTHING, true),
    CONSULTING(Right.EVERYTHING, Right.EVERYTHING, true),
    RECIPIENT(Right.EVERYTHING, Right.EVERYTHING, true),
    IN_REQUEST(Right.EVERYTHING, Right.EVERYTHING, true),
    PATIENT(Right.NOTHING, Right.EVERYTHING, true),
    PATIENT_OF_ANOTHER_ISSUER(Right.NOTHING, Right.NOTHING, true),
    COLLEAGUE(Right.EVERYTHING, Right.NOTHING, true),
    LAPSED_COLLEAGUE(Right.NOTHING, Right.NOTHING, true),
    COPY(Right.EVERYTHING, Right.EVERYTHING, false),
    SHARE(Right.EVERYTHING, Right.EVERYTHING, false),
    REFERENCE(Right.EVERYTHING, Right.EVERYTHING, false),
    SHARE_WITHOUT_REPORT(Right.WITHOUT_REPORT, Right.WITHOUT_REPORT, false),
    GROUP_SHARE(Right.EVERYTHING, Right.NOTHING, false),
    EXPIRED(Right.NOTHING, Right.NOTHING, false),
    NOT_YET(Right.NOTHING, Right.NOTHING, false),
    WITHDRAWN(Right.NOTHING, Right.NOTHING, false),
    SHARER_WITHOUT_THE_STUDY(Right.NOTHING, Right.NOTHING, false);

    private final Right others;
    private final Right patient;
    private final boolean named;

    Reason(Right others, Right patient, boolean named) {
      this.others = others;
      this.patient = patient;
      this.named = named;
    }

    Right of(String role) {
      return role.equals("patient") ? patient : others;
    }

    /** Whether the account sees who else has access, and who looked. */
    boolean showsLog(String role) {
      return named && of(role) == Right.EVERYTHING;
    }
  }

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired IndexedStudies indexed;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;

  private final Map<Reason, TestStudy> studies = new EnumMap<>(Reason.class);
  private AccountId account = new AccountId(new UUID(0, 0));
  private AccountId colleague = account;
  private AccountId lapsed = account;
  private AccountId stranger = account;
  private UUID group = new UUID(0, 0);

  @BeforeEach
  void others() {
    colleague = people.byEmail().id();
    lapsed = people.byEmail().id();
    stranger = people.byEmail().id();
    group = UUID.randomUUID();
    jdbc.sql("insert into care_group values (?, ?, ?, 'practice', now())")
        .params(group, "G" + group, "g" + group)
        .update();
  }

  @ParameterizedTest
  @ValueSource(strings = {"physician", "patient"})
  void everyReasonGivesTheSameInEveryForm(String role) throws Exception {
    everyReasonGivesTheSame(role);
  }

  @Test
  @Tag("long")
  void everyReasonGivesAnAdminTheSameInEveryForm() throws Exception {
    everyReasonGivesTheSame("admin");
  }

  private void everyReasonGivesTheSame(String role) throws Exception {
    People.Person person = people.byEmail();
    account = person.id();
    Browser browser = Visitors.signedIn(person, port);
    jdbc.sql("update account set role = ? where id = ?").params(role, account.value()).update();
    for (Reason reason : Reason.values()) {
      studies.put(reason, stored(reason));
    }
    indexed.update();
    List<String> wrong = new ArrayList<>();
    for (Reason reason : Reason.values()) {
      TestStudy study = Objects.requireNonNull(studies.get(reason));
      forms(study, reason, role)
          .forEach(
              (path, expected) -> {
                int status = browser.get(path).status();
                if ((status == 200) != expected) {
                  wrong.add(role + " " + reason + " " + path + ": " + status);
                }
              });
      listings(browser, study, reason.of(role), role + " " + reason, wrong);
      amongImages(browser, study, reason.of(role), role + " " + reason, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  /** Every address below the study, and whether it is given. */
  private static Map<String, Boolean> forms(TestStudy study, Reason reason, String role) {
    Right right = reason.of(role);
    boolean seen = right != Right.NOTHING;
    boolean all = right == Right.EVERYTHING;
    String gate = "/dicom-web/studies/" + study.uid();
    String page = "/studies/" + study.uid();
    String image = gate + "/series/" + study.seriesUid(1) + "/instances/" + study.instanceUid(1, 1);
    String report =
        gate + "/series/" + study.seriesUid(9) + "/instances/" + study.instanceUid(9, 1);
    Map<String, Boolean> forms = new java.util.LinkedHashMap<>();
    for (String form : List.of("/series", "/instances", "/metadata")) {
      forms.put(gate + form, seen);
    }
    forms.put(gate, all);
    for (String form : List.of("", "/metadata", "/rendered", "/frames/1", "/bulk/7fe00010")) {
      forms.put(image + form, seen);
    }
    String among = gate + "/series/" + study.seriesUid(1) + "/instances/" + study.instanceUid(1, 9);
    forms.put(among, all);
    forms.put(among + "/metadata", all);
    forms.put(gate + "/series/" + study.seriesUid(2), seen);
    forms.put(gate + "/series/" + study.seriesUid(1), all);
    forms.put(gate + "/series/" + study.seriesUid(1) + "/metadata", seen);
    forms.put(gate + "/series/" + study.seriesUid(1) + "/instances", seen);
    forms.put(gate + "/series/" + study.seriesUid(9), all);
    forms.put(gate + "/series/" + study.seriesUid(9) + "/metadata", all);
    forms.put(gate + "/series/" + study.seriesUid(9) + "/instances", all);
    forms.put(report, all);
    forms.put(report + "/metadata", all);
    forms.put(page, seen);
    forms.put(page + "/series/" + study.seriesUid(1) + "/preview", seen);
    forms.put(page + "/access", seen);
    forms.put(page + "/log", reason.showsLog(role));
    return forms;
  }

  private static void listings(
      Browser browser, TestStudy study, Right right, String what, List<String> wrong) {
    String gate = "/dicom-web/studies/" + study.uid();
    check(
        browser.get("/dicom-web/studies?StudyInstanceUID=" + study.uid()).body(),
        study.uid().value(),
        right != Right.NOTHING,
        what + " search",
        wrong);
    check(
        browser.get("/studies?rows=all").body(),
        "/studies/" + study.uid() + "\"",
        right != Right.NOTHING,
        what + " list",
        wrong);
    for (String form : List.of("/series", "/instances", "/metadata")) {
      check(
          browser.get(gate + form).body(),
          study.seriesUid(9).value(),
          right == Right.EVERYTHING,
          what + " report in " + form,
          wrong);
    }
    check(
        browser.get("/studies/" + study.uid()).body(),
        "/series/" + study.seriesUid(9) + "/",
        right == Right.EVERYTHING,
        what + " report on the page",
        wrong);
  }

  private static void amongImages(
      Browser browser, TestStudy study, Right right, String what, List<String> wrong) {
    String series = "/series/" + study.seriesUid(1);
    for (String form :
        List.of("/instances", "/metadata", series + "/instances", series + "/metadata")) {
      check(
          browser.get("/dicom-web/studies/" + study.uid() + form).body(),
          "\"" + study.instanceUid(1, 9) + "\"",
          right == Right.EVERYTHING,
          what + " report among images in " + form,
          wrong);
    }
    check(
        browser.get("/studies/" + study.uid()).body(),
        "/reports/" + study.instanceUid(1, 9) + "\"",
        right == Right.EVERYTHING,
        what + " report among images on the page",
        wrong);
  }

  private static void check(
      String body, String part, boolean expected, String what, List<String> wrong) {
    if (body.contains(part) != expected) {
      wrong.add(what);
    }
  }

  private TestStudy stored(Reason reason) {
    String number = numbers.give(account, "RIZIV");
    String id = "P" + number;
    TestStudy study = new TestStudy().at(clock.instant());
    switch (reason) {
      case REQUESTING -> study.requestedBy("RIZIV", number);
      case REFERRING -> study.referredBy("RIZIV", number);
      case CONSULTING -> study.consulting("RIZIV", number);
      case RECIPIENT -> study.sentTo("RIZIV", number);
      case IN_REQUEST -> study.requestedInRequest("RIZIV", number);
      case PATIENT -> study.ofPatient("LINDENMOOR", patientNumber(id));
      case PATIENT_OF_ANOTHER_ISSUER -> study.ofPatient("VOSSEL", patientNumber(id));
      case COLLEAGUE -> {
        join(account, Duration.ofDays(30));
        join(colleague, Duration.ofDays(30));
        study.requestedBy("RIZIV", numbers.give(colleague, "RIZIV"));
      }
      case LAPSED_COLLEAGUE -> {
        join(lapsed, Duration.ofMillis(-1));
        study.requestedBy("RIZIV", numbers.give(lapsed, "RIZIV"));
      }
      default -> shareOf(reason, study.uid());
    }
    TestArchive.storeWithReport(study.series(2));
    Map<String, Object> amongImages = study.object(1, 9);
    amongImages.put("SOPClassUID", "1.2.840.10008.5.1.4.1.1.88.11");
    TestArchive.create(amongImages);
    return study;
  }

  private void shareOf(Reason reason, StudyUid study) {
    switch (reason) {
      case COPY -> share("copy_to", study, null, account, null, true);
      case SHARE -> share("share", study, null, account, null, true);
      case REFERENCE -> share("reference", study, null, account, null, true);
      case SHARE_WITHOUT_REPORT -> share("share", study, null, account, null, false);
      case GROUP_SHARE -> share("share", study, null, null, group, true);
      case SHARER_WITHOUT_THE_STUDY -> share("share", study, stranger, account, null, true);
      case EXPIRED ->
          change("expires_at = ?", share("share", study, null, account, null, true), Duration.ZERO);
      case NOT_YET ->
          change(
              "valid_from = ?",
              share("share", study, null, account, null, true),
              Duration.ofHours(1));
      case WITHDRAWN -> {
        UUID share = share("share", study, null, account, null, true);
        jdbc.sql("update share_study set withdrawn_at = now() where share_id = ?")
            .params(share)
            .update();
      }
      default -> {}
    }
  }

  private String patientNumber(String id) {
    jdbc.sql("insert into patient_number values (?, 'LINDENMOOR', ?)")
        .params(account.value(), id)
        .update();
    return id;
  }

  private void join(AccountId member, Duration until) {
    jdbc.sql("insert into group_member values (?, ?, false, now(), ?)")
        .params(group, member.value(), Timestamp.from(clock.instant().plus(until)))
        .update();
  }

  private void change(String what, UUID share, Duration in) {
    jdbc.sql("update share set " + what + " where id = ?")
        .params(Timestamp.from(clock.instant().plus(in)), share)
        .update();
  }

  private UUID share(
      String kind,
      StudyUid study,
      @Nullable AccountId by,
      @Nullable AccountId to,
      @Nullable UUID toGroup,
      boolean report) {
    UUID id = UUID.randomUUID();
    jdbc.sql(
            """
            insert into share (id, kind, sharer_id, shared_by, account_id, group_id, with_report,
              shared_at, valid_from)
            values (:id, :kind, :by, 'Dr X', :to, :group, :report, :now, :now)
            """)
        .param("id", id)
        .param("kind", kind)
        .param("by", by == null ? null : by.value())
        .param("to", to == null ? null : to.value())
        .param("group", toGroup)
        .param("report", report)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    jdbc.sql("insert into share_study (share_id, study_uid) values (?, ?)")
        .params(id, study.value())
        .update();
    return id;
  }
}
