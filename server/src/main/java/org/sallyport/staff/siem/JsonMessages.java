package org.sallyport.staff.siem;

import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.AccountNames;
import org.sallyport.platform.audit.search.AuditJson;
import org.sallyport.platform.audit.search.AuditRecord;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.staff.siem.syslog.SyslogMessage;
import org.sallyport.staff.siem.syslog.SyslogProperties;
import org.springframework.stereotype.Component;

/** Audit events as JSON, in the form of the export to a file. */
@Component
@RequiredArgsConstructor
class JsonMessages implements AuditMessages {
  private final AuditJson json;
  private final AccountNames names;

  @Override
  public SyslogProperties.Format format() {
    return SyslogProperties.Format.JSON;
  }

  @Override
  public List<SyslogMessage> of(List<AuditRecord> events) {
    Map<AccountId, String> usernames = names.usernames(AuditMessages.accounts(events));
    return events.stream().map(event -> message(event, usernames)).toList();
  }

  private SyslogMessage message(AuditRecord event, Map<AccountId, String> usernames) {
    @Nullable String username = event.account() == null ? null : usernames.get(event.account());
    return new SyslogMessage(event, event.type(), json.line(event, username));
  }
}
