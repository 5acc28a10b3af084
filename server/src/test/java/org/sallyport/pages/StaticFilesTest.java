package org.sallyport.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.sallyport.testing.Browser;
import org.sallyport.testing.SallyportTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SallyportTest
class StaticFilesTest {
  private static final String HASH = "-[0-9a-f]{32}";

  @LocalServerPort int port;

  @Test
  void fingerprintedFilesAreCachedForAYear() {
    Browser browser = new Browser(port);
    List<String> styles =
        Jsoup.parse(browser.get("/login").body()).select("link[rel=stylesheet]").eachAttr("href");
    assertThat(styles).hasSize(2).allMatch(href -> href.matches("/design/\\w+" + HASH + "\\.css"));

    Browser.Page base = browser.get(styles.getLast());
    assertThat(base.status()).isEqualTo(200);
    assertThat(base.header("Cache-Control")).isEqualTo("max-age=31536000");
    assertThat(base.body()).containsPattern("font/atkinson-next-latin" + HASH + "\\.woff2");
  }

  @Test
  void missingFileShowsThePortalsNotFoundPage() {
    Browser.Page missing = new Browser(port).get("/design/none.css");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.header("Cache-Control")).contains("no-store");
    assertThat(Jsoup.parse(missing.body()).select("h1").text()).isEqualTo("There is nothing here");
    assertThat(Jsoup.parse(missing.body()).select(".gate__where").text()).contains("localhost");
  }

  @Test
  void theFontIsServedWithItsLicence() {
    assertThat(new Browser(port).get("/design/font/OFL.txt").body())
        .contains("SIL OPEN FONT LICENSE Version 1.1");
  }
}
