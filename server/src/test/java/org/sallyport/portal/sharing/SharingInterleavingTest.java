package org.sallyport.portal.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.Browser.Page;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.Visitors;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.database.LockQueue;
import org.sallyport.testing.database.Rows;
import org.sallyport.testing.messages.Codes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Pairs of operations that wait for one row, in both orders. */
/* A separate application: these tests turn its clock by weeks. */
@TestPropertySource(properties = "apart=yes")
@SallyportTest
class SharingInterleavingTest {
  private static final String LINK = "select from share_link where share_id = ? for no key update";
  private static final AtomicInteger COUNT = new AtomicInteger();

  @LocalServerPort int port;
  @Autowired Owner owners;
  @Autowired People people;
  @Autowired Rows rows;
  @Autowired LockQueue turns;
  @Autowired TurnableClock clock;

  private Owner.Signed owner;
  private String to;
  private String link;
  private UUID share;
  private Browser guest;

  @BeforeEach
  void aGuestWhoWasAskedForACode() {
    owner = owners.signedIn(port, new TestStudy());
    to = "turn" + COUNT.incrementAndGet() + "@elsewhere.example";
    Page done = owners.share(owner.browser(), to, List.of(owner.uid()), Owner.period(today(), 7));
    assertThat(done.status()).as(done.text()).isEqualTo(302);
    link = Owner.link(to);
    share = UUID.fromString(owners.shareOf(owner.person()));
    guest = asked();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneId.systemDefault());
  }

  private Browser asked() {
    Browser browser = new Browser(port);
    browser.follow(browser.get(link));
    browser.post("/shared");
    browser.get("/shared/code");
    return browser;
  }

  private static Page answer(Browser browser, String code) {
    return browser.post("/shared/code", "code", code);
  }

  private static boolean isIn(Page page) {
    return page.location().endsWith("/shared/studies");
  }

  private long sessions() {
    return rows.query(
            "select id from share_session where share_id = ? and opened_at is not null", share)
        .size();
  }

  @Test
  void ofTwoRightCodesAtOnceOneOpensTheSession() throws Exception {
    String code = Codes.next(to);
    Browser copy = guest.copy();
    List<Page> pages =
        turns.inTurn(LINK, share, () -> answer(guest, code), () -> answer(copy, code));
    assertThat(pages).extracting(SharingInterleavingTest::isIn).containsExactly(true, false);
    assertThat(sessions()).isEqualTo(1);
  }

  @Test
  void theFifthWrongCodeLocksBeforeTheRightOneThatWaited() throws Exception {
    String code = Codes.next(to);
    for (int i = 0; i < 4; i++) {
      answer(guest, Codes.wrong(code));
    }
    Browser copy = guest.copy();
    List<Page> pages =
        turns.inTurn(LINK, share, () -> answer(guest, Codes.wrong(code)), () -> answer(copy, code));
    assertThat(pages).extracting(Page::status).containsExactly(423, 423);
    assertThat(sessions()).isZero();
  }

  @Test
  void theRightCodeWinsOverTheFifthWrongOneThatWaited() throws Exception {
    String code = Codes.next(to);
    Browser other = asked();
    Codes.next(to);
    for (int i = 0; i < 4; i++) {
      answer(other, Codes.wrong(code));
    }
    List<Page> pages =
        turns.inTurn(
            LINK, share, () -> answer(guest, code), () -> answer(other, Codes.wrong(code)));
    assertThat(isIn(pages.getFirst())).isTrue();
    assertThat(pages.getLast().text()).contains("4 tries left");
  }

  @Test
  void ofManyGuessesAtOnceFiveAreCompared() throws Exception {
    String code = Codes.next(to);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Page>> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Browser copy = guest.copy();
        all.add(threads.submit(() -> answer(copy, Codes.wrong(code))));
      }
      for (var one : all) {
        one.get();
      }
    }
    assertThat(
            rows.query(
                "select id from audit_event where type = 'ShareEvent.CodeRefused' and details->'share'->>'value' = ?",
                share.toString()))
        .hasSizeLessThanOrEqualTo(5);
    assertThat(answer(guest, code).status()).isIn(422, 423, 302, 429);
    assertThat(rows.query("select wrong_codes from share_link where share_id = ?", share))
        .singleElement()
        .satisfies(row -> assertThat((Integer) row.get("wrong_codes")).isLessThanOrEqualTo(5));
  }

  @Test
  void aShareWithdrawnWhileTheCodeWaitsGivesNoAccess() throws Exception {
    String code = Codes.next(to);
    owner.browser().get("/studies/shared");
    List<Page> pages =
        turns.inTurn(
            LINK,
            share,
            () -> {
              rows.update(
                  "update share_study set withdrawn_at = now() - interval '1 day' where share_id = ?",
                  share);
              return answer(guest, code);
            },
            () -> answer(guest.copy(), code));
    assertThat(pages).extracting(SharingInterleavingTest::isIn).containsOnly(false);
    assertThat(sessions()).isZero();
    assertThat(guest.get("/shared/studies").status()).isEqualTo(302);
  }

  @Test
  void ofTwoEqualFormsAtOnceOneShares() throws Exception {
    People.Person other = people.byEmail();
    owner.browser().get(Owner.path(List.of(owner.uid())));
    String[] fields =
        Owner.fields(
            "",
            List.of(owner.uid()),
            Owner.period(
                today(),
                7,
                "request",
                UUID.randomUUID().toString(),
                "to",
                "account:" + other.id()));
    Browser copy = owner.browser().copy();
    List<Page> pages =
        turns.inTurn(
            owner.person().id(),
            () -> owner.browser().post("/studies/share", fields),
            () -> copy.post("/studies/share", fields));
    assertThat(pages).extracting(Page::status).containsExactly(302, 302);
    assertThat(rows.query("select id from share where account_id = ?", other.id().value()))
        .hasSize(1);
  }

  @Test
  void whatIsSharedOnwardWhileItsParentIsWithdrawnIsNotShared() throws Exception {
    People.Person other = people.byEmail();
    owners.share(
        owner.browser(),
        other.username(),
        List.of(owner.uid()),
        Owner.period(today(), 7, "onward", "yes"));
    UUID parent = owners.shareWith(other);
    Browser receiver = Visitors.signedIn(other, port);
    receiver.get(Owner.path(List.of(owner.uid())));
    owner.browser().get("/studies/shared");
    String third = "account:" + people.byEmail().id();
    List<Page> pages =
        turns.inTurn(
            "select from share_study where share_id = ? for update",
            parent,
            () -> owner.browser().post("/studies/shared/withdraw", "id", parent.toString()),
            () ->
                receiver.post(
                    "/studies/share",
                    Owner.fields("", List.of(owner.uid()), Owner.period(today(), 3, "to", third))));
    assertThat(pages.getLast().status()).isEqualTo(422);
    assertThat(rows.query("select id from share where sharer_id = ?", other.id().value()))
        .isEmpty();
  }
}
