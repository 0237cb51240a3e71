package dev.crmql.sandbox.http;

import dev.crmql.sandbox.data.Table;
import java.net.URI;
import java.util.List;

/**
 * One emulated service: what it answers to a request, without the HTTP around it.
 *
 * <p>Called by several threads at once. Closing it releases its database.
 */
public interface ServiceEmulator extends AutoCloseable {

  /** The service's name in lower case: {@code salesforce}, for instance. */
  String name();

  /** The tokens that it accepts and hands out. */
  IssuedTokens tokens();

  /** Its records, in its own names and as it stores them. */
  List<Table> tables();

  /**
   * The answer to a request, in the service's own words also where it refuses.
   *
   * @param request what was sent; the token is not checked yet
   * @param baseUri where the service is reached, for links in the answer; without a slash at the
   *     end
   */
  Response handle(Request request, URI baseUri);

  /** How the service says that a token is not, or no longer, good. */
  Response unauthorized();

  /**
   * How the service says with status 429 that it was asked too often; {@code Retry-After} is added
   * to it.
   */
  Response tooManyRequests();

  /** How the service says that it is overloaded or in maintenance. */
  Response unavailable();

  /** How the service says that keywords can't be searched for. */
  default Response searchOff() {
    return unavailable();
  }

  /**
   * A successful page changed so that it is followed by the same page again, whatever it said
   * before. Answers that are not pages are returned as they are.
   *
   * @param baseUri what the link to the next page begins with, where the service sends links with a
   *     host; another service's for a link that leads astray
   */
  Response followedByItself(Request request, Response page, URI baseUri);

  @Override
  void close();
}
