package dev.crmql.endpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.crmql.search.AccountError;
import dev.crmql.search.SearchObject;
import dev.crmql.search.SearchResult;
import dev.crmql.spi.UnifiedType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a search answers with: {@code {count, page, next_page, objects, errors, type, api}} (CRM
 * API, search for CRM content).
 *
 * @param objects what was found
 * @param page the page that was asked for; the first is answered as 1
 * @param nextPage what to ask for the next page with; empty if there is none
 * @param errors the accounts that failed, by id; empty for a search of one account, which has no
 *     such member, and whose failure is the whole answer
 * @param errorId the id of each error, by which the server's log names this request
 * @param details what was done for each account; empty to leave it out
 * @param rawObjects whether each object has its service's record in {@code raw.object} (CRM API,
 *     raw data)
 */
public record ObjectList(
    List<SearchObject> objects,
    Optional<String> page,
    Optional<String> nextPage,
    Optional<Map<String, AccountError>> errors,
    String errorId,
    Optional<SearchResult> details,
    boolean rawObjects) {

  /** Keeps a copy of the list. */
  public ObjectList {
    objects = List.copyOf(objects);
  }

  /** The answer of a search of one account. */
  public static ObjectList ofOne(SearchResult result) {
    return new ObjectList(
        result.objects(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        true);
  }

  /** The answer of a search of several accounts. */
  public static ObjectList ofSeveral(SearchResult result, String errorId) {
    return new ObjectList(
        result.objects(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(result.errors()),
        errorId,
        Optional.empty(),
        true);
  }

  /** This answer as the page that was asked for, with the token of the next. */
  public ObjectList asPage(Optional<String> asked, Optional<String> next) {
    return new ObjectList(objects, asked, next, errors, errorId, details, rawObjects);
  }

  /** This answer without the services' records. */
  public ObjectList withoutRawObjects() {
    return new ObjectList(objects, page, nextPage, errors, errorId, details, false);
  }

  /** This answer with what was done for each account. */
  public ObjectList withDetails(SearchResult result) {
    return new ObjectList(
        objects, page, nextPage, errors, errorId, Optional.of(result), rawObjects);
  }

  /** The answer as JSON in UTF-8. */
  public byte[] toJson() {
    return JsonBytes.of(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("count", objects.size());
    if (page.isPresent()) {
      json.writeStringField("page", page.get());
    } else {
      json.writeNumberField("page", 1);
    }
    json.writeStringField("next_page", nextPage.orElse(null));
    json.writeArrayFieldStart("objects");
    for (SearchObject object : objects) {
      write(json, object);
    }
    json.writeEndArray();
    if (errors.isPresent()) {
      json.writeObjectFieldStart("errors");
      for (Map.Entry<String, AccountError> error : errors.get().entrySet()) {
        json.writeFieldName(error.getKey());
        ErrorBody.of(error.getValue(), errorId).write(json);
      }
      json.writeEndObject();
    }
    if (details.isPresent()) {
      AccountReports.write(json, details.get());
    }
    json.writeStringField("type", "object_list");
    json.writeStringField("api", "crm");
    json.writeEndObject();
  }

  private void write(JsonGenerator json, SearchObject object) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", ObjectIds.of(object));
    json.writeStringField("type", object.unifiedType().map(UnifiedType::wireName).orElse("object"));
    json.writeStringField("api", "crm");
    if (errors.isPresent()) {
      json.writeStringField("account_id", object.accountId());
    }
    for (Map.Entry<String, JsonNode> attribute :
        object.attributes(ObjectIds::referred).properties()) {
      json.writeFieldName(attribute.getKey());
      json.writeTree(attribute.getValue());
    }
    json.writeObjectFieldStart("raw");
    if (rawObjects) {
      json.writeFieldName("object");
      json.writeTree(object.raw());
    }
    json.writeStringField("type", object.type().toLowerCase(Locale.ROOT));
    json.writeStringField("id", object.id());
    json.writeEndObject();
    json.writeEndObject();
  }
}
