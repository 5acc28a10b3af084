package org.sallyport.browser.actions.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The browser without script: what a browser shows, sends and refuses. */
class TextWindowTest {
  private TinySite site;
  private TextWindow window;

  @BeforeEach
  void opensSite() throws IOException {
    site = new TinySite();
    window = new TextWindow(site.home());
  }

  @AfterEach
  void closesSite() {
    site.close();
  }

  private TextWindow shows(String body) {
    site.page("/", body).page("/next", "<h1>Next</h1>");
    window.open("/");
    return window;
  }

  private void refuses(ThrowingCallable act, String why) {
    int before = site.count();
    assertThatThrownBy(act).isInstanceOf(AssertionError.class).hasMessageContaining(why);
    assertThat(site.count()).as("requests").isEqualTo(before);
  }

  @Nested
  class Reading {
    @Test
    void leavesOutWhatIsHidden() {
      shows(
          """
          <h1>A  heading</h1> <p hidden>hidden</p> <div hidden><p role="alert">alert</p></div>
          <script>script</script> <style>style</style> <template>template</template>
          <dialog>closed dialog</dialog> <dialog open>open dialog</dialog>
          <textarea>typed</textarea> <input type="hidden" value="x">
          <svg><title>svg</title></svg> <noscript><p>Without script</p></noscript>
          """);
      assertThat(window.text()).isEqualTo("A heading open dialog Without script");
      assertThat(window.alert()).isEmpty();
      assertThat(window.heading()).isEqualTo("A heading");
      assertThat(window.named(AriaRole.DIALOG)).containsExactly("open dialog");
    }

    @Test
    void leavesOutWhatIsFoldedUntilItIsUsed() {
      shows(
          """
          <details><summary>More</summary><p>folded</p>
          <form action="/next"><label><input type="radio" name="a" value="1" id="r">First way</label>
          </form></details>
          """);
      assertThat(window.text()).isEqualTo("More");
      assertThat(window.named(AriaRole.RADIO)).isEmpty();
      window.tick("First way");
      assertThat(window.text()).isEqualTo("More folded First way");
      assertThat(window.named(AriaRole.RADIO)).hasSize(1);
    }

    @Test
    void failsWithThePagesTextForAHeadingThatIsMissingOrNotAlone() {
      shows("<p>the words of the page</p>");
      refuses(window::heading, "the words of the page");
      shows("<h1>One</h1><h1>Two</h1>");
      refuses(window::heading, "One Two");
    }

    @Test
    void readsDescriptionsAndFailsIfTheyAreMissing() {
      shows(
          """
          <label for="a">A</label><input id="a" aria-describedby="why how">
          <p id="why">4 tries</p><p id="how">6 digits</p>
          <label for="b">B</label><input id="b" aria-describedby="gone">
          """);
      assertThat(window.description("A")).isEqualTo("4 tries 6 digits");
      assertThatThrownBy(() -> window.description("B")).hasMessageContaining("gone");
    }
  }

  @Nested
  class Pressing {
    private static final String FORM =
        """
        <form action="/next" method="post">
          <input type="hidden" name="_csrf" value="t&amp;1">
          <label for="name">Name</label><input id="name" name="name" value="old" required>
          <label><input type="checkbox" name="box" value="yes"> Box</label>
          <input name="off" value="x" disabled><input value="nameless">
          <select name="pick"><option value="1">One<option value="2" selected>Two</select>
          <textarea name="lines">a
        b</textarea>
          <button name="act" value="save">Save</button>
          <button name="act" value="drop" formaction="/other" formnovalidate>Delete</button>
        </form>
        """;

    @Test
    void sendsTheFormOfTheButtonWithItsHiddenFields() {
      shows(FORM + "<form action='/wrong'><input name='b' value='2'><button>Else</button></form>");
      window.type("Name", "Ünal & co");
      window.tick("Box");
      window.press("Save");
      assertThat(site.last().line()).isEqualTo("POST /next");
      assertThat(site.last().body())
          .isEqualTo("_csrf=t%261&name=%C3%9Cnal+%26+co&box=yes&pick=2&lines=a%0D%0Ab&act=save");
      assertThat(site.last().headers())
          .containsEntry("origin", site.home())
          .containsEntry("sec-fetch-site", "same-origin")
          .containsEntry("content-type", "application/x-www-form-urlencoded");
      assertThat(window.heading()).isEqualTo("Next");
    }

    @Test
    void usesTheButtonsOwnAction() {
      site.page("/other", "<h1>Other</h1>");
      shows(FORM).type("Name", "");
      refuses(() -> window.press("Save"), "required");
      window.press("Delete");
      assertThat(site.last().line()).isEqualTo("POST /other");
      assertThat(site.last().body()).endsWith("act=drop").doesNotContain("box");
    }

    @Test
    void sendsControlsOutsideOfTheFormThatNameIt() {
      shows(
          """
          <form id="f" action="/next?old"></form>
          <input name="a" value="1" form="f"><button form="f">Search</button>
          """);
      window.press("Search");
      assertThat(site.last().line()).isEqualTo("GET /next?a=1");
    }

    @Test
    void tellsNoOriginIfThePageForbidsIt() {
      site.answer(
          "/quiet",
          200,
          FORM,
          Map.of("Content-Type", List.of("text/html"), "Referrer-Policy", List.of("no-referrer")));
      shows("");
      window.open("/quiet");
      window.press("Save");
      assertThat(site.last().headers())
          .containsEntry("origin", "null")
          .doesNotContainKey("referer");
    }

    @Test
    void refusesWhatIsNotThereOrHiddenOrDisabledOrAmbiguous() {
      shows(
          """
          <form action="/next"><button disabled>Off</button>
          <fieldset disabled><button>Within</button></fieldset><button hidden>Hidden</button>
          <button>Continue</button><button aria-label="Continue without">x</button></form>
          """);
      refuses(() -> window.press("Missing"), "0 buttons called \"Missing\"");
      refuses(() -> window.press("Off"), "disabled");
      refuses(() -> window.press("Within"), "disabled");
      refuses(() -> window.press("Hidden"), "0 buttons");
      refuses(() -> window.press("Continue"), "2 buttons");
      assertThat(window.buttons("continue")).isEqualTo(2);
    }

    @Test
    void refusesAButtonThatOnlyAScriptServes() {
      shows(
          """
          <button>Outside</button>
          <form action="/next"><button type="button">Inside</button></form>
          """);
      refuses(() -> window.press("Outside"), "without script");
      refuses(() -> window.press("Inside"), "without script");
    }

    @Test
    void refusesAFormThatABrowserDoesNotSend() {
      shows(
          """
          <form action="/next"><label>Code<input name="c" required pattern="[0-9]{6}"></label>
          <label><input type="radio" name="r" value="1" required>R</label><button>Go</button></form>
          """);
      refuses(() -> window.press("Go"), "required");
      window.type("Code", "12345a");
      refuses(() -> window.press("Go"), "pattern");
      window.type("Code", "123456");
      refuses(() -> window.press("Go"), "required");
      window.tick("R");
      window.press("Go");
      assertThat(site.last().line()).isEqualTo("GET /next?c=123456&r=1");
    }

    @Test
    void findsTheButtonOfARow() {
      shows(
          """
          <ul><li>This browser <form action="/this"><button>Forget</button></form></li>
          <li>Another <form action="/next"><button>Forget</button></form></li></ul>
          """);
      refuses(() -> window.press("Forget"), "2 buttons");
      window.pressInRowWithout("This browser", "Forget");
      assertThat(site.last().line()).startsWith("GET /next");
    }
  }

  @Nested
  class Filling {
    @Test
    void refusesFieldsThatAreMissingAmbiguousHiddenOrCannotBeChanged() {
      shows(
          """
          <label for="a">Twice</label><input id="a"><label for="b">Twice</label><input id="b">
          <label>Hidden<input hidden></label><label>Off<input disabled></label>
          <label>Fixed<input readonly></label><label>Short<input maxlength="3"></label>
          <label><input type="checkbox"> Box</label>
          """);
      assertThat(window.field("Twice").count()).isEqualTo(2);
      assertThat(window.field("Missing").count()).isZero();
      refuses(() -> window.type("Missing", "x"), "0 fields");
      refuses(() -> window.type("Twice", "x"), "2 fields");
      refuses(() -> window.type("Hidden", "x"), "hidden");
      refuses(() -> window.type("Off", "x"), "disabled");
      refuses(() -> window.type("Fixed", "x"), "read-only");
      refuses(() -> window.type("Short", "four"), "3 characters");
      refuses(() -> window.type("Box", "x"), "nothing can be typed");
      refuses(() -> window.tick("Short"), "nothing to tick");
      assertThat(window.field("Off").isDisabled()).isTrue();
    }

    @Test
    void choosesAnOptionThatThereIs() {
      shows(
          """
          <form action="/next" method="post"><label for="role">Role</label>
          <select id="role" name="role"><option value="a" selected>A</option><option value="b">B</option>
          <option value="c" disabled>C</option></select><button>Save</button></form>
          """);
      refuses(() -> window.choose("Role", "c"), "has no option c");
      refuses(() -> window.choose("Role", "d"), "has no option d");
      window.choose("Role", "b");
      window.press("Save");
      assertThat(site.last().body()).isEqualTo("role=b");
    }

    @Test
    void selectsOneRadioButtonOfAGroup() {
      shows(
          """
          <form><label><input type="radio" name="r" checked>One</label>
          <label><input type="radio" name="r">Two</label></form>
          """);
      window.tick("Two");
      assertThat(window.field("One").isChecked()).isFalse();
      assertThat(window.field("Two").isChecked()).isTrue();
    }
  }

  @Nested
  class Following {
    @Test
    void refusesLinksThatAreMissingAmbiguousOrLeadElsewhere() {
      shows(
          """
          <a href="/next">Share</a><a href="/next">Shared</a><a href="http://other.example/">Away</a>
          <a href="/next" target="_blank">Window</a><a href="#top">Up</a>
          """);
      refuses(() -> window.follow("Missing"), "0 links");
      refuses(() -> window.follow("Share"), "2 links");
      refuses(() -> window.follow("Away"), "leaves the portal");
      refuses(() -> window.follow("Window"), "opens no page");
      refuses(() -> window.follow("Up"), "opens no page");
      window.follow("Shared");
      assertThat(window.path()).isEqualTo("/next");
    }

    @Test
    void takesTheExactNameOrTheFirstOfSeveral() {
      shows("<a href='/shared'>Share again</a> <a href='/next'>Share</a>");
      window.followExactly("Share");
      assertThat(site.last().line()).isEqualTo("GET /next");
      shows("<a href='/next' hidden>Share</a> <a href='/other'>Share</a> <a href='/x'>Share</a>");
      refuses(() -> window.followExactly("Share"), "2 links called");
      window.followFirst("Share");
      assertThat(site.last().line()).isEqualTo("GET /other");
      shows("<p>nothing</p>");
      refuses(() -> window.followFirst("Share"), "no link called");
    }

    @Test
    void redirectsLeadOnWithTheFormOrWithoutIt() {
      site.redirect(302, "/found", "/next", "a=1").redirect(307, "/again", "/next");
      shows(
          """
          <form method="post"><input name="x" value="y">
          <button formaction="/found">Found</button><button formaction="/again">Again</button></form>
          """);
      window.press("Found");
      assertThat(site.last().line()).isEqualTo("GET /next");
      assertThat(site.last().headers()).containsEntry("cookie", "a=1");
      window.reload();
      window.open("/");
      window.press("Again");
      assertThat(site.last().line()).isEqualTo("POST /next");
      assertThat(site.last().body()).isEqualTo("x=y");
      refuses(window::reload, "sends the form again");
    }

    @Test
    void refusesWhatIsNoPage() {
      site.answer("/data", 200, "{}", Map.of("Content-Type", List.of("application/json")));
      site.redirect(302, "/away", "http://other.example/");
      assertThatThrownBy(() -> window.open("/data")).hasMessageContaining("no page");
      assertThatThrownBy(() -> window.open("/away")).hasMessageContaining("leaves the portal");
      window.open("/missing");
      assertThat(window.status()).isEqualTo(404);
    }
  }

  @Nested
  class Cookies {
    @Test
    void ofTheSessionEndWithTheBrowserAndCopiesAreApart() {
      site.redirect(302, "/in", "/", "sid=1; Secure; HttpOnly; Path=/", "rb=2; Max-Age=60; Path=/");
      shows("");
      window.open("/in");
      assertThat(site.last().headers()).containsEntry("cookie", "sid=1; rb=2");
      TextWindow copy = window.copy();
      window.restart();
      window.open("/");
      assertThat(site.last().headers()).containsEntry("cookie", "rb=2");
      copy.open("/");
      assertThat(site.last().headers()).containsEntry("cookie", "sid=1; rb=2");
    }

    @Test
    void thatABrowserDoesNotStoreAreComplainedOf() {
      site.redirect(302, "/in", "/", "__Host-sid=1; Path=/");
      shows("");
      window.open("/in");
      assertThat(site.last().headers()).doesNotContainKey("cookie");
      assertThat(window.complaints()).hasSize(1).first().asString().contains("Secure");
    }
  }
}
