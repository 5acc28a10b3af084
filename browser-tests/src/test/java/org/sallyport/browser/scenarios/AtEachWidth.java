package org.sallyport.browser.scenarios;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.sallyport.browser.actions.Width;

/**
 * Runs at the width of a phone; with {@code -Dbrowser.widths=all}, as set by {@code ./sallyport
 * test --long}, also at that of a desktop.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(AtEachWidth.Widths.class)
public @interface AtEachWidth {

  /** The widths of this run. */
  final class Widths implements ArgumentsProvider {
    public static boolean areAll() {
      return "all".equals(System.getProperty("browser.widths"));
    }

    @Override
    public Stream<Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      Stream<Width> widths = areAll() ? Stream.of(Width.PHONE, Width.DESK) : Stream.of(Width.PHONE);
      return widths.map(Arguments::of);
    }
  }
}
