package org.sallyport.gate.delivery.mail;

import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.delivery.MessageBody;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.Language;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Renders a message body as HTML without external resources. */
@Component
@RequiredArgsConstructor
class MailHtml {
  private final ITemplateEngine templates;
  private final Installation installation;

  String of(String subject, MessageBody messageBody) {
    Map<String, Object> words =
        Map.of(
            "subject",
            subject,
            "blocks",
            messageBody.blocks(),
            "installation",
            installation.name());
    Language language = Language.ofOrInstallation(messageBody.language());
    return language.compose(
        () -> templates.process("mail/sheet", new Context(language.locale(), words)));
  }
}
