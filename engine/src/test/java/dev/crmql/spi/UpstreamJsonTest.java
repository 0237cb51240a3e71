package dev.crmql.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class UpstreamJsonTest {

  /** What a bound is on. */
  enum Bound {
    LEVELS(UpstreamJson.MOST_LEVELS) {
      @Override
      String json(int size) {
        return "[".repeat(size) + "]".repeat(size);
      }
    },
    LEVELS_OF_OBJECTS(UpstreamJson.MOST_LEVELS) {
      @Override
      String json(int size) {
        return "{\"a\":".repeat(size) + "1" + "}".repeat(size);
      }
    },
    DIGITS(UpstreamJson.MOST_DIGITS) {
      @Override
      String json(int size) {
        return "[" + "9".repeat(size) + "]";
      }
    },
    NAME(UpstreamJson.LONGEST_NAME) {
      @Override
      String json(int size) {
        return "{\"" + "n".repeat(size) + "\":1}";
      }
    },
    TEXT(UpstreamJson.LONGEST_TEXT) {
      @Override
      String json(int size) {
        return "[\"" + "x".repeat(size) + "\"]";
      }
    };

    final int most;

    Bound(int most) {
      this.most = most;
    }

    abstract String json(int size);

    UpstreamResponse answer(int size) {
      return new UpstreamResponse(200, Map.of(), json(size).getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWithinABoundIsRead(Bound bound) {
    assertThat(UpstreamJson.read(bound.answer(bound.most))).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsBeyondABoundIsAFaultThatNamesIt(Bound bound) {
    for (int size : new int[] {bound.most + 1, 1_000_000 + bound.most}) {
      UpstreamResponse answer = bound.answer(size);
      assertThatThrownBy(() -> UpstreamJson.read(answer))
          .isInstanceOf(UpstreamException.class)
          .hasMessageEndingWith("exceeds the maximum allowed (" + bound.most + ")")
          .hasMessageNotContaining("\n");
      assertThatThrownBy(() -> UpstreamJson.readAnswer(answer))
          .isInstanceOf(UpstreamException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFailureWhoseBodyIsBeyondABoundStaysTheFailureThatItsStatusIs(Bound bound) {
    assertThat(UpstreamJson.readAnything(bound.answer(bound.most + 1)).isMissingNode()).isTrue();
  }
}
