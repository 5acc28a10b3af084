package org.sallyport.staff.admin.staff;

import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.sallyport.testing.Browser;

/** Sends the form that uploads a file of accounts (RFC 7578). */
final class Uploads {
  private static final String BOUNDARY = "x-sallyport-test";

  private Uploads() {}

  static Browser.Page send(Browser browser, String csv) {
    return send(browser, csv, "/admin/import/upload");
  }

  static Browser.Page send(Browser browser, String csv, String path) {
    String token = browser.form().replaceFirst(".*_csrf=", "");
    String body =
        part("form-data; name=\"_csrf\"", URLDecoder.decode(token, StandardCharsets.UTF_8))
            + part("form-data; name=\"file\"; filename=\"accounts.csv\"", csv)
            + "--"
            + BOUNDARY
            + "--\r\n";
    return browser.send(
        browser
            .request(path)
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  private static String part(String disposition, String content) {
    return "--"
        + BOUNDARY
        + "\r\nContent-Disposition: "
        + disposition
        + "\r\n\r\n"
        + content
        + "\r\n";
  }
}
