package org.sallyport.gate.account.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.Disabling;
import org.sallyport.gate.account.NewUsernames;
import org.sallyport.gate.account.PhysicianNumber;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.imports.ImportResult.BadLines;
import org.sallyport.gate.account.imports.ImportResult.Stored;
import org.sallyport.gate.account.imports.file.BadLine;
import org.sallyport.gate.account.password.PasswordVerification.Right;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SallyportTest
class AccountImportTest {
  private static final String HEADER =
      "username,password,name,email,phone,method,role,physician_numbers,language\n";
  private static final String HAZEL =
      "h.fenwick,meadow-lantern-42,Dr. Hazel Fenwick,hazel@lindenmoor.example,+32470123484,email,"
          + "physician,LM:19406223;urn:oid:1.2.3:77,nl-BE\n";

  @Autowired AccountImport accountImport;
  @Autowired Accounts accounts;
  @Autowired Disabling disabling;
  @Autowired NewUsernames usernames;
  @Autowired TransactionTemplate transaction;
  @Autowired Passwords passwords;
  @Autowired JdbcClient jdbc;
  @Autowired TurnableClock clock;

  @BeforeEach
  @AfterEach
  void empty() {
    jdbc.sql("delete from account").update();
  }

  private ImportResult run(String file) {
    return accountImport.run(file.getBytes(StandardCharsets.UTF_8), Origin.COMMAND_LINE);
  }

  private Account account(String username) {
    return accounts.findByUsername(username).orElseThrow();
  }

  private List<String> events(Account account) {
    return jdbc.sql("select type from audit_event where account_id = :id order by id")
        .param("id", account.id().value())
        .query((row, number) -> row.getString(1))
        .list();
  }

  @Nested
  class WhatAFileMakes {
    @Test
    void aLineMakesAnAccountThatCanSignIn() {
      assertThat(run(HEADER + HAZEL)).isEqualTo(new Stored(1, 0, 0, List.of()));
      Account hazel = account("H.Fenwick");
      assertThat(hazel.name()).isEqualTo("Dr. Hazel Fenwick");
      assertThat(hazel.email()).isEqualTo("hazel@lindenmoor.example");
      assertThat(hazel.phone()).isEqualTo("+32470123484");
      assertThat(hazel.method()).isEqualTo("email");
      assertThat(hazel.role()).isEqualTo(Role.PHYSICIAN);
      assertThat(hazel.language()).isEqualTo("nl-BE");
      assertThat(accounts.numbers(hazel.id()))
          .containsExactly(
              new PhysicianNumber("LM", "19406223"), new PhysicianNumber("urn:oid:1.2.3", "77"));
      assertThat(passwords.verify(hazel, "meadow-lantern-42")).isEqualTo(new Right(false));
      assertThat(events(hazel)).containsExactly("AccountEvent.Imported");
    }

    @Test
    void contactsInTheFileCountAsRegistered() {
      run(HEADER + HAZEL);
      assertThat(
              jdbc.sql("select email_verified_at, phone_verified_at from account")
                  .query()
                  .singleRow()
                  .values())
          .doesNotContainNull();
    }

    /** Checklist 158: the file of a form, of a program and of a command comes here too. */
    @Test
    void Rule59_noNewAccountHasTheUsernameOfAnErasedOne() {
      String line = "username,name,email,role\nEmil.Past,Emil Second,emil@past.example,patient\n";
      transaction.executeWithoutResult(status -> usernames.erased("emil.past"));
      assertThat(run(line))
          .isEqualTo(
              new BadLines(
                  List.of(
                      new BadLine(
                          2,
                          "username: belonged to an account that was erased; it is not given again"))));
      assertThat(accounts.findByUsername("emil.past")).isEmpty();
      assertThat(usernames.release(" EMIL.past", "root", "he is back", Origin.COMMAND_LINE))
          .isTrue();
      assertThat(usernames.release("emil.past", "root", "he is back", Origin.COMMAND_LINE))
          .isFalse();
      assertThat(run(line)).isInstanceOf(Stored.class);
    }

    @Test
    void Rule59_noNewAccountHasAWordOfTheLogAsItsNameAndOneThatHasItGoesOn() {
      String line = "username,name,email,role\nApi,Ann Reed,ann@reed.example,patient\n";
      assertThat(run(line))
          .isEqualTo(
              new BadLines(List.of(new BadLine(2, "username: is a word that the audit log uses"))));
      run("username,name,email,role\na.reed,Ann Reed,ann@reed.example,patient\n");
      jdbc.sql("update account set username = 'Api', username_key = 'api'").update();
      assertThat(run(line.replace("Reed,", "Rede,"))).isInstanceOf(Stored.class);
      assertThat(account("api").name()).isEqualTo("Ann Rede");
    }

    @Test
    void anAccountWithoutAPasswordIsNamedForAnActivationLink() {
      ImportResult result =
          run("username,name,email,role\na.reed,Ann Reed,ann@reed.example,patient\n");
      assertThat(result).isEqualTo(new Stored(1, 0, 0, List.of(account("a.reed").id())));
      assertThat(account("a.reed").passwordHash()).isNull();
      assertThat(account("a.reed").method()).isNull();
    }

    @Test
    void aFileOfASpreadsheetIsRead() {
      String file =
          "\ufeff"
              + HEADER.replace("\n", "\r\n")
              + "\"o.lowe\",,\"Lowe, Ora\",ora@lowe.example,,,admin,,\r\n\r\n";
      assertThat(run(file)).isEqualTo(new Stored(1, 0, 0, List.of(account("o.lowe").id())));
      assertThat(account("o.lowe").name()).isEqualTo("Lowe, Ora");
      assertThat(account("o.lowe").isAdmin()).isTrue();
    }

    @Test
    void passwordsOfAWholeFileAreHashed() {
      StringBuilder file = new StringBuilder("username,password,name,role\n");
      for (int i = 0; i < 50; i++) {
        file.append("u")
            .append(i)
            .append(",quiet-lantern-")
            .append(i)
            .append(",Some Body,patient\n");
      }
      assertThat(run(file.toString())).isEqualTo(new Stored(50, 0, 0, List.of()));
      assertThat(passwords.verify(account("u49"), "quiet-lantern-49")).isEqualTo(new Right(false));
    }
  }

  @Nested
  class WhatAFileChanges {
    @BeforeEach
    void hazelIsThere() {
      run(HEADER + HAZEL);
      clock.turn(Duration.ofHours(1));
    }

    @Test
    void aHyphenRemovesWhatIsThere() {
      run("username,groups\nh.fenwick,Lindenmoor practice\n");
      AccountId hazel = account("h.fenwick").id();
      String file = "username,phone,physician_numbers,groups\nh.fenwick,-,-,-\n";
      assertThat(run(file)).isEqualTo(new Stored(0, 1, 0, List.of()));
      assertThat(account("h.fenwick").phone()).isNull();
      assertThat(accounts.numbers(hazel)).isEmpty();
      assertThat(
              jdbc.sql(
                      "select count(*) from group_member where account_id = :id and left_at is null")
                  .param("id", hazel.value())
                  .query(Integer.class)
                  .single())
          .isZero();
      assertThat(events(account("h.fenwick"))).contains("AccountEvent.PhoneChanged");
      assertThat(run(file)).isEqualTo(new Stored(0, 0, 1, List.of()));
    }

    @Test
    void aStateDisablesAndEnables() {
      String file = "username,state\nh.fenwick,disabled\n";
      assertThat(run(file)).isEqualTo(new Stored(0, 1, 0, List.of()));
      assertThat(account("h.fenwick").isDisabled()).isTrue();
      assertThat(events(account("h.fenwick"))).contains("AccountEvent.Disabled");
      assertThat(run(file)).isEqualTo(new Stored(0, 0, 1, List.of()));
      assertThat(run("username,state\nh.fenwick,\n")).isEqualTo(new Stored(0, 0, 1, List.of()));
      assertThat(run("username,state\nh.fenwick,active\n"))
          .isEqualTo(new Stored(0, 1, 0, List.of()));
      assertThat(account("h.fenwick").isDisabled()).isFalse();
      assertThat(events(account("h.fenwick"))).contains("AccountEvent.Enabled");
      assertThat(run("username,state\nh.fenwick,gone\n"))
          .isEqualTo(
              new BadLines(List.of(new BadLine(2, "state: is not active, disabled or empty"))));
    }

    @Test
    void aStateDoesNotEnableWhomAnAdminDisabled() {
      String file = "username,state\nh.fenwick,active\n";
      disabling.disable(account("h.fenwick").id(), "operator", "misuse", Origin.COMMAND_LINE);
      assertThat(run(file))
          .isEqualTo(
              new BadLines(
                  List.of(
                      new BadLine(
                          2,
                          "state: is active, but an administrator or another system disabled this account: enable it on its page"))));
      disabling.enable(account("h.fenwick").id(), "operator", "back", Origin.COMMAND_LINE);
      run("username,state\nh.fenwick,disabled\n");
      disabling.disable(account("h.fenwick").id(), "operator", "misuse", Origin.COMMAND_LINE);
      assertThat(run(file)).as("taken over by a person").isInstanceOf(BadLines.class);
      assertThat(account("h.fenwick").isDisabled()).isTrue();
    }

    @Test
    void aRoleWithoutGroupsAndNumbersRemovesThem() {
      run("username,groups\nh.fenwick,Lindenmoor practice\n");
      AccountId hazel = account("h.fenwick").id();
      String file = "username,role\nh.fenwick,helpdesk\n";
      ImportPlan plan =
          (ImportPlan)
              accountImport.preview(file.getBytes(StandardCharsets.UTF_8), Origin.COMMAND_LINE);
      assertThat(plan.accounts().getFirst().changes())
          .extracting(ValueChange::column)
          .containsExactly("role", "physician_numbers", "groups");
      run(file);
      assertThat(accounts.numbers(hazel)).isEmpty();
      assertThat(memberships(hazel)).isZero();
      run("username,role,groups\nh.fenwick,physician,Lindenmoor practice\n");
      assertThat(memberships(hazel)).as("with the role that allows it").isEqualTo(1);
    }

    @Test
    void aPatientIsInNoGroup() {
      run("username,groups\nh.fenwick,Lindenmoor practice\n");
      run("username,role\nh.fenwick,patient\n");
      assertThat(memberships(account("h.fenwick").id())).isZero();
    }

    private int memberships(AccountId account) {
      return jdbc.sql(
              "select count(*) from group_member where account_id = :id and left_at is null")
          .param("id", account.value())
          .query(Integer.class)
          .single();
    }

    @Test
    void aNumberThatReceivesTheCodesIsNotRemovedAlone() {
      run("username,method\nh.fenwick,sms\n");
      assertThat(run("username,phone\nh.fenwick,-\n")).isInstanceOf(BadLines.class);
      assertThat(run("username,phone,method\nh.fenwick,-,sms\n")).isInstanceOf(BadLines.class);
      assertThat(account("h.fenwick").phone()).isEqualTo("+32470123484");
    }

    /** As after a first sign-in that chose SMS and gave no number yet. */
    @Test
    void whoHasSmsAndNoNumberYetIsChangedInOtherWays() {
      jdbc.sql("update account set method = 'sms', phone = null").update();
      assertThat(run("username,name,phone\nh.fenwick,Dr. Hazel Fenwick-Reed,-\n"))
          .isEqualTo(new Stored(0, 1, 0, List.of()));
    }

    @Test
    void Rule39_aLinkedDeviceIsNotReplacedAsTheMethod() {
      String file = "username,method\nh.fenwick,email\n";
      for (String device : List.of("app", "totp", "passkey")) {
        jdbc.sql("update account set method = :device, linked_methods = array[:device]")
            .param("device", device)
            .update();
        assertThat(run(file))
            .isEqualTo(
                new BadLines(
                    List.of(
                        new BadLine(
                            2,
                            "method: can’t be changed, since the owner signs in with a linked"
                                + " device; if it is lost, reset the second factor"))));
        assertThat(account("h.fenwick").method()).isEqualTo(device);
      }
      assertThat(run("username,name,method\nh.fenwick,Dr. Hazel Marsh,\n"))
          .as("with an empty cell")
          .isEqualTo(new Stored(0, 1, 0, List.of()));
      jdbc.sql("update account set linked_methods = '{}'").update();
      assertThat(run(file)).as("a device that is gone").isEqualTo(new Stored(0, 1, 0, List.of()));
      assertThat(account("h.fenwick").method()).isEqualTo("email");
    }

    @Test
    void theSameFileAgainChangesNothing() {
      Account before = account("h.fenwick");
      assertThat(run(HEADER + HAZEL)).isEqualTo(new Stored(0, 0, 1, List.of()));
      assertThat(account("h.fenwick")).isEqualTo(before);
      assertThat(events(before)).hasSize(1);
    }

    @Test
    void countersLockAndMethodStay() {
      jdbc.sql("update account set wrong_codes = 5, locked_at = now(), lock_reference = 'L-1'")
          .update();
      run("username,name,method,phone\nH.FENWICK,Dr. Hazel Marsh,,\n");
      Account hazel = account("h.fenwick");
      assertThat(hazel.name()).isEqualTo("Dr. Hazel Marsh");
      assertThat(hazel.wrongCodes()).isEqualTo(5);
      assertThat(hazel.isLocked()).isTrue();
      assertThat(hazel.method()).isEqualTo("email");
      assertThat(hazel.phone()).isEqualTo("+32470123484");
    }

    @Test
    void aChangeIsRecordedAsOneOfItsOwner() {
      run(HEADER + "h.fenwick,quiet-harbour-77,,h@fenwick.example,+32470123499,sms,,,\n");
      assertThat(events(account("h.fenwick")))
          .containsExactly(
              "AccountEvent.Imported",
              "AccountEvent.Imported",
              "AccountEvent.PasswordChanged",
              "AccountEvent.PhoneChanged",
              "AccountEvent.MethodChanged",
              "AccountEvent.EmailChanged");
      assertThat(passwords.verify(account("h.fenwick"), "quiet-harbour-77"))
          .isEqualTo(new Right(false));
    }

    @Test
    void aNumberPassesFromOneAccountOfTheFileToAnother() {
      String file =
          """
          username,name,role,email,physician_numbers
          new.one,New One,physician,new@one.example,LM:19406223
          h.fenwick,,,,LM:5
          """;
      assertThat(run(file)).isEqualTo(new Stored(1, 1, 0, List.of(account("new.one").id())));
      assertThat(accounts.numbers(account("new.one").id()))
          .containsExactly(new PhysicianNumber("LM", "19406223"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0470123485", "0470/12.34.85", "470123485", "0032470123485"})
  void aNumberMayBeWrittenAsItIsDialledHere(String typed) {
    run("username,name,email,phone,role\nx,N,x@y.example," + typed + ",patient\n");
    assertThat(account("x").phone()).isEqualTo("+32470123485");
  }

  @Nested
  class OneBadLineStoresNothing {
    static Stream<Arguments> badLines() {
      return Stream.of(
          bad(
              "x,,N,x@y.example,0470,,patient,,",
              "phone: is not a number such as 0470\u00a000\u00a000\u00a000 or +32\u00a0470\u00a000\u00a000\u00a000"),
          bad("x,,N,x@y.example,+3225551212,,patient,,", "phone: is not a mobile number"),
          bad(
              "x,,N,x@y.example,+8613912345678,,patient,,",
              "phone: CN is not in sallyport.sms.countries"),
          bad("H.Fenwick,,N,x@y.example,,,patient,,", "username: repeats the account of line 2"),
          bad("x,,N,x@y.example,,,nurse,,", "role: is not physician, admin, helpdesk or patient"),
          bad("x,,N,x@y.example,,,,,", "role: is missing for a new account"),
          bad("x,,,x@y.example,,,patient,,", "name: is missing for a new account"),
          bad(
              "x,,N,,,,patient,,",
              "email: is missing, and without a password the activation link is mailed"),
          bad(
              "x,,N,x@y.example,,,physician,19406223,",
              "physician_numbers: is not issuer:number, separated by ;"),
          bad(
              "x,,N,x@y.example,,,physician,LM:19406223,",
              "physician_numbers: one is already used in line 2"),
          bad(
              "x,,N,x@y.example,,,physician,LM:1;,LM:2",
              "language: is not a language tag, for example en or nl-BE"),
          bad(
              "x,,N,\"x@y.example\nBcc: z@z.example\",,,patient,,",
              "email: is not one plain e-mail address"),
          bad("x,,N,nobody,,,patient,,", "email: is not one plain e-mail address"),
          bad(
              "x,,\"N\r\nM\",x@y.example,,,patient,,",
              "name: has a line break or an invisible character"),
          bad("x,,N,x@y.example,,push,patient,,", "method: is not email, sms or empty"),
          bad("x,,N,x@y.example,,sms,patient,,", "method: is sms, but there is no mobile number"),
          bad("x,short,N,x@y.example,,,patient,,", "password: is shorter than 12 characters"),
          bad("x,Password2026!,N,x@y.example,,,patient,,", "password: is a common one"),
          bad(
              "x,," + "N".repeat(201) + ",x@y.example,,,patient,,",
              "name: is longer than 200 characters"),
          bad(
              "x\u200by,,N,x@y.example,,,patient,,",
              "username: has a space or an invisible character"),
          bad(
              "h\u0435n,,N,x@y.example,,,patient,,",
              "username: mixes letters of several scripts, which look alike"),
          bad(",,N,x@y.example,,,patient,,", "username: is empty"),
          bad("x,,N,x@y.example,,patient", "has 6 cells, the header has 9"),
          bad(
              "x,,N,nobody,12,,nurse,,",
              "email: is not one plain e-mail address; phone: is not a number such as 0470\u00a000\u00a000\u00a000 or +32\u00a0470\u00a000\u00a000\u00a000;"
                  + " role: is not physician, admin, helpdesk or patient"));
    }

    static Arguments bad(String line, String reason) {
      return Arguments.of(line, reason);
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void itIsNamedInOneLine(String line, String reason) {
      assertThat(run(HEADER + HAZEL + line + "\n"))
          .isEqualTo(new BadLines(List.of(new BadLine(3, reason))));
      assertThat(reason).doesNotContain("\n");
      assertThat(jdbc.sql("select count(*) from account").query(Long.class).single()).isZero();
      assertThat(jdbc.sql("select count(*) from physician_number").query(Long.class).single())
          .isZero();
    }

    @Test
    void everyBadLineIsNamed() {
      String file = HEADER + "a,,N,nobody,,,patient,,\n" + HAZEL + "b,,N,b@b.example,,,nurse,,\n";
      assertThat(run(file))
          .isEqualTo(
              new BadLines(
                  List.of(
                      new BadLine(2, "email: is not one plain e-mail address"),
                      new BadLine(4, "role: is not physician, admin, helpdesk or patient"))));
    }

    @Test
    void J06_theLastAdminStays() {
      run("username,name,role,email\no.marsh,Ora Marsh,admin,ora@marsh.example\n");
      assertThat(run("username,role\no.marsh,physician\n"))
          .isEqualTo(new BadLines(List.of(new BadLine(2, "role: is that of the last admin"))));
      assertThat(
              run(
                  """
                  username,name,role,email
                  o.marsh,,physician,
                  n.reed,Nan Reed,admin,nan@reed.example
                  """))
          .isInstanceOf(Stored.class);
      assertThat(account("o.marsh").isAdmin()).isFalse();
    }

    /** A new admin without a password cannot sign in yet. */
    @Test
    void J06_theLastAdminWhoCanSignInIsNotDisabled() {
      run(
          """
          username,name,role,password,password_change,email
          o.marsh,Ora Marsh,admin,four plain words here,no,ora@marsh.example
          """);
      String refused = "state: would leave no admin who can sign in";
      assertThat(run("username,state\no.marsh,disabled\n"))
          .isEqualTo(new BadLines(List.of(new BadLine(2, refused))));
      assertThat(
              run(
                  """
                  username,name,role,email,state
                  n.reed,Nan Reed,admin,nan@reed.example,
                  o.marsh,,,,disabled
                  """))
          .isEqualTo(new BadLines(List.of(new BadLine(3, refused))));
      assertThat(account("o.marsh").isDisabled()).isFalse();
    }

    @Test
    void aNumberOfAnAccountOutsideTheFileIsRefused() {
      run(HEADER + HAZEL);
      assertThat(run(HEADER + "x,,N,x@y.example,,,physician,LM:19406223,\n"))
          .isEqualTo(
              new BadLines(
                  List.of(new BadLine(2, "physician_numbers: one belongs to another account"))));
    }

    @Test
    void lineNumbersCountEmptyLinesAndLinesWithinCells() {
      String file = HEADER + "\n\na,,\"N\nM\",a@a.example,,,patient,,\nb,,N,nobody,,,patient,,\n";
      assertThat(run(file))
          .isEqualTo(
              new BadLines(
                  List.of(
                      new BadLine(4, "name: has a line break or an invisible character"),
                      new BadLine(6, "email: is not one plain e-mail address"))));
    }

    @Test
    void whatIsNoFileOfAccountsIsRefusedAtOnce() {
      Map<String, String> refused =
          Map.of(
              "", "the file is empty",
              "name,role\n", "header: the column username is missing",
              "username,username\n", "header: column 2 occurs twice",
              "username;name\na;b\n",
                  "header: columns are separated by semicolons and must be separated by commas",
              "username, colour\na,b\n",
                  "header: column 2, “colour”, is none of username, password, password_change, name, email, phone, method,"
                      + " role, physician_numbers, patient_numbers, groups, language, state",
              "username,name\na,\"b\n",
                  "is not CSV: a quote is not closed, or something follows it");
      refused.forEach(
          (file, reason) ->
              assertThat(run(file))
                  .isInstanceOfSatisfying(
                      BadLines.class,
                      result ->
                          assertThat(result.lines())
                              .extracting(BadLine::reason)
                              .containsExactly(reason)));
    }

    @Test
    void whatIsNotUtf8IsRefused() {
      assertThat(
              accountImport.run(
                  "username\nren\u00e9\n".getBytes(StandardCharsets.ISO_8859_1),
                  Origin.COMMAND_LINE))
          .isEqualTo(
              new BadLines(
                  List.of(new BadLine(1, "the file is not UTF-8; in Excel: Save as > CSV UTF-8"))));
    }
  }
}
