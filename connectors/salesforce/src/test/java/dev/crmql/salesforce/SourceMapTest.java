package dev.crmql.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crmql.query.NodeLocation;
import org.junit.jupiter.api.Test;

class SourceMapTest {

  @Test
  void aStretchLastsToTheNextMark() {
    SourceMap map = new SourceMap();
    map.mark(2, NodeLocation.of(10, 11));
    map.mark(5, NodeLocation.NONE);
    assertThat(map.at(1).span()).isEmpty();
    assertThat(map.at(2).toString()).isEqualTo("@10..11");
    assertThat(map.at(4).toString()).isEqualTo("@10..11");
    assertThat(map.at(5).span()).isEmpty();
    assertThat(map.at(-1).span()).isEmpty();
  }

  @Test
  void theLastMarkOfAPlaceCounts() {
    for (int before = 0; before < 8; before++) {
      SourceMap map = new SourceMap();
      for (int i = 0; i < before; i++) {
        map.mark(i, NodeLocation.NONE);
      }
      map.mark(100, NodeLocation.NONE);
      map.mark(100, NodeLocation.of(1, 2));
      map.mark(200, NodeLocation.NONE);
      assertThat(map.at(100).toString()).isEqualTo("@1..2");
    }
  }

  @Test
  void thereIsRoomForAnyNumberOfMarks() {
    SourceMap map = new SourceMap();
    for (int i = 0; i < 1000; i++) {
      map.mark(i * 2, NodeLocation.of(i, i + 1));
    }
    assertThat(map.at(1001).toString()).isEqualTo("@500..501");
  }
}
