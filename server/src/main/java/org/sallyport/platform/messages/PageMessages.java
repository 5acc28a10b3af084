package org.sallyport.platform.messages;

import java.util.Locale;
import java.util.MissingResourceException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;

/** Makes the {@link Messages} available to templates, as {@code #{key}}. */
@Component("messageSource")
class PageMessages implements MessageSource {
  @Override
  public @Nullable String getMessage(
      String code,
      Object @Nullable [] arguments,
      @Nullable String otherwise,
      @Nullable Locale locale) {
    try {
      return getMessage(code, arguments, locale);
    } catch (NoSuchMessageException e) {
      return otherwise;
    }
  }

  @Override
  public String getMessage(String code, Object @Nullable [] arguments, @Nullable Locale locale) {
    try {
      return arguments == null ? Messages.text(code) : Messages.text(code, arguments);
    } catch (MissingResourceException e) {
      throw new NoSuchMessageException(code);
    }
  }

  @Override
  public String getMessage(MessageSourceResolvable resolvable, @Nullable Locale locale) {
    String[] codes = resolvable.getCodes();
    String code = codes == null || codes.length == 0 ? "" : codes[codes.length - 1];
    String message =
        getMessage(code, resolvable.getArguments(), resolvable.getDefaultMessage(), locale);
    if (message == null) {
      throw new NoSuchMessageException(code);
    }
    return message;
  }
}
