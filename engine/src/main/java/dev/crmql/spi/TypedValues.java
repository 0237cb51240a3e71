package dev.crmql.spi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crmql.normalize.DecimalText;
import dev.crmql.normalize.IsoTemporal;
import dev.crmql.schema.FieldType;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Brings what services answer to the form that {@link RecordFormat#value} promises, by the type of
 * the property: numbers and truth values that stand in text, moments in any offset.
 */
public final class TypedValues {

  private TypedValues() {}

  /**
   * The value as its type has it.
   *
   * @param value as the service gave it; a missing node is NULL
   * @return the value itself where it does not read as one of the type; JSON null for empty text
   *     where the type is not text
   */
  public static JsonNode read(JsonNode value, FieldType type) {
    if (value.isMissingNode() || value.isNull()) {
      return NullNode.getInstance();
    }
    if (type == FieldType.BOOLEAN && value.isNumber()) {
      return truth(value, value.asText());
    }
    if ((type == FieldType.TEXT || type == FieldType.ID) && value.isNumber()) {
      return TextNode.valueOf(DecimalText.write(value.decimalValue()));
    }
    if (!value.isTextual() || type == FieldType.TEXT || type == FieldType.ID) {
      return value;
    }
    String text = value.textValue();
    if (text.isEmpty()) {
      return type == FieldType.OTHER ? value : NullNode.getInstance();
    }
    return switch (type) {
      case INTEGER, DECIMAL ->
          DecimalText.read(text).<JsonNode>map(DecimalNode::valueOf).orElse(value);
      case BOOLEAN -> truth(value, text);
      case DATE -> day(value, text);
      case TIMESTAMP -> moment(value, text);
      case TEXT, ID -> value;
      case OTHER -> IsoTemporal.looksTemporal(text) ? moment(value, text) : value;
    };
  }

  private static JsonNode truth(JsonNode value, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "y", "yes" -> BooleanNode.TRUE;
      case "false", "0", "n", "no" -> BooleanNode.FALSE;
      default -> value;
    };
  }

  /** Some services write a day as the moment when it begins in UTC. */
  private static JsonNode day(JsonNode value, String text) {
    return IsoTemporal.timestamp(text)
        .<JsonNode>map(
            moment -> TextNode.valueOf(moment.atOffset(ZoneOffset.UTC).toLocalDate().toString()))
        .orElse(value);
  }

  private static JsonNode moment(JsonNode value, String text) {
    return IsoTemporal.timestamp(text)
        .<JsonNode>map(moment -> TextNode.valueOf(moment.toString()))
        .orElse(value);
  }
}
