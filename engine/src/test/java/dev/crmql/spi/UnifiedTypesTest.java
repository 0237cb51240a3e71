package dev.crmql.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crmql.query.FieldPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnifiedTypesTest {

  private static final UnifiedTypes TYPES =
      types(
          """
          {"account": {"object": "Firm", "keyword": ["title", "town"], "attributes": {"name": "title", "industry": ["label", "code"],
             "owner": {"reference": "user", "property": "boss"},
             "parent": {"reference": "account", "property": "above", "only": {"kind": "Firm"}},
             "first_name": "Head/First",
             "address": {"city": "town", "country": "land"}}},
           "opportunity": {"object": "Deal", "attributes": {}}}
          """);

  private static UnifiedTypes types(String json) {
    try {
      return UnifiedTypes.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "account, Firm",
    "Account, Firm",
    "ACCOUNTS, Firm",
    "opportunities, Deal",
    "opportunitys, opportunitys",
    "Leads, Leads",
    "Firm, Firm"
  })
  void commonNamesAreTheServicesOwn(String written, String name) {
    assertThat(TYPES.objectName(written)).isEqualTo(name);
  }

  @Test
  void servicesTypesAreUnified() {
    assertThat(TYPES.typeOf("firm")).contains(UnifiedType.ACCOUNT);
    assertThat(TYPES.typeOf("Deal")).contains(UnifiedType.OPPORTUNITY);
    assertThat(TYPES.typeOf("account")).isEmpty();
    assertThat(TYPES.objectNames()).containsExactly("Firm", "Deal");
    assertThat(UnifiedTypes.none().typeOf("Firm")).isEqualTo(Optional.empty());
  }

  @Test
  void keywordsAreLookedForWhereTheFileSays() {
    assertThat(TYPES.keywordProperties()).isEqualTo(Map.of("Firm", List.of("title", "town")));
    assertThat(UnifiedTypes.none().keywordProperties()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | {}",
        "{'other': 1} | {}",
        "{'title': 'A'} | {'name': 'A'}",
        "{'title': null} | {'name': null}",
        "{'label': 'Shipping', 'code': 7} | {'industry': 'Shipping'}",
        "{'code': 7} | {'industry': 7}",
        "{'boss': 'b'} | {'owner': '<user b>'}",
        "{'boss': ''} | {'owner': null}",
        "{'boss': null} | {'owner': null}",
        "{'above': 'x', 'kind': 'Firm'} | {'parent': '<account x>'}",
        "{'above': 'x', 'kind': 'Shop'} | {'parent': null}",
        "{'above': null} | {'parent': null}",
        "{'above': 'x'} | {}",
        "{'Head': {'First': 'A'}} | {'first_name': 'A'}",
        "{'Head': null} | {}",
        "{'town': 'Bern', 'land': null} | {'address': {'city': 'Bern', 'country': null}}",
        "{'town': 'Bern'} | {'address': {'city': 'Bern'}}",
        "{'town': null, 'land': null} | {'address': null}"
      })
  void onlyWhatTheRecordHasIsGiven(String record, String attributes) throws IOException {
    assertThat(attributes(record)).isEqualTo(read(attributes));
  }

  @Test
  void otherTypesHaveNoAttributes() throws IOException {
    assertThat(attributes("{'title': 'A', 'type': 'Shop'}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'shop': {'object': 'Shop'}}",
        "{'account': {}}",
        "{'account': {'object': 'A'}, 'contact': {'object': 'a'}}",
        "{'account': {'object': 'A', 'attributes': {'id': 'Id'}}}",
        "{'account': {'object': 'A', 'attributes': {'raw': 'Raw'}}}",
        "{'account': {'object': 'A', 'keywrod': ['a']}}",
        "{'account': {'object': 'A', 'keyword': []}}",
        "{'account': {'object': 'A', 'keyword': 'a'}}",
        "{'account': {'object': 'A', 'keyword': {'a': 'b'}}}",
        "{'account': {'object': 'A', 'keyword': [1]}}",
        "{'account': {'object': 'A', 'keyword': ['a', 'a']}}",
        "{'account': {'object': 'A', 'keyword': ['a LIMIT 1), User(Id']}}",
        "{'account': {'object': 'A', 'attributes': {'name': 1}}}",
        "{'account': {'object': 'A', 'attributes': {'name': {}}}}",
        "{'account': {'object': 'A', 'attributes': {'name': []}}}",
        "{'account': {'object': 'A', 'attributes': {'owner': {'reference': 'user'}}}}",
        "{'account': {'object': 'A', 'attributes': {'owner': {'reference': 'x', 'property': 'a'}}}}"
      })
  void aFileThatSaysSomethingElseIsRefused(String json) {
    assertThatThrownBy(() -> types(json.replace('\'', '"')))
        .isInstanceOf(IllegalStateException.class);
  }

  private static ObjectNode attributes(String record) throws IOException {
    return TYPES.attributes(
        new Row(read(record), new Plain()), (type, id) -> "<" + type + " " + id + ">");
  }

  private static ObjectNode read(String json) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(json.replace('\'', '"'));
  }

  /** Records as they are. */
  private static final class Plain implements RecordFormat {
    @Override
    public String id(JsonNode row) {
      return "1";
    }

    @Override
    public String type(JsonNode row) {
      return row.path("type").asText("Firm");
    }

    @Override
    public JsonNode value(JsonNode row, FieldPath field) {
      JsonNode at = row;
      for (String name : field.names()) {
        at = at.path(name);
      }
      return at;
    }

    @Override
    public ObjectNode shown(ObjectNode row) {
      return row;
    }
  }
}
