package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestNamesTest {
  @Test
  void areOfMethodsThatRunAndOfClassesWithSuch() {
    assertThat(
            TestNames.of(
                List.of(
                    """
                    class SomeTest extends Shared<String> {
                      @Test
                      void A01_runs() {}
                      @ParameterizedTest
                      @CsvSource({"a, (", "b"})
                      void A02_runsOften(String it) {}
                      @AtEachWidth
                      void A03_runsByAnAnnotationOfItsOwn() {}
                      @Nested
                      class A04_WithTests { @Test void one() {} }
                      @Nested
                      class A05_Inheriting extends Contract {}
                      @TestFactory
                      Stream<DynamicTest> A07_runsMany() { return Stream.of(); }
                    }
                    """,
                    "abstract class Contract { @Test void A06_inherited() {} }",
                    "abstract class Shared<T> { @Nested class A08_Shared { @Test void two() {} } }",
                    "@ParameterizedTest @interface AtEachWidth {}")))
        .contains("A01_runs", "A02_runsOften", "A03_runsByAnAnnotationOfItsOwn", "A04_WithTests")
        .contains("A05_Inheriting", "A06_inherited", "A07_runsMany", "A08_Shared");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** Rule91_aComment. */ class SomeTest { @Test void one() {} }",
        "class SomeTest {\n// @Test void Rule91_x() {}\n}",
        "class SomeTest { /* @Nested class Rule91_X { @Test void one() {} } */ }",
        "class SomeTest { String text = \"class Rule91_X { @Test void one() {} }\"; }",
        "class SomeTest { void Rule91_notATest() {} }",
        "class SomeTest { @Test private void Rule91_private() {} }",
        "class SomeTest { @Disabled(\"later\") @Test void Rule91_disabled() {} }",
        "class SomeTest { @Test @EnabledIfSystemProperty(named = \"x\") void Rule91_rarely() {} }",
        "class SomeTest { @Nested class Rule91_Empty {} }",
        "class SomeTest { @Nested class Rule91_Empty extends Base {} } class Base {}",
        "class SomeTest { @Nested class Rule91_X { @Disabled @Test void one() {} } }",
        "class SomeTest { @Nested @Disabled class Rule91_Off { @Test void one() {} } }",
        "@Disabled class SomeTest { @Nested class Rule91_Off { @Test void one() {} } }",
        "class SomeTest { class Rule91_NotNested { @Test void one() {} } }",
        "class Fixture { @Test void Rule91_notAClassThatIsRun() {} }",
        "abstract class SomeTest { @Test void Rule91_ofNoClass() {} }",
      })
  void areNotOfWhatDoesNotRun(String source) {
    assertThat(TestNames.of(List.of(source))).noneMatch(name -> name.startsWith("Rule91"));
  }
}
