package dev.crmql.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What the suite asks of an implementation of the languages. Each method answers or throws {@link
 * RejectedException}; anything else that it throws fails the case.
 *
 * <p>What an implementation does not do at all, it leaves to the default method: the cases are then
 * reported as skipped.
 */
public interface Implementation {

  /** The tree of a text, and the text that the tree is written as. */
  default Parsed parse(QueryText query) throws RejectedException {
    throw new NotOfferedException("parse");
  }

  /**
   * What a service is sent for a text.
   *
   * @param schema the object type, of the form that the suite's README describes; empty if the
   *     service did not describe it
   * @param local whether the implementation may evaluate what the service can't
   */
  default Compiled compile(
      QueryText query, String service, Optional<JsonNode> schema, boolean local)
      throws RejectedException {
    throw new NotOfferedException("compile");
  }

  /**
   * The ids of the rows that a text finds, in its order.
   *
   * @param schema the rows' object type; its {@code idField} names the property of the id
   * @param rows what the object type holds; a property that is NULL is JSON's null
   */
  default List<String> evaluate(QueryText query, JsonNode schema, List<ObjectNode> rows)
      throws RejectedException {
    throw new NotOfferedException("evaluate");
  }

  /** The endpoint's answer to a search over accounts whose services listen at the URLs given. */
  default Answer search(Search search) {
    throw new NotOfferedException("search");
  }

  /**
   * A query as somebody wrote it.
   *
   * @param language {@code kql} or {@code dql}
   * @param parameters the values of its {@code :name} places, an object; empty if there are none
   */
  record QueryText(String language, String text, ObjectNode parameters) {}

  /**
   * A text that is a query.
   *
   * @param tree of the form that the suite's README describes
   * @param canonical the text that the tree is written as
   */
  record Parsed(JsonNode tree, String canonical) {}

  /**
   * What a service is sent.
   *
   * @param requests each {@code {method, path, query, headers, body}}
   * @param residual the condition that is still to be checked on each row, as canonical text; empty
   *     if the service answers with exactly the rows wanted
   */
  record Compiled(List<JsonNode> requests, Optional<String> residual) {}

  /**
   * A request to search.
   *
   * @param language what the request says for {@code lang}, a known language or not; empty if it
   *     says nothing
   * @param asked the accounts that are asked for, in this order; one may be asked for twice, or be
   *     none of the known ones
   * @param accounts the known ones
   * @param local as for {@link #compile}
   */
  record Search(
      Optional<String> language,
      String text,
      List<String> asked,
      List<SearchedAccount> accounts,
      boolean local) {}

  /**
   * An account that can be searched.
   *
   * @param url where its service listens, such as {@code http://127.0.0.1:4711}
   * @param token what the service accepts as a bearer token
   */
  record SearchedAccount(String id, String service, String url, String token) {}

  /**
   * The endpoint's answer.
   *
   * @param status the HTTP status
   */
  record Answer(int status, JsonNode body) {}
}
