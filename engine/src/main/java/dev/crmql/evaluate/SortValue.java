package dev.crmql.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.normalize.IsoTemporal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;

/**
 * A property's value, read once, as sorting compares it. Kinds sort in the order of {@link Kind};
 * within a kind, exactly one of the three fields is set, or none.
 */
record SortValue<K>(Kind kind, BigDecimal number, Instant moment, K text) {

  /** NULL is lowest. Arrays and objects have no order. */
  enum Kind {
    NULL,
    UNORDERED,
    BOOLEAN,
    NUMBER,
    MOMENT,
    TEXT
  }

  /**
   * Reads a value.
   *
   * @param temporal whether the property holds dates or moments, so that its texts are read as such
   */
  static <K> SortValue<K> of(JsonNode value, boolean temporal, TextOrder<K> order) {
    if (value.isNull() || (temporal && isEmpty(value))) {
      return new SortValue<>(Kind.NULL, null, null, null);
    }
    if (!value.isValueNode()) {
      return new SortValue<>(Kind.UNORDERED, null, null, null);
    }
    if (value.isBoolean()) {
      BigDecimal number = value.booleanValue() ? BigDecimal.ONE : BigDecimal.ZERO;
      return new SortValue<>(Kind.BOOLEAN, number, null, null);
    }
    if (value.isNumber()) {
      return new SortValue<>(Kind.NUMBER, value.decimalValue(), null, null);
    }
    String text = value.asText();
    return temporal
        ? new SortValue<>(Kind.MOMENT, null, moment(text).orElseThrow(), null)
        : new SortValue<>(Kind.TEXT, null, null, order.key().apply(text));
  }

  /**
   * Whether a property with these values holds dates or moments: each of its texts is one. A single
   * text that only looks like a date leaves the others texts.
   */
  static boolean areTemporal(Iterable<JsonNode> values) {
    boolean any = false;
    for (JsonNode value : values) {
      if (value.isTextual() && !isEmpty(value)) {
        if (!isTemporal(value)) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }

  /** Whether a value is text that is a date or a moment. */
  static boolean isTemporal(JsonNode value) {
    return value.isTextual() && moment(value.textValue()).isPresent();
  }

  static boolean isEmpty(JsonNode value) {
    return value.isTextual() && value.textValue().isEmpty();
  }

  /** When it is, if the text is a date or a moment. */
  static Optional<Instant> moment(String text) {
    if (!IsoTemporal.looksTemporal(text)) {
      return Optional.empty();
    }
    return IsoTemporal.timestamp(text)
        .or(() -> IsoTemporal.date(text).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  static <K> Comparator<SortValue<K>> comparator(Comparator<K> texts) {
    return (a, b) -> {
      if (a.kind != b.kind) {
        return a.kind.compareTo(b.kind);
      }
      return switch (a.kind) {
        case NULL, UNORDERED -> 0;
        case BOOLEAN, NUMBER -> a.number.compareTo(b.number);
        case MOMENT -> a.moment.compareTo(b.moment);
        case TEXT -> texts.compare(a.text, b.text);
      };
    };
  }
}
