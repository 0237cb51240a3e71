package dev.crmql.sandbox.salesforce;

import dev.crmql.sandbox.data.Database;
import dev.crmql.sandbox.data.SampleData;
import dev.crmql.sandbox.data.Table;
import dev.crmql.sandbox.http.Request;
import dev.crmql.sandbox.http.Response;
import dev.crmql.sandbox.http.ServiceEmulator;
import java.net.URI;
import java.util.List;

/**
 * An emulated Salesforce organisation: versions, describe, query with pages, and composite
 * requests.
 */
public final class SalesforceEmulator implements ServiceEmulator {
  private final List<Table> tables;
  private final Database database;

  /** Starts with the sample records. */
  public SalesforceEmulator(SampleData data) {
    tables = SalesforceTables.of(data);
    database = Database.of(tables);
  }

  @Override
  public String name() {
    return "salesforce";
  }

  @Override
  public String accessToken() {
    return "sandbox-salesforce-token";
  }

  @Override
  public List<Table> tables() {
    return tables;
  }

  @Override
  public Response handle(Request request, URI baseUri) {
    return request.hasBearer(accessToken()) ? SalesforceErrors.notFound() : unauthorized();
  }

  @Override
  public Response unauthorized() {
    return SalesforceErrors.invalidSession();
  }

  @Override
  public Response tooManyRequests() {
    return SalesforceErrors.error(429, "REQUEST_LIMIT_EXCEEDED", "Too many requests.");
  }

  @Override
  public Response unavailable() {
    return SalesforceErrors.error(503, "SERVER_UNAVAILABLE", "Server is unavailable.");
  }

  @Override
  public Response followedByItself(Request request, Response page, URI baseUri) {
    return page;
  }

  @Override
  public void close() {
    database.close();
  }
}
