package org.sallyport.browser.actions.text;

import com.microsoft.playwright.options.AriaRole;
import jakarta.servlet.http.Cookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.sallyport.browser.actions.PortalWindow;

/**
 * A window of a browser without script and layout, for what pages say and do without them. Clicks
 * on what is not there, hidden, disabled or ambiguous fail, as does a form that a browser would not
 * send. Not known to it: style sheets, the history, files, and pages that reload themselves.
 */
public final class TextWindow implements PortalWindow {
  private final URI home;
  private final String userAgent;
  private final CookieJar cookies = new CookieJar(Clock.systemUTC());
  private final Requests requests;
  private @Nullable HtmlPage page;

  /**
   * Opens the window.
   *
   * @param home address of the portal, for example http://localhost:8080
   */
  public TextWindow(String home) {
    this(home, Requests.USER_AGENT);
  }

  /** Opens the window of a browser with a name of its own. */
  public TextWindow(String home, String userAgent) {
    this.home = URI.create(home);
    this.userAgent = userAgent;
    this.requests = new Requests(this.home, userAgent, cookies);
  }

  /** A browser with a copy of this one's cookies. */
  public TextWindow copy() {
    TextWindow copy = new TextWindow(home.toString(), userAgent);
    copy.cookies.addAll(cookies);
    return copy;
  }

  /** All cookies, for another browser. */
  public Cookie[] cookies() {
    return cookies.all();
  }

  /** The response that brought the page. */
  public HttpResponse<String> response() {
    return page().response();
  }

  @Override
  public void restart() {
    cookies.endBrowserSession();
  }

  @Override
  public String userAgent() {
    return userAgent;
  }

  @Override
  public void store(Cookie... stored) {
    for (Cookie it : stored) {
      if (it.getMaxAge() != 0) {
        String attributes = it.getSecure() ? "; Secure" : "";
        attributes += it.getMaxAge() > 0 ? "; Max-Age=" + it.getMaxAge() : "";
        cookies.take(
            it.getName() + "=" + it.getValue() + "; Path=" + it.getPath() + attributes, home);
      }
    }
  }

  @Override
  public void open(String path) {
    page = requests.load(Navigation.typed(home.resolve(path)));
  }

  /** Fails after a form that was not redirected: it would be sent again. */
  @Override
  public void reload() {
    if (page().answersForm()) {
      throw page().failure("reloading sends the form again");
    }
    page = requests.load(Navigation.typed(page().address()));
  }

  @Override
  public String submit(String path, String... fields) {
    Navigation shown = Navigation.typed(home.resolve(path));
    Element token = Jsoup.parse(requests.send(shown).body()).selectFirst("form [name=_csrf]");
    if (token == null) {
      throw new AssertionError("no form at " + path);
    }
    String body = "_csrf=" + encode(token.val());
    for (int i = 0; i < fields.length; i += 2) {
      body += "&" + encode(fields[i]) + "=" + encode(fields[i + 1]);
    }
    HttpResponse<String> answer = requests.send(new Navigation(shown.to(), body, null));
    String location = Requests.location(answer);
    if (location.isEmpty()) {
      throw new AssertionError("the form at " + path + " was refused: " + answer.body());
    }
    return home.resolve(location).getPath();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void type(String label, String text) {
    field(label).type(text);
  }

  @Override
  public void tick(String label) {
    field(label).tick();
  }

  /** Chooses an option of a field, by its value. */
  public void choose(String label, String value) {
    field(label).choose(value);
  }

  /** The fields with that label. */
  public Field field(String label) {
    return new Field(page(), label);
  }

  @Override
  public void press(String name) {
    press(only(Accessible.named(AriaRole.BUTTON, name, page().body()), "buttons", name));
  }

  /** Presses the button of the only row that does not contain a text. */
  public void pressInRowWithout(String text, String name) {
    List<Element> buttons =
        page().body().select("li, tr").stream()
            .filter(row -> !Shown.text(row).contains(text))
            .flatMap(row -> Accessible.named(AriaRole.BUTTON, name, row).stream())
            .toList();
    press(only(buttons, "buttons", name));
  }

  private void press(Element button) {
    if (!Field.isEnabled(button)) {
      throw page().failure("disabled: " + button);
    }
    page = requests.load(FormSubmission.by(button, page()));
  }

  @Override
  public void follow(String name) {
    follow(only(Accessible.named(AriaRole.LINK, name, page().body()), "links", name));
  }

  /** Follows the link with exactly that name, for example "Share" beside "Shared by me". */
  public void followExactly(String name) {
    List<Element> links =
        Accessible.named(AriaRole.LINK, name, page().body()).stream()
            .filter(it -> Shown.text(it).equals(name))
            .toList();
    follow(only(links, "links", name));
  }

  /** Follows the first of several links with that name. */
  public void followFirst(String name) {
    follow(
        Accessible.named(AriaRole.LINK, name, page().body()).stream()
            .filter(Shown::is)
            .findFirst()
            .orElseThrow(() -> page().failure("no link called \"" + name + "\"")));
  }

  private void follow(Element link) {
    if (link.hasAttr("target") || link.hasAttr("download") || link.attr("href").startsWith("#")) {
      throw page().failure("opens no page here: " + link);
    }
    page = requests.load(Navigation.link(URI.create(link.absUrl("href")), page()));
  }

  /** The only one that is shown, or else that can be unfolded, which it then is. */
  private Element only(List<Element> all, String kind, String name) {
    List<Element> shown = all.stream().filter(Shown::is).toList();
    List<Element> found = shown.isEmpty() ? all.stream().filter(Shown::canBe).toList() : shown;
    if (found.size() != 1) {
      throw page().failure("%d %s called \"%s\"".formatted(found.size(), kind, name));
    }
    Shown.open(found.getFirst());
    return found.getFirst();
  }

  /** The number of buttons with a name that are shown. */
  public int buttons(String name) {
    return (int)
        Accessible.named(AriaRole.BUTTON, name, page().body()).stream().filter(Shown::is).count();
  }

  @Override
  public int status() {
    return page().status();
  }

  @Override
  public @Nullable String header(String name) {
    return page().headers().firstValue(name).orElse(null);
  }

  /** The address in the address bar. */
  public String address() {
    return page().address().toString();
  }

  @Override
  public String path() {
    return page().address().getPath();
  }

  public String title() {
    return page().document().title();
  }

  @Override
  public String heading() {
    return Shown.text(only(page().body().select("h1"), "headings", "*"));
  }

  @Override
  public List<String> named(AriaRole role) {
    return namedIn(page().body(), role);
  }

  /** How many elements of a role are shown within the only element of another one. */
  public int countIn(AriaRole outer, AriaRole role) {
    List<Element> around = Accessible.all(outer, page().body()).stream().filter(Shown::is).toList();
    return namedIn(only(around, String.valueOf(outer), "*"), role).size();
  }

  private static List<String> namedIn(Element element, AriaRole role) {
    return Accessible.all(role, element).stream().filter(Shown::is).map(Shown::text).toList();
  }

  @Override
  public String description(String label) {
    return field(label).description();
  }

  @Override
  public String text() {
    return Shown.text(page().body());
  }

  /** The text of the only element that a selector finds. */
  public String text(String selector) {
    return Shown.text(only(page().body().select(selector), "elements", selector));
  }

  /** Empty before the first page. */
  @Override
  public String source() {
    return page == null ? "" : page.document().outerHtml();
  }

  @Override
  public String alert() {
    return named(AriaRole.ALERT).stream().collect(Collectors.joining(" "));
  }

  /** The cookies that were not stored. */
  public List<String> complaints() {
    return cookies.refused();
  }

  private HtmlPage page() {
    return Objects.requireNonNull(page, "no page was opened");
  }
}
