package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TestNamesTest {
  @Test
  void areOfMethodsThatRunAndOfClassesWithSuch() {
    assertThat(
            TestNames.ofJava(
                """
                /** Rule91_aComment. */
                class T {
                  // void Rule92_alsoAComment() {}
                  String text = "class Rule93_aText { @Test void x() {} }";
                  void Rule94_notATest() {}
                  @Disabled("later") @Test
                  void Rule95_disabled() {}
                  @Nested
                  class Rule96_Empty {}
                  @Disabled
                  class Rule97_Off { @Test void runs() {} }
                  @Test
                  void A01_runs() {}
                  @ParameterizedTest
                  @CsvSource({"a, (", "b"})
                  void A02_runsOften(String it) {}
                  @Nested
                  class A03_WithTests { @Test void one() {} }
                }
                """))
        .contains("A01_runs", "A02_runsOften", "A03_WithTests")
        .noneMatch(name -> name.startsWith("Rule9"));
  }

  @Test
  void areTheTitlesOfScripts() {
    assertThat(
            TestNames.ofScript(
                """
                // test("Rule91_comment", () => {})
                /* test("Rule92_comment") */
                test("Rule01_runs", () => {});
                """))
        .containsExactly("Rule01_runs");
  }
}
