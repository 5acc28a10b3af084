package org.sallyport.staff.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.commandline.BadUsage;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.staff.admin.commands.Commands;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@SallyportTest
class StudyCommandsTest {
  @Autowired Commands commands;
  @Autowired People people;
  @Autowired Numbers numbers;
  @Autowired JdbcClient jdbc;

  private final StudyUid study = new StudyUid("1.2.826.0.1.3680043.10.1771.9." + System.nanoTime());
  private Person requester;
  private Person other;

  @BeforeEach
  void aStudyOfOne() {
    requester = people.byEmail();
    other = people.byEmail();
    jdbc.sql(
            "insert into study_person (study_uid, part, issuer, number, seen_at) values (?,"
                + " 'requesting', 'RIZIV', ?, now())")
        .params(study.value(), numbers.give(requester.id(), "RIZIV"))
        .update();
  }

  @Test
  void whySaysTheReasonOrThatThereIsNone() throws BadUsage {
    assertThat(done("study", "why", requester.username(), study.value())).contains("requested");
    assertThat(done("study", "why", other.username(), study.value())).contains("has no access");
  }

  @Test
  void aCopyIsGivenAndEndedOnceEachAndRecorded() throws BadUsage {
    String[] give = {"study", "copy-to", other.username(), study.value(), "--reason", "asked"};
    String[] end = {"study", "end-copy", other.username(), study.value(), "--reason", "by mistake"};
    assertThat(done(give)).contains("has a copy");
    assertThat(run(give)).isInstanceOf(CommandResult.Refused.class);
    assertThat(done("study", "who", study.value()))
        .contains(requester.username(), "requested", other.username(), "copy");
    assertThat(done(end)).contains("no longer");
    assertThat(run(end)).isInstanceOf(CommandResult.Refused.class);
    assertThat(
            jdbc.sql("select type from audit_event where account_id = ? order by id")
                .params(other.id().value())
                .query(String.class)
                .list())
        .contains("StudyEvent.Copied", "StudyEvent.CopyEnded");
  }

  @Test
  void aReferenceNumberIsIssuedForAStudyOfTheArchiveOnly() throws BadUsage {
    TestStudy known =
        new TestStudy().with("PatientBirthDate", "19580314").requestedBy("RIZIV", "1");
    TestArchive.store(known);
    assertThat(done("study", "reference", known.uid().value()))
        .contains("Valid until", "birth date");
    assertThat(run("study", "reference", study.value())).isInstanceOf(CommandResult.Refused.class);
    String[] end = {"study", "end-reference", known.uid().value(), "--reason", "wrong person"};
    assertThat(done(end)).contains("1 number(s) no longer work");
    assertThat(run(end)).isInstanceOf(CommandResult.Refused.class);
  }

  @Test
  void aPatientGetsNoCopy() throws BadUsage {
    Person patient = people.add("email", true, false, "patient");
    assertThat(run("study", "copy-to", patient.username(), study.value(), "--reason", "asked"))
        .isInstanceOf(CommandResult.Refused.class);
  }

  @Test
  void groupsAreMadeFilledAndEmptied() throws BadUsage {
    String group = "Practice " + System.nanoTime();
    assertThat(done("group", "add", group, other.username())).contains("is a member");
    assertThat(run("group", "add", group, other.username()))
        .isInstanceOf(CommandResult.Refused.class);
    assertThat(done("group", "admin", group, other.username())).contains("is an admin");
    assertThat(done("group", "confirm", group, other.username())).contains("is confirmed");
    assertThat(done("group", "members", group)).contains(other.username(), "yes");
    assertThat(done("group", "list")).contains(group);
    assertThat(done("group", "remove", group, other.username())).contains("no longer");
    assertThat(run("group", "members", "no such group")).isInstanceOf(CommandResult.Refused.class);
  }

  @Test
  void aGroupIsNotMadeForSomebodyWhoCannotBeAMember() throws BadUsage {
    String group = "Practice " + System.nanoTime();
    assertThat(run("group", "add", group, people.helpDesk().username()))
        .isInstanceOf(CommandResult.Refused.class);
    assertThat(done("group", "list")).doesNotContain(group);
  }

  private String done(String... words) throws BadUsage {
    CommandResult result = run(words);
    assertThat(result).isInstanceOf(CommandResult.Done.class);
    return ((CommandResult.Done) result).text();
  }

  private CommandResult run(String... words) throws BadUsage {
    return commands.run(Work.of(Command.parse(words[0], List.of(words).subList(1, words.length))));
  }
}
