package org.sallyport.portal.sharing;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.portal.studies.index.IndexedStudies;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Browser.Page;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Numbers;
import org.springframework.stereotype.Component;

/** Creates people with studies of their own, and what they do on the pages. */
@Component
class Owner {
  static final String NOT_YET = "Nothing is shared yet. If you mean";

  private final People people;
  private final Numbers numbers;
  private final IndexedStudies indexed;
  private final Rows rows;

  Owner(People people, Numbers numbers, IndexedStudies indexed, Rows rows) {
    this.people = people;
    this.numbers = numbers;
    this.indexed = indexed;
    this.rows = rows;
  }

  /** A signed-in person and a study that they requested. */
  record Signed(Person person, Browser browser, TestStudy study, String number) {
    StudyUid uid() {
      return study.uid();
    }
  }

  Signed signedIn(int port) {
    return signedIn(port, new TestStudy());
  }

  Signed signedIn(int port, TestStudy study) {
    Person person = people.byEmail();
    String number = numbers.give(person.id(), "RIZIV");
    TestArchive.store(study.requestedBy("RIZIV", number));
    indexed.update();
    return new Signed(person, Visitors.signedIn(person, port), study, number);
  }

  /** Another study of the same person. */
  TestStudy another(Signed owner, TestStudy study) {
    TestArchive.store(study.requestedBy("RIZIV", owner.number()));
    indexed.update();
    return study;
  }

  /** Opens the share page of the studies and submits it, and once more if it shows the receiver. */
  Page share(Browser browser, String recipient, List<StudyUid> studies, String... more) {
    Page page = shareOnce(browser, recipient, studies, more);
    String shown = Jsoup.parse(page.body()).select("input[name=to][value~=^\\w+:][checked]").val();
    if (page.status() != 422 || !page.text().contains(NOT_YET) || shown.isEmpty()) {
      return page;
    }
    List<String> fields = new ArrayList<>(Arrays.asList(more));
    fields.addAll(List.of("to", shown));
    return browser.post("/studies/share", fields("", studies, fields.toArray(String[]::new)));
  }

  /** Opens the share page of the studies and presses the button once. */
  Page shareOnce(Browser browser, String recipient, List<StudyUid> studies, String... more) {
    Page form = browser.get(path(studies));
    return form.status() == 200
        ? browser.post("/studies/share", fields(recipient, studies, more))
        : form;
  }

  static String path(List<StudyUid> studies) {
    return "/studies/share?study="
        + String.join("&study=", studies.stream().map(StudyUid::value).toList());
  }

  static String[] fields(String recipient, List<StudyUid> studies, String... more) {
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("request", UUID.randomUUID().toString());
    defaults.put("recipient", recipient);
    defaults.put("from", "");
    defaults.put("until", "");
    List<String> fields = new ArrayList<>(Arrays.asList(more));
    defaults.forEach(
        (name, value) -> {
          if (!Arrays.asList(more).contains(name)) {
            fields.addAll(List.of(name, value));
          }
        });
    fields.add("study");
    fields.add(String.join("_", studies.stream().map(StudyUid::value).toList()));
    return fields.toArray(String[]::new);
  }

  /** Fields for a period from one day until another. */
  static String[] period(LocalDate from, int days, String... more) {
    List<String> fields = new ArrayList<>(Arrays.asList(more));
    fields.addAll(List.of("from", from.toString(), "until", from.plusDays(days).toString()));
    return fields.toArray(String[]::new);
  }

  /** A share of the study, without the form. */
  void insertShare(Signed owner, Person receiver, Instant at) {
    UUID id = UUID.randomUUID();
    Timestamp now = Timestamp.from(at);
    rows.update(
        """
        insert into share (id, kind, sharer_id, shared_by, account_id, with_report, shared_at, valid_from)
        values (?, 'share', ?, 'Dr X', ?, true, ?, ?)
        """,
        id,
        owner.person().id().value(),
        receiver.id().value(),
        now,
        now);
    rows.update(
        "insert into share_study (share_id, study_uid) values (?, ?)", id, owner.uid().value());
  }

  /** The id of the only share of a person. */
  String shareOf(Person sharer) {
    return String.valueOf(
        rows.query(
                "select id from share where sharer_id = ? order by shared_at desc, id desc limit 1",
                sharer.id().value())
            .getFirst()
            .get("id"));
  }

  /** The id of the only share with a person. */
  UUID shareWith(Person receiver) {
    return (UUID)
        Objects.requireNonNull(
            rows.query("select id from share where account_id = ?", receiver.id().value())
                .getFirst()
                .get("id"));
  }

  /** The path of the link in the next mail to an address. */
  static String link(String to) {
    String text = Inbox.next(to, mail -> mail.text().contains("/shared/")).text();
    return text.replaceAll("(?s).*?(/shared/[A-Za-z0-9_-]{43}).*", "$1");
  }
}
