package org.sallyport.messages;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Messages with elements in them, for templates: {@code th:utext="${@html.of('area.key',
 * argument)}"}.
 */
@Component("html")
class HtmlMessages {
  /** See {@link Messages#html}. */
  public String of(String key, @Nullable Object... arguments) {
    return Messages.html(key, arguments);
  }
}
