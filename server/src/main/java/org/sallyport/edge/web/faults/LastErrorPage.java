package org.sallyport.edge.web.faults;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Language;
import org.sallyport.platform.messages.Messages;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The page for errors that no page of the portal answers: those of a failed error page, and those
 * that Tomcat finds before a request reaches the portal. Takes the place of Tomcat's own.
 */
@Component
class LastErrorPage implements WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> {
  @Override
  public void customize(ConfigurableTomcatWebServerFactory factory) {
    factory.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new Page()));
  }

  /** Writes the page after everything else has left the response empty. */
  static final class Page extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
      int status = response.getStatus();
      if (status < HttpStatus.BAD_REQUEST.value()
          || response.getContentWritten() > 0
          || !response.setErrorReported()) {
        return;
      }
      String accept = request.getHeader("Accept");
      if (accept != null && accept.contains("text/html")) {
        String kind = status < HttpStatus.INTERNAL_SERVER_ERROR.value() ? "bad-request" : "fault";
        write(response, language(request).compose(() -> page(kind)));
      }
    }

    /** No filter of the portal has chosen one: it may have failed, or was never reached. */
    private static Language language(Request request) {
      return Language.accepted(request.getHeader("Accept-Language"))
          .orElseGet(Language::ofInstallation);
    }

    private static void write(Response response, String page) {
      try {
        response.setContentType("text/html");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        Writer writer = response.getReporter();
        if (writer != null) {
          writer.write(page);
          response.finishResponse();
        }
      } catch (IOException | IllegalStateException e) {
        // The client has gone, or the response is on its way.
      }
    }

    private static String page(String kind) {
      String heading = Messages.text("errors." + kind + ".heading");
      Language language = Language.current();
      return "<!DOCTYPE html><html lang=\""
          + language.tag()
          + "\" dir=\""
          + language.direction()
          + "\"><head><meta charset=\"utf-8\"><title>"
          + heading
          + " – Sallyport</title></head><body><main class=\"gate__lead\"><h1>"
          + heading
          + "</h1><p role=\"alert\">"
          + Messages.text("errors." + kind + ".lead")
          + "</p></main></body></html>";
    }
  }
}
