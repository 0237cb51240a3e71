package dev.crmql.endpoint;

import dev.crmql.search.Account;
import java.util.regex.Pattern;

/**
 * What is answered of an account: {@code {id, account, active, service, type, api}}. {@code active}
 * is true of every account that is configured: its service is not asked, so that a token which the
 * service no longer takes only shows in a search.
 */
final class AccountBody {

  /** An id that every JSON reader takes for the same number. */
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,14}");

  private AccountBody() {}

  static byte[] of(Account account) {
    return JsonBytes.of(
        json -> {
          json.writeStartObject();
          if (NUMBER.matcher(account.id()).matches()) {
            json.writeNumberField("id", Long.parseLong(account.id()));
          } else {
            json.writeStringField("id", account.id());
          }
          json.writeStringField("account", account.label().orElse(account.baseUri().getHost()));
          json.writeBooleanField("active", true);
          json.writeStringField("service", account.service());
          json.writeStringField("type", "account");
          json.writeStringField("api", "meta");
          json.writeEndObject();
        });
  }
}
