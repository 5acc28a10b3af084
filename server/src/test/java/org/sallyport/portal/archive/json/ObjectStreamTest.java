package org.sallyport.portal.archive.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.platform.memory.MemoryBudget;
import org.sallyport.portal.archive.dicom.DicomObject;
import org.sallyport.portal.archive.dicom.Tag;

class ObjectStreamTest {
  private static final String OPEN = "{\"0040A730\":{\"vr\":\"SQ\",\"Value\":[";
  private static final String CLOSE = "]}}";

  private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();
  private static final ObjectStream STREAM =
      new ObjectStream(
          new MemoryBudget(48 << 20, Duration.ofSeconds(1), METERS), new UnreadableObjects(METERS));

  private static String object(String uid, String more) {
    return "{\"00080018\":{\"vr\":\"UI\",\"Value\":[\"%s\"]}%s,\"00200013\":{\"vr\":\"IS\",\"Value\":[7]}}"
        .formatted(uid, more);
  }

  private static String nested(int levels) {
    return ",\"0040A730\":{\"vr\":\"SQ\",\"Value\":["
        + OPEN.repeat(levels)
        + "{}"
        + CLOSE.repeat(levels)
        + "]}";
  }

  private static List<DicomObject> read(String json) {
    List<DicomObject> read = new ArrayList<>();
    STREAM.each(body(json), ReadLimits.METADATA, read::add);
    return read;
  }

  private static ByteArrayInputStream body(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsValuesOfEachKind() {
    String json =
        "{\"00280010\":{\"Value\":[1,2.5,\"x\",null,true,{\"Alphabetic\":\"A^B\"},[],{}]},\"1\":null}";
    assertThat(read("[" + json + "]").getFirst().json()).hasToString(json);
    assertThat(read("[]")).isEmpty();
  }

  @Nested
  class N11_HostileObjects {
    @Test
    void withTenThousandLevelsLoseTheAttributeAndTheRestIsRead() {
      List<DicomObject> read =
          read("[" + object("1.1", nested(10_000)) + "," + object("1.2", "") + "]");
      assertThat(read)
          .extracting(it -> it.text(Tag.SOP_INSTANCE_UID))
          .containsExactly("1.1", "1.2");
      assertThat(read)
          .allSatisfy(
              it -> {
                assertThat(it.count(Tag.INSTANCE_NUMBER)).isEqualTo(7);
                assertThat(it.json().has("0040A730")).isFalse();
              });
    }

    @Test
    void keepAnAttributeWholeOrLoseIt() {
      assertThat(read("[" + object("1.1", nested(132)) + "]").getFirst().json().toString())
          .contains(nested(132));
      assertThat(read("[" + object("1.1", nested(133)) + "]").getFirst().json().has("0040A730"))
          .isFalse();
    }

    @Test
    void withMoreLevelsThanAreSkippedOrCutAreNotRead() {
      for (String json :
          List.of(
              "[{\"1\":" + "[".repeat(200_000),
              "[" + object("1.1", ""),
              "[{\"1\":[1,",
              "\0\0",
              "")) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(UnreadableAnswer.class);
      }
    }
  }

  /** Objects that are larger than one may be. */
  @Nested
  class I06_ExhaustingMemory {
    private static final String UID = "\"0020000D\":{\"vr\":\"UI\",\"Value\":[\"1.9\"]}";

    private String text(int length) {
      return ",\"0008103E\":{\"vr\":\"UT\",\"Value\":[\"" + "x".repeat(length) + "\"]}";
    }

    @Test
    void leavesOutWhatIsTooLargeAndSaysSoAndReadsTheOthers() {
      for (String more :
          List.of(
              text(3_000_000),
              text(5).replace("\"]}", "\\u00e4\\n\\\"ä".repeat(400_000) + "\"]}"),
              text(5).replace("\"xxxxx\"", "{},".repeat(1_000_000) + "{}"),
              nested(2).replace("{}", "{},".repeat(1_000_000) + "{}"))) {
        List<DicomObject> read =
            read("[" + object("1.1", more + "," + UID) + "," + object("1.2", "") + "]");
        assertThat(read)
            .extracting(it -> it.text(Tag.SOP_INSTANCE_UID))
            .containsExactly("1.1", "1.2");
        assertThat(read.getFirst().text(Tag.STUDY_INSTANCE_UID)).isEqualTo("1.9");
        assertThat(read.getFirst().isUnavailable()).isTrue();
        assertThat(read.getFirst().json().toString().length()).isLessThan(500);
        assertThat(read.getLast().isUnavailable()).isFalse();
      }
    }

    @Test
    void endsAnObjectOfManyAttributes() {
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 200_000; i++) {
        many.append(",\"%08X\":{\"vr\":\"SH\",\"Value\":[\"1\"]}".formatted(0x00090000 + i));
      }
      List<DicomObject> read =
          read("[" + object("1.1", many.toString()) + "," + object("1.2", "") + "]");
      assertThat(read).extracting(DicomObject::isUnavailable).containsExactly(true, false);
      assertThat(METERS.counter("sallyport.archive.unreadable").count()).isPositive();
    }

    @Test
    void refusesACollectionThatIsTooLargeInAll() {
      String items = (object("1.1", text(3000)) + ",").repeat(5000);
      String json = "[" + items + object("1.2", "") + "]";
      assertThatThrownBy(() -> STREAM.each(body(json), ReadLimits.COLLECTED, it -> {}))
          .isInstanceOf(UnreadableAnswer.class);
      List<DicomObject> passed = new ArrayList<>();
      STREAM.each(body(json), ReadLimits.ITEMS, passed::add);
      assertThat(passed).hasSize(5001);
    }

    @Test
    void returnsAllThatItHeld() {
      read("[" + object("1.1", text(3_000_000)) + "]");
      assertThatThrownBy(() -> read("[" + object("1.1", text(900_000))))
          .isInstanceOf(UnreadableAnswer.class);
      assertThat(METERS.get("sallyport.memory.held").gauge().value()).isZero();
    }
  }

  @Nested
  class SomeAttributesOfAnObject {
    private static final List<String> WANTED = List.of(Tag.PATIENT_ID, Tag.REQUESTING_PHYSICIAN);

    private String attribute(String tag, String value) {
      return "\"%s\":{\"vr\":\"LO\",\"Value\":[%s]}".formatted(tag, value);
    }

    private FirstObject first(String... attributes) {
      return STREAM.first(body("[{" + String.join(",", attributes)), WANTED).orElseThrow();
    }

    private final String study = attribute("0020000D", "\"1.9\"");
    private final String patient = attribute("00100020", "\"P1\"");
    private final String tail = attribute("0040A730", "\"not read");

    @Test
    void areReadWithoutWhatComesAfterThem() {
      FirstObject first = first(patient, study, attribute("00321032", "\"A\""), tail);
      assertThat(first.isWhole()).isTrue();
      assertThat(first.attributes().text(Tag.PATIENT_ID)).isEqualTo("P1");
      assertThat(first.attributes().text(Tag.REQUESTING_PHYSICIAN)).isEqualTo("A");
    }

    @Test
    void areReadToTheEndIfTheyAreInNoOrder() {
      FirstObject first =
          first(attribute("7FE00010", "1"), study, attribute("00321032", "\"A\""), patient + "}]");
      assertThat(first.attributes().text(Tag.PATIENT_ID)).isEqualTo("P1");
    }

    @Test
    void areNotWholeIfOneIsTooLargeOrMissingBehindWhatIs() {
      String name = attribute("00321032", "\"" + "x".repeat(20_000) + "\"");
      assertThat(first(patient, study, name, tail).isWhole()).isFalse();
      String other = attribute("00090010", "\"" + "x".repeat(20_000) + "\"");
      assertThat(first(other, patient, study, tail).isWhole()).isTrue();
    }
  }
}
