package org.sallyport.edge.web.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.SallyportTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

/** The phone app's files: public, cached while valid, the only pages allowed to use the camera. */
@SallyportTest
class AppFilesTest {
  @LocalServerPort int port;

  @Test
  void onlyTheAppMayUseTheCamera() {
    assertThat(abilities("/login")).startsWith("camera=(), ");
    assertThat(abilities("/application")).startsWith("camera=(), ");
    assertThat(abilities("/app/nothing-here")).startsWith("camera=(self), ");
  }

  @Test
  void missingTrailingSlashIsRedirected() {
    Browser.Page page = new Browser(port).get("/app");
    assertThat(page.status()).isEqualTo(302);
    assertThat(page.header("Location")).isEqualTo("/app/");
  }

  @Test
  void whatIsNoFileOfTheAppIsNotThere() {
    assertThat(new Browser(port).get("/app/nothing-here").status()).isEqualTo(404);
    assertThat(new Browser(port).get("/app/assets/nothing-here.js").status()).isEqualTo(404);
  }

  /** With the app as built by ./sallyport; the server alone can be tested without it. */
  @Nested
  class Built {
    @BeforeEach
    void isBuilt() {
      assumeTrue(
          new ClassPathResource("static/app/index.html").exists(), "the phone app is not built");
    }

    @Test
    void thePageAndItsWorkerAreAskedForAnewEachTime() {
      for (String path : new String[] {"/app/", "/app/sw.js", "/app/manifest.webmanifest"}) {
        Browser.Page page = new Browser(port).get(path);
        assertThat(page.status()).as(path).isEqualTo(200);
        assertThat(page.header("Cache-Control")).as(path).isEqualTo("no-cache");
        assertThat(page.header("ETag")).as(path).matches("\"[0-9a-f]{32}\"");
      }
    }

    @Test
    void thePageAndItsManifestAreInTheLanguageOfTheReader() {
      assumeTrue(
          new ClassPathResource("static/app/index.nl.html").exists(), "an older build of the app");
      Browser browser = new Browser(port);
      for (String language : new String[] {"nl ltr", "ar rtl", "en ltr"}) {
        String tag = language.substring(0, 2);
        Browser.Page page =
            browser.send(
                browser.request("/app/").header("Accept-Language", tag + "-XX").GET().build());
        Document read = Jsoup.parse(page.body());
        Elements html = read.select("html");
        assertThat(html.attr("lang") + " " + html.attr("dir")).isEqualTo(language);
        String manifest = browser.get(read.select("link[rel=manifest]").attr("href")).body();
        assertThat(manifest).contains("\"lang\": \"" + tag + "\"");
      }
    }

    @Test
    void theManifestSaysThatItIsOne() {
      assertThat(new Browser(port).get("/app/manifest.webmanifest").header("Content-Type"))
          .startsWith("application/manifest+json");
    }

    @Test
    void filesNamedByTheirContentAreKeptForGood() {
      Matcher script =
          Pattern.compile("/app/assets/index-[\\w-]+\\.js")
              .matcher(new Browser(port).get("/app/").body());
      assertThat(script.find()).isTrue();
      Browser.Page page = new Browser(port).get(script.group());
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("Cache-Control")).contains("immutable").contains("max-age=31536000");
      assertThat(page.header("Content-Type")).startsWith("text/javascript");
    }

    @Test
    void thePageHoldsNoScriptAndNoStyleOfItsOwn() {
      Browser.Page page = new Browser(port).get("/app/");
      assertThat(page.header("Content-Security-Policy")).contains("script-src 'self';");
      assertThat(page.body()).doesNotContain("<style").doesNotContain("style=");
      assertThat(page.body()).doesNotContainPattern("<script(?![^>]* src=)");
    }
  }

  private String abilities(String path) {
    return new Browser(port).get(path).header("Permissions-Policy");
  }
}
