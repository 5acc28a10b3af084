package org.sallyport.connect.entramfa.request;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.entramfa.Tenant;
import org.sallyport.platform.messages.Messages;
import org.springframework.ui.Model;

/**
 * The page that posts an answer to Microsoft, to the one address of the tenant ({@code form_post}).
 * It has nothing else, so its form may lead on: browsers apply {@code form-action} to the redirects
 * that follow, and where Microsoft leads is the application's address.
 */
final class AnswerForm {
  private AnswerForm() {}

  static String confirmed(
      Tenant tenant, AskedFactor asked, String idToken, HttpServletResponse response, Model model) {
    return page(tenant, "id_token", idToken, asked.state(), response, model);
  }

  static String refused(
      Tenant tenant,
      ErrorCode error,
      @Nullable String state,
      HttpServletResponse response,
      Model model) {
    return page(tenant, "error", error.word(), state, response, model);
  }

  private static String page(
      Tenant tenant,
      String name,
      String value,
      @Nullable String state,
      HttpServletResponse response,
      Model model) {
    URI address = tenant.properties().redirectAddress();
    response.setHeader("Content-Security-Policy", content(address));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(name, value);
    if (state != null) {
      fields.put("state", state);
    }
    model.addAttribute("heading", Messages.text("mfa.leave." + name, tenant.title()));
    model.addAttribute("address", address.toString());
    model.addAttribute("fields", fields);
    return "mfa/leave";
  }

  private static String content(URI address) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; form-action https: "
        + address.getScheme()
        + "://"
        + address.getRawAuthority()
        + "; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
  }
}
