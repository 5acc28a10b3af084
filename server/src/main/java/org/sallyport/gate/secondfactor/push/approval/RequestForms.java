package org.sallyport.gate.secondfactor.push.approval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.platform.geoip.Places;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of requests for phones: everything except the number. */
@Component
@RequiredArgsConstructor
class RequestForms {
  private final Accounts accounts;
  private final Installation installation;
  private final JsonMapper json;
  private final Places places;

  String json(List<AppRequest> requests) {
    return json.writeValueAsString(list(requests));
  }

  List<Map<String, Object>> list(List<AppRequest> requests) {
    return requests.stream().map(this::form).toList();
  }

  private Map<String, Object> form(AppRequest request) {
    Account account = accounts.find(request.account()).orElseThrow();
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("id", request.id().toString());
    form.put("purpose", request.purpose());
    form.put("challenge", request.challenge());
    form.put("service", installation.name());
    form.put("username", account.username());
    form.put("browser", request.browser());
    form.put("address", places.show(request.address()));
    form.put("at", request.createdAt().toEpochMilli());
    form.put("until", request.expiresAt().toEpochMilli());
    form.put("digits", request.number().length());
    return form;
  }
}
