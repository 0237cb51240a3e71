package dev.crmql.dynamics;

import dev.crmql.diagnostics.QueryException;
import dev.crmql.normalize.NormalizedQuery;
import dev.crmql.schema.ObjectSchema;
import dev.crmql.spi.Completion;

/** Writes queries in the words of Dataverse's Web API. Pure, without state. */
public final class ODataCompiler {

  private ODataCompiler() {}

  /**
   * The query as system query options.
   *
   * @param query in normal form
   * @param schema the one that it was normalised with; may be {@link ObjectSchema#unknown()}
   * @throws QueryException if Dataverse can't be asked this, with every reason at once
   */
  public static ODataQuery compile(
      NormalizedQuery query, ObjectSchema schema, Completion completion) {
    return new Compilation(query, schema, completion).odata();
  }
}
