package dev.crmql.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crmql.query.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceLimitsTest {

  record Good(int pageRows, long textLength) {}

  record Fewer(int pageRows) {}

  record More(int pageRows, long textLength, int groups) {}

  @Test
  void aLimitIsTheComponentOfItsName() {
    assertThat(ServiceLimits.load(Good.class, "limits.json"))
        .isEqualTo(new Good(200, 5_000_000_000L));
  }

  @ParameterizedTest
  @ValueSource(classes = {Fewer.class, More.class})
  void fileAndRecordHaveTheSameLimits(Class<? extends Record> limits) {
    assertThatThrownBy(() -> ServiceLimits.load(limits, "limits.json"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("limits.json does not fit");
  }

  @Test
  void aLimitHasItsSource() {
    assertThatThrownBy(() -> ServiceLimits.load(Fewer.class, "limits-without-source.json"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("page-rows has no source");
  }

  @Test
  void theFileMayBeBesideAnotherClass() {
    assertThat(ServiceLimits.load(CallLimits.class, Query.class, "calls.json"))
        .isEqualTo(new CallLimits(5, 0, 1000));
  }

  @Test
  void limitsByWhichNoCallCanBeMadeAreRefused() {
    for (int[] no : new int[][] {{0, 0, 1}, {1, -1, 1}, {1, 0, 0}}) {
      assertThatThrownBy(() -> new CallLimits(no[0], no[1], no[2]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theFileIsBesideTheRecord() {
    assertThatThrownBy(() -> ServiceLimits.load(Good.class, "none.json"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no none.json beside");
  }
}
