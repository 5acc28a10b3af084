package org.sallyport.browser.scenarios.pages;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.sallyport.browser.actions.Links;
import org.sallyport.browser.actions.PortalWindow;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.archive.TestStudy;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;

/** The pages on which studies are shared, and those of people who open a share. */
public final class SharingSpots {
  static final List<Spot> ALL =
      List.of(
          new Spot("share", SharingSpots::form),
          new Spot(
              "share which one",
              guide -> {
                TextWindow window = form(guide);
                return shares(window, "Dr Person");
              }),
          new Spot(
              "share with the receiver shown",
              guide -> {
                TextWindow window = form(guide);
                window.type(
                    "Name, username or e-mail address", guide.people().byEmail().username());
                window.press("Share");
                return window;
              }),
          new Spot(
              "share confirm first",
              guide -> {
                TextWindow window = form(guide);
                guide.turn(Duration.ofMinutes(6));
                return shares(window, "late@elsewhere.example");
              }),
          new Spot(
              "shared by me",
              guide -> {
                TextWindow window = shares(form(guide), guide.people().byEmail().username());
                window.open("/studies/shared");
                return window;
              }),
          new Spot(
              "shared by me, link not sent",
              guide -> {
                String to = address();
                Inbox.answerMail(to, 550);
                TextWindow window = shares(form(guide), to);
                window.open("/studies/shared");
                return reloads(window, "The mail with the link did not arrive.");
              }),
          new Spot(
              "shared by me, withdrawing",
              guide -> {
                TextWindow window = shares(form(guide), address());
                window.open("/studies/shared");
                return unfolds(guide, window, "Withdraw");
              }),
          new Spot(
              "access, withdrawing from a group",
              guide -> {
                Person reader = guide.people().byEmail();
                guide.at().shelf.fill(reader);
                guide.at().circle.practice(reader, guide.people().byEmail());
                TextWindow list = guide.inside(reader).window();
                list.follow("Vanderquill, Adelheid");
                String study = list.path();
                list.followExactly("Share");
                Window window = guide.shown(list);
                window.page().locator("input[name=to]").first().check();
                window.press("Share");
                window.open(study + "/access");
                window.page().locator("summary", hasText("Withdraw from all of")).first().click();
                return window;
              }),
          new Spot(
              "shared by me, a long address",
              guide -> {
                TextWindow window = shares(form(guide), longAddress());
                window.open("/studies/shared");
                return window;
              }),
          new Spot(
              "access, a long address",
              guide -> {
                TextWindow window = study(guide);
                String study = window.path();
                window.followExactly("Share");
                shares(window, longAddress());
                window.open(study + "/access");
                return window;
              }),
          new Spot(
              "shared by me confirm first",
              guide -> {
                TextWindow window = shares(form(guide), "soon@elsewhere.example");
                guide.turn(Duration.ofMinutes(6));
                window.press("Send the link again");
                return window;
              }),
          new Spot(
              "list with too many selected",
              guide -> {
                Window window = guide.shown(guide.reader());
                window
                    .page()
                    .evaluate(
                        """
                        () => {
                          const form = document.querySelector('input[type=checkbox][name^=study-]').form;
                          for (let i = 0; i < 21; i++) {
                            const field = document.createElement('input');
                            Object.assign(field, {type: 'hidden', name: 'study-9' + i, value: '1.2.3.' + i});
                            form.append(field);
                          }
                        }
                        """);
                window.press("Share");
                return window;
              }),
          new Spot(
              "shared by me last page",
              guide -> {
                TextWindow window = shares(form(guide), guide.people().byEmail().username());
                window.open("/studies/shared?after=1_9999999999999_" + new UUID(-1, -1));
                return window;
              }),
          new Spot("shared by me none", guide -> guide.inside("/studies/shared")),
          new Spot(
              "shared by me locked",
              guide -> {
                TextWindow owner = form(guide);
                TextWindow stranger = opens(guide, owner);
                answersWrongly(stranger, 5);
                owner.open("/studies/shared");
                return owner;
              }),
          new Spot("reference number", SharingSpots::number),
          new Spot(
              "reference letter",
              guide -> {
                TextWindow window = number(guide);
                window.press("Issue number");
                return window;
              }),
          new Spot("add by number", guide -> guide.inside("/studies/add")),
          new Spot(
              "add by number refused",
              guide -> {
                TextWindow window = guide.inside("/studies/add");
                window.type("Reference number", "7K3M-QX9P-2VRN");
                window.type("Patient’s birth date", "14.3.1958");
                window.press("Add study");
                return window;
              }),
          new Spot("shared open", guide -> follows(guide, form(guide))),
          new Spot("shared code", guide -> opens(guide, form(guide))),
          new Spot(
              "shared code not sent",
              guide -> {
                String to = address();
                shares(form(guide), to);
                TextWindow window = guide.stranger(Links.next(to));
                Inbox.answerMail(to, 550);
                window.press("Send me the code");
                return reloads(window, "Your code did not arrive.");
              }),
          new Spot("shared code wrong", guide -> answersWrongly(opens(guide, form(guide)), 1)),
          new Spot("shared locked", guide -> answersWrongly(opens(guide, form(guide)), 5)),
          new Spot("shared over", guide -> guide.stranger("/shared/nothing")),
          new Spot(
              "shared expired",
              guide -> {
                TextWindow window = follows(guide, form(guide));
                guide.turn(Duration.ofDays(40));
                window.open("/shared");
                return window;
              }),
          new Spot("shared studies", SharingSpots::guest),
          new Spot(
              "shared study",
              guide -> {
                TextWindow window = guest(guide);
                window.follow("Vanderquill, Adelheid");
                return window;
              }),
          new Spot("shared study with reports", SharingSpots::reported),
          new Spot(
              "shared report",
              guide -> {
                TextWindow window = reported(guide);
                window.follow("Radiology report");
                return window;
              }),
          new Spot(
              "shared document",
              guide -> {
                TextWindow window = reported(guide);
                window.follow("Letter to the practice");
                return window;
              }),
          new Spot(
              "shared closed",
              guide -> {
                TextWindow window = guest(guide);
                window.press("Close");
                return window;
              }));

  private static final AtomicInteger COUNT = new AtomicInteger();

  private SharingSpots() {}

  private static Page.LocatorOptions hasText(String words) {
    return new Page.LocatorOptions().setHasText(words);
  }

  private static Window unfolds(PageGuide guide, TextWindow window, String summary) {
    Window shown = guide.shown(window);
    shown.page().locator("summary", hasText(summary)).click();
    return shown;
  }

  private static TextWindow study(PageGuide guide) {
    TextWindow window = guide.reader();
    window.follow("Vanderquill, Adelheid");
    return window;
  }

  private static TextWindow form(PageGuide guide) {
    TextWindow window = study(guide);
    window.followExactly("Share");
    return window;
  }

  public static <W extends PortalWindow> W shares(W window, String recipient) {
    window.type("Name, username or e-mail address", recipient);
    window.press("Share");
    if (window.text().contains("Nothing is shared yet. If you mean")) {
      window.press("Share");
    }
    return window;
  }

  private static TextWindow number(PageGuide guide) {
    TextWindow window = form(guide);
    window.follow("Reference number");
    return window;
  }

  private static String address() {
    return "spot" + COUNT.incrementAndGet() + "@elsewhere.example";
  }

  private static String longAddress() {
    return "christophine.vanderquill.de.marneffe."
        + COUNT.incrementAndGet()
        + "@outpatients-oosterwold.example";
  }

  private static TextWindow reloads(TextWindow window, String until) {
    await()
        .until(
            () -> {
              window.reload();
              return window.text().contains(until);
            });
    return window;
  }

  private static TextWindow follows(PageGuide guide, TextWindow owner) {
    String to = address();
    shares(owner, to);
    return guide.stranger(Links.next(to));
  }

  private static TextWindow opens(PageGuide guide, TextWindow owner) {
    TextWindow window = follows(guide, owner);
    window.press("Send me the code");
    return window;
  }

  private static TextWindow answersWrongly(TextWindow window, int times) {
    for (int i = 0; i < times; i++) {
      window.type("One-Time-Password", "00000" + i);
      window.press("Continue");
    }
    return window;
  }

  private static TextWindow guest(PageGuide guide) {
    return guest(guide, form(guide));
  }

  private static TextWindow reported(PageGuide guide) {
    Person reader = guide.people().byEmail();
    TestStudy study = guide.at().shelf.reported(reader);
    TextWindow owner = guide.inside(reader).window();
    owner.open("/studies/share?study=" + study.uid());
    owner.tick("With reports");
    TextWindow window = guest(guide, owner);
    window.follow("Lindqvist, Tove");
    return window;
  }

  private static TextWindow guest(PageGuide guide, TextWindow form) {
    String to = address();
    shares(form, to);
    TextWindow window = guide.stranger(Links.next(to));
    window.press("Send me the code");
    window.type("One-Time-Password", Codes.next(to));
    window.press("Continue");
    return window;
  }
}
